import LabSupport
import Steps
import Tables
import Testing

/// Predictions, recommendations and neighbours against the model's parameters, written out.
@Suite struct ModelUseTests {
  @Test func predictionsAreTheFormulaOfTheModel() throws {
    let run = try LearnedModels.run("predict model on: test as scored")
    let naive = NaiveMachine(try run.model("model"))
    let scored = try run.table("scored")
    let expected = zip(scored.numbers("user"), scored.numbers("item")).map { user, item -> Double? in
      guard let user, let item else { return nil }
      return naive.clamped(naive.score(Int(user), Int(item)))
    }
    #expect(close(scored.numbers("prediction"), expected, within: 1e-5))
  }

  @Test func whatTrainingHasNotSeenAddsNothing() throws {
    let run = try LearnedModels.run(
      "predict part on: train as scored",
      models: "filter train where: user != 3 and item != 1 as some\n"
        + "train fm on: some target: star_rating features: [user, item] factors: 6 epochs: 5 as part\n")
    let naive = NaiveMachine(try run.model("part"))
    let scored = try run.table("scored")
    var seen = 0
    for row in 0..<scored.rowCount {
      guard let user = scored["user"]?[row].number, let item = scored["item"]?[row].number,
        let score = scored["prediction"]?[row].number, user == 3 || item == 1
      else { continue }
      seen += 1
      var expected = naive.machine.bias
      if user != 3 { expected += naive.weight(field: naive.user, Int(user)) }
      if item != 1 { expected += naive.weight(field: naive.item, Int(item)) }
      #expect(close([score], [naive.clamped(expected)], within: 1e-5))
    }
    #expect(seen > 2)
  }

