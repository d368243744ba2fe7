import Foundation
import LabSupport
import Steps
import Tables
import Testing

/// The lists that evaluate measures, made again from the model's parameters.
@Suite struct RankingTests {
  /// Items of each user in a table's rows that `isMeant` takes.
  private func items(_ table: Table, where isMeant: (Double) -> Bool = { _ in true }) -> [Int: Set<Int>] {
    var found: [Int: Set<Int>] = [:]
    for row in 0..<table.rowCount {
      guard let user = table["user"]?[row].number, let item = table["item"]?[row].number,
        let stars = table["star_rating"]?[row].number
      else { continue }
      found[Int(user), default: []].formUnion(isMeant(stars) ? [Int(item)] : [])
    }
    return found
  }

  /// Means over users of precision, recall, NDCG, MAP and hits, by the plain formulas.
  private func naive(
    k: Int, train: [Int: Set<Int>], relevant: [Int: Set<Int>], items: Int, score: (Int, Int) -> Double
  ) -> (users: Int, [Double]) {
    var sums = [0.0, 0, 0, 0, 0]
    var users = 0
    for (user, all) in relevant {
      let seen = train[user] ?? []
      let wanted = all.subtracting(seen)
      if wanted.isEmpty { continue }
      users += 1
      let scores = (0..<items).map { score(user, $0) }
      let list = (0..<items).filter { !seen.contains($0) }
        .sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(k)
      let hits = list.map { wanted.contains($0) }
      let count = Double(hits.count { $0 })
      let best = min(k, wanted.count)
      sums[0] += count / Double(k)
      sums[1] += count / Double(wanted.count)
      sums[2] +=
        hits.indices.reduce(0) { $0 + (hits[$1] ? 1 / log2(Double($1 + 2)) : 0) }
        / (0..<best).reduce(0) { $0 + 1 / log2(Double($1 + 2)) }
      sums[3] +=
        hits.indices.reduce(0) { sum, place in
          sum + (hits[place] ? Double(hits[...place].count { $0 }) / Double(place + 1) : 0)
        } / Double(best)
      sums[4] += count > 0 ? 1 : 0
    }
    return (users, sums.map { $0 / Double(users) })
  }

  private let names = ["precision", "recall", "ndcg", "map", "hit-rate"]

  @Test func listsAreMeasuredByThePlainFormulas() throws {
    let run = try LearnedModels.run(
      "evaluate model on: [test, train] at: [3, 20] relevant-from: 4\nevaluate liked on: test at: 20")
    let train = try run.table("train")
    let test = try run.table("test")
    for (name, least) in [("model", 4.0), ("liked", 5)] {
      let machine = NaiveMachine(try run.model(name))
      let count = machine.machine.fields[machine.item].width
      for k in name == "model" ? [3, 20] : [20] {
        let (users, expected) = naive(
          k: k, train: items(train), relevant: items(test) { $0 >= least }, items: count,
          score: { Double(Float(machine.score($0, $1) - machine.machine.bias)) })
        #expect(users > 20)
        #expect(try run.number("\(name).test.ranked-users") == Double(users))
        for (metric, value) in zip(names, expected) {
          #expect(
            close([try run.number("\(name).test.\(metric)-at\(k)")], [value], within: 1e-9), "\(name) \(metric) \(k)")
        }
      }
    }
    // Of the training rows nothing is left to find.
    #expect(try run.number("model.train.ranked-users") == 0)
    #expect(run.value("model.train.ndcg-at3") == .null)
  }

  @Test func besideThemStandsTheListOfWhatMostHaveRated() throws {
    let run = try LearnedModels.run("evaluate model on: test at: 10")
    let train = try run.table("train")
    var rows: [Int: Int] = [:]
    for item in train.numbers("item") { rows[Int(item ?? -1), default: 0] += 1 }
    let machine = NaiveMachine(try run.model("model"))
    let (users, expected) = naive(
      k: 10, train: items(train), relevant: items(try run.table("test")),
      items: machine.machine.fields[machine.item].width, score: { Double(rows[$1] ?? 0) })
    #expect(try run.number("model.test.ranked-users") == Double(users))
    for (metric, value) in zip(names, expected) {
      #expect(close([try run.number("model.test.popular-\(metric)-at10")], [value], within: 1e-9), "\(metric)")
    }
  }
}
