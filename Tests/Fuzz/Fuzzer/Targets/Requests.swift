import Endpoints
import MachineLearning

/// Requests of a served model. Nothing that comes may be refused with another status than 4xx or without a sentence, or be answered
/// with another number of rows than were read.
private struct ServedModels {
  static let forms = ["application/json", "application/jsonlines", "application/x-recordio-protobuf"]

  let endpoints: [Endpoint]

  init() throws {
    // Three users, a number, four items, a bag of five.
    let scores = try FactorizationMachine(
      task: .regression,
      fields: [
        .oneHot(cardinality: 3), .numeric(center: 100, scale: 40), .oneHot(cardinality: 4), .bag(cardinality: 5),
      ],
      factors: 3, bias: 0.5, linear: (0..<13).map { Float($0) / 7 }, latent: (0..<39).map { Float($0 % 5) / 3 - 0.5 })
    let pairs = try FactorizationMachine(
      task: .classification, fields: [.oneHot(cardinality: 6), .oneHot(cardinality: 7)], factors: 3, bias: 0.5,
      linear: (0..<13).map { Float($0) / 7 }, latent: (0..<39).map { Float($0 % 5) / 3 - 0.5 })
    endpoints = [
      Endpoint("scores", .scores(ScoringModel(scores, features: ["user", "age", "item", "words"]))),
      Endpoint("neighbors", .neighbors(try NeighborModel(pairs, itemField: 1, count: 3, metric: .cosine))),
    ]
  }

  func ask(_ body: [UInt8], _ form: String) {
    body.withUnsafeBytes { body in
      for endpoint in endpoints {
        for accept in Self.forms + ["application/jsonlines; verbose=true"] {
          do throws(RequestFault) {
            let answer = try endpoint.answer(body, contentType: form, accept: accept)
            Reached.note("answers")
            require(answer.rows > 0 && !answer.bytes.isEmpty, "an empty answer")
            let again = try? endpoint.answer(body, contentType: form, accept: accept, threads: 2)
            require(again == answer, "the answer depends on threads")
          } catch {
            require((400..<500).contains(error.status) && error.sentence.utf8.count > 10, "\(error)")
          }
        }
      }
    }
  }

  static let rows = [
    #"{"instances": [{"features": [1, 0, 0, 30, 0, 1, 0, 0, 1, 0, 0, 0, 2.5e-1]}, {"data": {"features": {"keys": [1, 5], "values": [1, -1], "shape": [13]}}}]}"#,
    "{\"features\": {\"values\": [1], \"keys\": [3]}}\n\n{\"features\": {\"keys\": [], \"values\": []}}\n",
    #"{"instances": [{"features": [1, 0, 0]}]}"#,
  ]
  static let dense: [UInt8] = [
    0x0A, 0x16, 0x0A, 0x06, 0x76, 0x61, 0x6C, 0x75, 0x65, 0x73, 0x12, 0x0C, 0x12, 0x0A, 0x0A, 0x08, 0, 0, 0x80, 0x3F, 0,
    0, 0, 0x40,
  ]
  static let sparse: [UInt8] = [
    0x0A, 0x1F, 0x0A, 0x06, 0x76, 0x61, 0x6C, 0x75, 0x65, 0x73, 0x12, 0x15, 0x12, 0x13, 0x0A, 0x08, 0, 0, 0x80, 0x3F, 0,
    0, 0, 0x40,
    0x12, 0x02, 1, 5, 0x1A, 0x01, 0x0D, 0, 0,
  ]
  static let words =
    [
      "instances", "features", "values", "keys", "shape", "data", "configuration", "null", "true", "\\u0000", "\\ud800",
      "1e999",
      "application/json",
    ] + Seeds.numbers

  /// Records with a right frame: magic number, flag and length, the bytes, zeros up to a multiple of four.
  static func framed(_ records: [ArraySlice<UInt8>], flags: UInt8) -> [UInt8] {
    var bytes: [UInt8] = []
    for (position, record) in records.enumerated() {
      // The first two records may be parts of one.
      let flag: UInt32 = flags & 1 == 0 ? 0 : position == 0 ? 1 : position == records.count - 1 ? 3 : 2
      for word in [0xCED7_230A, flag << 29 | UInt32(record.count)] {
        withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
      }
      bytes += record
      bytes += [UInt8](repeating: 0, count: (4 - record.count % 4) % 4)
    }
    return bytes
  }
}

extension FuzzTarget {
  static var requests: FuzzTarget {
    FuzzTarget(name: "requests", input: "a byte for the form, the body of a request") { _ in
      let models = try ServedModels()
      let frames = [ServedModels.dense, ServedModels.sparse].map { [2] + ServedModels.framed([$0[...]], flags: 0) }
      return Fuzzing(
        seeds: ServedModels.rows.enumerated().map { [UInt8($0.offset % 2)] + Array($0.element.utf8) } + frames,
        words: ServedModels.words
      ) { bytes in
        guard let first = bytes.first else { return }
        models.ask(Array(bytes.dropFirst()), ServedModels.forms[Int(first) % 3])
      }
    }
  }

  /// As in a request, but every input has frames and lengths that are right, so that mutations reach the messages.
  static var recordIO: FuzzTarget {
    FuzzTarget(name: "record-io", input: "a byte of flags, the messages of records after a byte each for their lengths")
    { _ in
      let models = try ServedModels()
      func seed(_ messages: [[UInt8]], _ flags: UInt8) -> [UInt8] {
        [flags] + messages.flatMap { [UInt8($0.count)] + $0 }
      }
      return Fuzzing(
        seeds: [
          seed([ServedModels.dense], 0), seed([ServedModels.sparse], 0),
          seed([ServedModels.dense, ServedModels.sparse], 0),
          seed([Array(ServedModels.sparse.prefix(9)), Array(ServedModels.sparse.dropFirst(9))], 1),
        ], words: ["values", "features", "label"], mutation: .binary
      ) { bytes in
        guard let flags = bytes.first else { return }
        var records: [ArraySlice<UInt8>] = []
        var rest = bytes.dropFirst()
        while let length = rest.popFirst() {
          records.append(rest.prefix(Int(length)))
          rest = rest.dropFirst(Int(length))
        }
        models.ask(ServedModels.framed(records, flags: flags), ServedModels.forms[2])
      }
    }
  }
}
