import ElementaryFunctions
import MachineLearning
import TestSupport
import Testing

@testable import Endpoints

/// What endpoints say, and that it is what `predict` says.
@Suite struct AnswerTests {
  @Test(arguments: [
    (Machines.pair, LearningTask.regression, 0), (Machines.pair, .classification, 0), (Machines.mixed, .regression, 0),
    (Machines.mixed, .classification, 0), (Machines.pair, .regression, 3), (Machines.mixed, .classification, 3),
  ])
  func scoresAreThoseOfPredictBitByBit(fields: [FeatureField], task: LearningTask, draws: Int) throws {
    let machine = try Machines.of(fields, task: task, draws: draws, range: task == .regression ? -0.5...1.5 : nil)
    var random = SplitMix(seed: 5)
    let count = 3000
    var vectors = FeatureVectors(width: machine.linear.count)
    var rows = [[(Int, Double)]](repeating: [], count: count)
    let columns = try zip(machine.offsets, fields).map { offset, field -> FeatureColumn in
      switch field {
      case .oneHot(let cardinality):
        let codes = (0..<count).map { _ in Int32(random.next() % UInt64(cardinality + 1)) - 1 }
        for (row, code) in codes.enumerated() where code >= 0 { rows[row].append((offset + Int(code), 1)) }
        return .oneHot(codes: codes, cardinality: cardinality)
      case .numeric:
        let values = (0..<count).map { _ in random.next() % 5 == 0 ? 0 : Double(random.next() % 1000) / 7 }
        for (row, value) in values.enumerated() { rows[row].append((offset, value)) }
        return .numeric(values)
      case .bag(let cardinality):
        let bags = (0..<count).map { _ in
          (0..<Int32(cardinality)).filter { _ in random.next() % 2 == 0 }.map {
            (code: $0, weight: Float(random.next() % 100) / 9)
          }
        }
        for (row, bag) in bags.enumerated() {
          for (code, weight) in bag { rows[row].append((offset + Int(code), Double(weight))) }
        }
        return .bag(try FeatureBags(bags, cardinality: cardinality))
      }
    }
    for row in rows { try vectors.append(keys: row.map(\.0), values: row.map(\.1), shape: []) }
    let expected = try machine.predict(try FeatureRows(columns))
    let model = ScoringModel(machine, features: fields.indices.map { "f\($0)" })
    #expect(try model.scores(vectors, threads: 1) == expected)
    #expect(try model.scores(vectors, threads: 3) == expected)
    #expect(Set(expected).count > 5)
    if fields == Machines.pair, draws == 0 {
      let first = try machine.predict(
        try FeatureRows([.oneHot(codes: [2], cardinality: 3), .oneHot(codes: [1], cardinality: 4)]))
      #expect(model.predictor.predict(first: 2, second: 1) == first[0])
      #expect(model.predictor.predict(first: 3, second: 1) == nil)
    }
  }

  @Test func twoOnesOfAFieldAreTheFormula() throws {
    let machine = try Machines.of(Machines.pair)
    var vectors = FeatureVectors(width: 7)
    try vectors.append(keys: [0, 1, 5], values: [1, 1, 0.5], shape: [])
    let x = [1, 1, 0, 0, 0, 0.5, 0] as [Double]
    var expected = machine.bias
    for i in 0..<7 { expected += Double(machine.linear[i]) * x[i] }
    for i in 0..<7 {
      for j in i + 1..<7 {
        for k in 0..<5 {
          expected += Double(machine.latent[i * 5 + k]) * Double(machine.latent[j * 5 + k]) * x[i] * x[j]
        }
      }
    }
    let score = try ScoringModel(machine, features: ["user", "item"]).scores(vectors, threads: 1)[0]
    #expect(abs(score - expected) < 1e-6)
  }