  @Test func recommendOrdersEveryItemByScoreAndLeavesOutWhatWasSeen() throws {
    let run = try LearnedModels.run(
      "recommend model user: 20 top: 100000 seen: true as all\nrecommend model user: 20 top: 5 bottom: 4 as list")
    let model = try run.model("model")
    let naive = NaiveMachine(model)
    let items = model.machine.fields[naive.item].width
    let scores = (0..<items).map { naive.score(20, $0) }
    let all = try run.table("all")
    #expect(all.rowCount == items)
    let falling = all.numbers("score").compactMap { $0 }
    #expect(falling == falling.sorted(by: >))
    let clamped = all.numbers("item").map { $0.map { naive.clamped(scores[Int($0)]) } }
    #expect(close(all.numbers("score"), clamped, within: 1e-5))

    let train = try run.table("train")
    let seen = Set(
      zip(train.numbers("user"), train.numbers("item")).compactMap { $0 == 20 ? $1.map { Int($0) } : nil })
    #expect(!seen.isEmpty)
    let unseen = all.numbers("item").compactMap { $0.map { Int($0) } }.filter { !seen.contains($0) }
    let list = try run.table("list")
    #expect(list.texts("rank") == ["1", "2", "3", "4", "5", "-1", "-2", "-3", "-4"])
    #expect(list.numbers("item").prefix(5).map { Int($0 ?? -1) } == Array(unseen.prefix(5)))
    let lowest = list.numbers("score").suffix(4).compactMap { $0 }
    #expect(lowest == lowest.sorted())
    #expect(
      lowest
        == unseen.suffix(4).reversed().compactMap { item in
          zip(all.numbers("item"), all.numbers("score")).first { $0.0 == Double(item) }?.1
        })
    // Its title is that of the item's first row in training.
    let titles = zip(train.texts("item"), train.texts("product_title"))
    for (item, title) in zip(list.texts("item"), list.texts("product_title")) {
      #expect(titles.first { $0.0 == item }.map { $0.1 == title } ?? title.hasSuffix(item))
    }
  }

  @Test func anApproximateSearchTellsItsRecall() throws {
    let run = try LearnedModels.run(
      "knn liked k: 2 as exact\nknn liked k: 2 index: ivf lists: 4 probes: 4 as whole\n"
        + "knn liked k: 2 metric: cosine from: item as alike\n"
        + "knn liked k: 2 metric: cosine from: item index: ivf lists: 6 probes: 1 as part")
    #expect(try run.table("whole").listing == run.table("exact").listing)
    #expect(try run.number("whole.recall") == 1)
    let alike = try run.table("alike").numbers("item")
    let part = try run.table("part").numbers("item")
    #expect(part.count == alike.count)
    let items = alike.count / 2
    let found = (0..<items).map { Set(part[2 * $0..<2 * $0 + 2]).intersection(alike[2 * $0..<2 * $0 + 2]).count }
    // The sample is all of them, there are fewer than a thousand; each finds itself, too, and that counts.
    let recall = Double(found.reduce(items, +)) / Double(3 * items)
    #expect(close([try run.number("part.recall")], [recall]))
    #expect(recall < 1)
  }

  @Test(arguments: ["inner-product", "cosine", "euclidean"])
  func neighboursAreThoseOfBruteForce(metric: String) throws {
    let run = try LearnedModels.run(
      "knn liked k: 7 metric: \(metric) as near\nknn liked k: 7 metric: \(metric) from: item as alike")
    let model = try run.model("liked")
    let naive = NaiveMachine(model)
    let fields = model.machine.fields
    let items = (0..<fields[naive.item].width).map {
      naive.vector(field: naive.item, $0) + [naive.weight(field: naive.item, $0)]
    }
    let users = (0..<fields[naive.user].width).map { naive.vector(field: naive.user, $0) + [1] }
    let near = try run.table("near")
    #expect(near.schema.names == ["user", "rank", "item", "product_title", "score"])
    #expect(near.rowCount == users.count * 7)
    check(near, queries: users, items, metric)
    let alike = try run.table("alike")
    #expect(alike.schema.names == ["of_item", "rank", "item", "product_title", "score"])
    for row in 0..<alike.rowCount { #expect(alike["of_item"]?[row] != alike["item"]?[row]) }
  }

  /// That the scores are those of the vectors, falling, and that no item left out is nearer.
  private func check(_ near: Table, queries: [[Double]], _ items: [[Double]], _ metric: String) {
    let found = near.numbers("item").map { Int($0 ?? -1) }
    let scores = near.numbers("score").map { $0 ?? .nan }
    let isDistance = metric == "euclidean"
    for (query, vector) in queries.enumerated() {
      let all = items.map { Self.score(vector, $0, metric) }
      let places = query * 7..<(query + 1) * 7
      for place in places {
        #expect(abs(scores[place] - all[found[place]]) < 1e-4 * Swift.max(1, abs(all[found[place]])))
      }
      #expect(Set(found[places]).count == 7)
      let best = all.sorted(by: { isDistance ? $0 < $1 : $0 > $1 }).prefix(7)
      #expect(close(scores[places].map { $0 }, best.map { $0 }, within: 1e-4))
    }
  }

  private static func score(_ a: [Double], _ b: [Double], _ metric: String) -> Double {
    let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    func size(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    switch metric {
    case "cosine": return product / (size(a) * size(b))
    case "euclidean": return zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    default: return product
    }
  }

  @Test func overlapCountsSharedItemsAndTakesTheShorterListForWhole() throws {
    let lists = "u,i\n1,10\n1,11\n1,12\n2,11\n2,12\n3,99\n1,11\n"
    let run = try Lab(
      cell: "load \"l.csv\" as l\noverlap l users: [1, 2, 3] user: u item: i as o", data: ["l.csv": lists]
    ).run()
    #expect(
      try run.table("o").listing == [
        "first integer: 1 1 2", "second integer: 2 3 3", "shared integer: 2 0 0", "share decimal: 1.0 0.0 0.0",
      ])
  }

  @Test func threadsDoNotChangeAModel() throws {
    let one = try LearnedModels.run("predict model on: test as scored", threads: 1).table("scored")
    let two = try LearnedModels.run("predict model on: test as scored", threads: 2).table("scored")
    #expect(one.numbers("prediction") == two.numbers("prediction"))
  }
}
