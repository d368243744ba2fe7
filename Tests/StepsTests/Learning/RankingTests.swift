import Foundation
import LabSupport
import Reports
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
    let count = NaiveMachine(try run.model("model")).machine.fields[1].width
    let seen = items(train)
    var (users, precision, recall) = (0, 0.0, 0.0)
    for (user, all) in items(try run.table("test")) {
      let wanted = all.subtracting(seen[user] ?? [])
      if wanted.isEmpty { continue }
      users += 1
      let candidates = (0..<count).filter { !(seen[user] ?? []).contains($0) }
      // Of equally popular items each is as likely to have an open place.
      let found = wanted.reduce(0.0) { sum, item in
        let before = candidates.count { rows[$0] ?? 0 > rows[item] ?? 0 }
        let same = candidates.count { rows[$0] ?? 0 == rows[item] ?? 0 }
        return sum + min(1, Double(max(0, 10 - before)) / Double(same))
      }
      precision += found / 10
      recall += found / Double(wanted.count)
    }
    #expect(try run.number("model.test.ranked-users") == Double(users))
    #expect(abs(try run.number("model.test.popular-precision-at10") - precision / Double(users)) < 1e-12)
    #expect(abs(try run.number("model.test.popular-recall-at10") - recall / Double(users)) < 1e-12)
  }

  // Four users; in training they have one item each that they like, and others that were added as negatives.
  private static let rows = "user_id,item_id,liked\na,x,1\na,y,0\nb,y,1\nb,x,0\nc,z,1\nc,y,0\nd,x,1\nd,w,0\n"
  private static let later = "user_id,item_id,liked\na,y,1\nb,z,1\nc,y,1\nd,w,0\nd,x,1\ne,x,1\n"

  private func measured(_ options: String, target: String = "liked") throws -> LabRun {
    let cell = """
      load "rows.csv" as rows
      load "later.csv" as later
      index rows user: user_id item: item_id
      index later user: user_id item: item_id like: rows
      train bias on: rows target: \(target) as model
      filter rows where: liked == 1 as positives
      evaluate model on: later \(options)
      """
    return try Lab(cell: cell, data: ["rows.csv": Self.rows, "later.csv": Self.later]).run()
  }

  @Test func usersWhoAreLeftOutAreCountedByTheReason() throws {
    let run = try measured("at: 2 relevant-from: 1")
    func number(_ name: String) throws -> Double { try run.number("model.later.\(name)") }
    // a, c and d have all that is relevant in the training table; e has no number.
    #expect(try number("ranked-users") == 1)
    #expect(try number("users-all-seen") == 3)
    #expect(try number("users-without-relevant") == 0)
    #expect(try number("relevant-seen") == 3)
    let text = run.sentences().joined(separator: "\n")
    #expect(
      text.contains(
        "In later, 1 user has something relevant to find; left out are 3 who have seen all that is relevant; "))
    #expect(text.contains("Seen is what stands in a user's training rows."))
    #expect("\(run.blocks())".contains("3 relevant rows of later are also in the training table"))
  }

  @Test func negativesThatWereAddedAreNotSeenWhenATableSaysWhatIs() throws {
    let run = try measured("at: 2 relevant-from: 1 seen: positives")
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    // d's relevant item is a positive of training; the others' are candidates now.
    #expect(try run.number("model.later.ranked-users") == 3)
    #expect(try run.number("model.later.users-all-seen") == 1)
    let all = try measured("at: 2 relevant-from: 1 seen: none")
    #expect(try all.number("model.later.ranked-users") == 4)
    #expect(try all.number("model.later.relevant-seen") == 0)
    let few = try measured("at: 2 relevant-from: 2")
    #expect(try few.number("model.later.users-without-relevant") == 4)
    #expect(few.value("model.later.ndcg-at2") == .null)
  }

  @Test func neighboursLeaveOutWhatWasRatedAndSayHowMuchItIs() throws {
    let run = try LearnedModels.run(
      "knn model k: 5 as near\nknn model k: 5 seen: false as unseen\n"
        + "transform model k: 5 seen: false to: \"unseen.jsonl\"\nknn model k: 100_000 seen: false as all-unseen")
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    let train = items(try run.table("train"))
    let (near, unseen) = (try run.table("near"), try run.table("unseen"))
    func pairs(_ table: Table) -> [(Int, Int)] {
      zip(table.numbers("user"), table.numbers("item")).map { (Int($0 ?? -1), Int($1 ?? -1)) }
    }
    let share = Double(pairs(near).count { train[$0.0]?.contains($0.1) ?? false }) / Double(near.rowCount)
    #expect(share > 0)
    #expect(pairs(unseen).allSatisfy { !(train[$0.0]?.contains($0.1) ?? false) })
    #expect(unseen.rowCount == near.rowCount)
    let text = run.sentences().joined(separator: "\n")
    #expect(text.contains("\(Phrase.percent(share)) have an item that the user rated in training"))
    #expect(text.contains("What a user rated in training is left out."))
    let runs = run.blocks().flatMap { block -> [Run] in
      if case .sentence(let runs) = block { runs } else { [] }
    }
    #expect(runs.count { $0 == .code("seen: false") } == 1)
    // Everything that is left, whoever has rated however much.
    let machine = NaiveMachine(try run.model("model")).machine
    let all = try run.table("all-unseen")
    let rated = train.values.reduce(0) { $0 + $1.count }
    #expect(all.rowCount == machine.fields[0].width * machine.fields[1].width - rated)
    #expect(text.contains("shorter, for want of more items"))
  }

  @Test func aListThatEndsInATieSaysSo() throws {
    let cell = """
      load "rows.csv" as rows
      index rows user: user_id item: item_id
      train bias on: rows target: stars as model
      recommend model user: 0 top: 2 seen: true
      recommend model user: 0 top: 4 seen: true
      """
    // x and y, z and w are rated alike.
    let rows = "user_id,item_id,stars\na,x,5\na,y,5\nb,x,5\nb,y,5\na,z,1\na,w,1\nb,z,1\nb,w,1\n"
    let run = try Lab(cell: cell.replacing("top: 2", with: "top: 3"), data: ["rows.csv": rows]).run()
    let texts = run.sentences().filter { $0.hasPrefix("What model would show") }
    #expect(texts.count == 2)
    #expect(texts.first?.contains("The top list ends among 2 items of the same score") ?? false, "\(texts)")
    #expect(texts.last?.contains("ends among") == false)
  }

  /// A row without a user is numbered like somebody, and is nobody's.
  @Test func rowsWithoutAUserAreSeenByNobody() throws {
    let cell = """
      load "rows.csv" as rows
      index rows user: user_id item: item_id
      train bias on: rows target: stars as model
      recommend model user: 0 as unseen
      """
    let run = try Lab(cell: cell, data: ["rows.csv": "user_id,item_id,stars\n,x,5\na,y,3\nb,z,4\n"]).run()
    #expect(run.codes == [])
    #expect(Set(try run.table("unseen").numbers("item")) == [0, 2])
    #expect(run.sentences().last?.contains("the 1 they rated in training left out") == true)
  }
}