  @Test func everyFormSaysTheSame() throws {
    let body = #"{"instances": [{"features": [1,0,0,1,0,0,0]}, {"features": [0,0,1,0,0,0,1]}]}"#
    let regressor = try Machines.endpoint()
    let scores = try ScoringModel(Machines.of(Machines.pair), features: []).scores(
      try regressor.rows(body).get(), threads: 1)
    #expect(regressor.ask(body).text == "{\"predictions\": [{\"score\": \(scores[0])}, {\"score\": \(scores[1])}]}")
    #expect(
      regressor.ask(body, accept: "application/jsonlines").text
        == "{\"score\": \(scores[0])}\n{\"score\": \(scores[1])}\n")
    let classifier = try Machines.endpoint(.classification)
    let odds = scores.map { Elementary.sigmoid($0) }
    let labels = odds.map { $0 >= 0.5 ? 1 : 0 }
    #expect(
      classifier.ask(body, accept: "application/x-jsonlines").text
        == "{\"score\": \(odds[0]), \"predicted_label\": \(labels[0])}\n{\"score\": \(odds[1]), \"predicted_label\": \(labels[1])}\n"
    )
    let record = classifier.ask(body, accept: "application/x-recordio-protobuf").value
    #expect(record?.contentType == "application/x-recordio-protobuf")
    // Frame, then label { "score": tensor { values } }, label { "predicted_label": … }.
    let bits = Float(odds[0]).bitPattern
    let value = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: bits >> $0) }
    let score: [UInt8] = [0x12, 17, 0x0A, 5] + Array("score".utf8) + [0x12, 8, 0x12, 6, 0x0A, 4] + value
    #expect(record.map { Array($0.bytes[8..<27]) } == score)
    #expect(record?.rows == 2)
  }

  @Test func neighboursAreThoseOfTheSearch() throws {
    let machine = try Machines.of(Machines.pair)
    let model = try NeighborModel(machine, itemField: 1, count: 3)
    let endpoint = Endpoint("near", .neighbors(model))
    #expect(endpoint.width == 6)
    let users = try machine.latentUsers(field: 0)
    let expected = try NeighborSearch(machine.latentItems(field: 1), metric: .innerProduct).nearest(to: users, count: 3)
    let body = (0..<3).map { "{\"features\": \(users[$0].map { Double($0) })}\n" }.joined()
    let short = (0..<3).map {
      "{\"predicted_label\": \(Double(expected.ids(of: $0)[expected.ids(of: $0).startIndex]))}\n"
    }.joined()
    #expect(endpoint.ask(body, "application/jsonlines", accept: "application/jsonlines").text == short)
    let answer = endpoint.ask(body, "application/jsonlines", accept: "application/jsonlines; verbose=true")
    let long = (0..<3).map { user in
      let (ids, values) = (expected.ids(of: user).map { Double($0) }, expected.values(of: user).map { Double($0) })
      return "{\"labels\": \(ids), \"distances\": \(values), \"predicted_label\": \(ids[0])}\n"
    }.joined()
    #expect(answer.text == long)
    #expect(answer.value?.contentType == "application/jsonlines; verbose=true")
    #expect(
      endpoint.ask(body, "application/jsonlines", accept: "application/x-recordio-protobuf; verbose=true").value?.rows
        == 3)
    #expect(
      endpoint.ask("{\"features\": [1e30,0,0,0,0,0]}", "application/jsonlines").fault?.message
        == "row 1: feature 0 is 1e+30, too great to compare")
  }

  @Test func formsAreNegotiated() throws {
    let endpoint = try Machines.endpoint()
    let body = #"{"features": [1,0,0,1,0,0,0]}"#
    func type(_ accept: String?) -> String? {
      endpoint.ask(body, "application/jsonlines; charset=utf-8", accept: accept).value?.contentType
    }
    #expect(type(nil) == "application/json" && type("*/*") == "application/json" && type("") == "application/json")
    #expect(
      type("text/html, application/jsonlines;q=0.5, application/x-recordio-protobuf; q=0.9")
        == "application/x-recordio-protobuf")
    #expect(type("application/json;q=0, application/jsonl") == "application/jsonlines")
    let refused = endpoint.ask(body, "application/jsonlines", accept: "text/html").fault
    #expect(
      refused?.status == 406
        && refused?.sentence
          == "Accept \"text/html\" names nothing that is written here; accept one of application/json, application/jsonlines, application/x-recordio-protobuf."
    )
    for (contentType, says) in [
      ("text/csv", "\"text/csv\" is not read here"), (nil, "does not say its Content-Type"),
      ("application/json; charset=utf-16", "the charset \"utf-16\""),
    ] {
      let fault = endpoint.ask(body, contentType).fault
      #expect(fault?.status == 415 && fault?.sentence.contains(says) == true)
    }
    #expect(
      RequestFault(415, "a \"b\"", advice: "c").body
        == Array("{\"code\": \"ValidationError\", \"message\": \"a \\\"b\\\"; c.\"}\n".utf8))
  }

  @Test func scoresThatAreNoNumbersAreRefused() throws {
    let endpoint = Endpoint(
      "m", .scores(ScoringModel(try Machines.of(Machines.mixed), features: ["user", "days", "item", "tags"])))
    let fault = endpoint.ask(#"{"instances": [{"features": {"keys": [3], "values": [1e300]}}]}"#).fault
    #expect(fault?.sentence == "row 1: the score is no finite number; its features are too great.")
    if case .scores(let model) = endpoint.model {
      #expect(model.layout == "user: 0..<3, days: 3, item: 4..<8, tags: 8..<13")
    }
  }
}
