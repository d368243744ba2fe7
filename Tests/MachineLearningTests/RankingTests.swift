import Foundation
import MachineLearning
import RandomStreams
import Testing

@Suite("Ranking")
struct RankingTests {
  // Three users of five items, all ranked. The figures are those of scikit-learn 1.9.1, for the lists of a user as scores 5 … 1:
  // ndcg_score(…, k=1), k=3, k=5 and average_precision_score.
  private let lists: [[Int32]] = [[3, 1, 4, 0, 2], [0, 1, 2, 3, 4], [4, 3, 2, 1, 0]]
  private let relevant: [Set<Int32>] = [[1, 2], [0, 1, 4], [0]]
  private let ndcg: [Int: [Double]] = [
    1: [0, 1, 0], 3: [0.3868528072345415, 0.7653606369886218, 0],
    5: [0.6240505200038378, 0.9469024295259745, 0.38685280723454163],
  ]

  @Test("NDCG agrees with scikit-learn", arguments: [1, 3, 5])
  func discountedGain(places: Int) throws {
    for user in 0..<3 {
      let one = try RankingMetrics(lists: [lists[user]], relevant: [relevant[user]], at: places)
      #expect(abs((one.ndcg ?? -1) - (ndcg[places]?[user] ?? 0)) < 1e-15)
    }
    let all = try RankingMetrics(lists: lists, relevant: relevant, at: places)
    #expect(abs((all.ndcg ?? -1) - (ndcg[places] ?? []).reduce(0, +) / 3) < 1e-15)
  }

  @Test("mean average precision of whole lists agrees with scikit-learn")
  func averagePrecision() throws {
    let metrics = try RankingMetrics(lists: lists, relevant: relevant, at: 5)
    #expect(abs((metrics.map ?? -1) - (0.45 + 0.8666666666666667 + 0.2) / 3) < 1e-15)
  }

  @Test("precision, recall and hits by their definitions, cut after k places")
  func shares() throws {
    let metrics = try RankingMetrics(lists: lists, relevant: relevant, at: 2)
    // Hits in the first two places: 1 (item 1), 2 (items 0 and 1), 0.
    #expect(metrics.precision == (1.0 / 2 + 2.0 / 2 + 0) / 3)
    #expect(metrics.recall == (1.0 / 2 + 2.0 / 3 + 0) / 3)
    #expect(metrics.hitRate == 2.0 / 3)
    #expect(abs((metrics.map ?? 0) - (0.5 / 2 + (1.0 + 1.0) / 2 + 0) / 3) < 1e-15)
    #expect(metrics.users == 3)
  }

  @Test("a short list leaves places empty; a user without relevant items is left out; without users all is nil")
  func edges() throws {
    let metrics = try RankingMetrics(lists: [[7], [1, 2], []], relevant: [[7], [], [5]], at: 4)
    #expect(metrics.users == 2)
    #expect(metrics.usersWithoutRelevant == 1)
    #expect(metrics.precision == 0.125)
    #expect(metrics.recall == 0.5)
    #expect(metrics.ndcg == 0.5)
    #expect(metrics.map == 0.5)
    let none = try RankingMetrics(lists: [[1]], relevant: [[]], at: 3)
    #expect(none.users == 0)
    #expect([none.precision, none.recall, none.ndcg, none.map, none.hitRate].allSatisfy { $0 == nil })
    #expect(throws: LearningError.mismatchedLengths(what: "sets of relevant items", expected: 1, found: 0)) {
      try RankingMetrics(lists: [[1]], relevant: [], at: 3)
    }
    #expect(throws: LearningError.invalidHyperparameter(name: "places", value: 0, allowed: "at least 1")) {
      try RankingMetrics(lists: [], relevant: [], at: 0)
    }
  }

  @Test("candidates are all items but those excluded, best first", arguments: [1, 3, 100])
  func candidates(count: Int) throws {
    let random = RandomStream(seed: 11)
    func whole(_ rows: Int, from start: Int) throws -> Vectors {
      try Vectors(
        count: rows, dimensions: 3,
        elements: (0..<rows * 3).map { Float(random.index(at: UInt64(start + $0), below: 7) - 3) })
    }
    let (items, users) = (try whole(40, from: 0), try whole(25, from: 1000))
    // Nothing for some, a few, half, all, and ids that are no items.
    let excluded = (0..<25).map { user -> Set<Int32> in
      Set((0..<[0, 3, 20, 40, 60][user % 5]).map { Int32(($0 * 7 + user) % 61) })
    }
    let search = try CandidateSearch(items, metric: .innerProduct)
    let found = try search.nearest(to: users, count: count, excluding: excluded, threads: 2)
    for user in 0..<25 {
      let scores = (0..<40).map { item in zip(items[item], users[user]).reduce(0) { $0 + $1.0 * $1.1 } }
      let order = (0..<40).filter { !excluded[user].contains(Int32($0)) }
        .sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
      #expect(Array(found[user].ids.prefix(count)) == order.prefix(count).map { Int32($0) })
    }
    #expect(throws: LearningError.mismatchedLengths(what: "sets of excluded items", expected: 25, found: 0)) {
      try search.nearest(to: users, count: 1, excluding: [])
    }
    #expect(throws: LearningError.invalidHyperparameter(name: "count", value: 0, allowed: "at least 1")) {
      try search.nearest(to: users, count: 0, excluding: excluded)
    }
  }
}
