import Foundation
import MachineLearning
import RandomStreams
import Testing

/// Metrics of rankings with equal scores against the plain mean over every order of them.
@Suite("Rankings with ties")
struct TiedRankingTests {
  /// Every order of the numbers below `count`.
  private static func orders(_ count: Int) -> [[Int]] {
    if count == 0 { return [[]] }
    return orders(count - 1).flatMap { order in
      (0...order.count).map { place in Array(order[..<place]) + [count - 1] + Array(order[place...]) }
    }
  }

  /// All lists of items by falling score: of equal scores, every order.
  private static func lists(_ scores: [Int]) -> [[Int32]] {
    var lists: [[Int32]] = [[]]
    for score in Set(scores).sorted(by: >) {
      let group = scores.indices.filter { scores[$0] == score }
      let orders = orders(group.count).map { order in order.map { Int32(group[$0]) } }
      lists = lists.flatMap { list in orders.map { list + $0 } }
    }
    return lists
  }

  private static func numbers(_ metrics: RankingMetrics) -> [Double] {
    [metrics.precision, metrics.recall, metrics.ndcg, metrics.map, metrics.hitRate].map { $0 ?? -1 }
  }

  @Test("each metric is its mean over all orders of equal scores", arguments: 0..<40)
  func expectation(seed: Int) throws {
    let random = RandomStream(seed: UInt64(seed))
    let count = 2 + random.index(at: 0, below: 6)
    let levels = 1 + random.index(at: 1, below: 4)
    let scores = (0..<count).map { random.index(at: UInt64(10 + $0), below: levels) }
    let drawn = (0..<count).filter { random.index(at: UInt64(50 + $0), below: 3) == 0 }
    let relevant = Set(drawn.map { Int32($0) }).union([Int32(random.index(at: 2, below: count))])
    let lists = Self.lists(scores)
    let items = try Vectors(count: count, dimensions: 1, elements: scores.map { Float($0) })
    let user = try Vectors(count: 1, dimensions: 1, elements: [1])
    for places in 1...count + 2 {
      let each = try lists.map { try Self.numbers(RankingMetrics(lists: [$0], relevant: [relevant], at: places)) }
      let found = try CandidateRanking.places(
        of: [relevant], upTo: places, among: items, for: user, excluding: [[]])
      let ours = try Self.numbers(RankingMetrics(found, at: places))
      for (metric, value) in ours.enumerated() {
        let mean = each.reduce(0) { $0 + $1[metric] } / Double(each.count)
        #expect(abs(value - mean) < 1e-12, "metric \(metric) at \(places) of \(scores), relevant \(relevant)")
      }
    }
  }

  @Test("of a model that says the same of all, every metric is that of chance, however items are numbered")
  func constant() throws {
    let items = try Vectors(count: 500, dimensions: 2, elements: [Float](repeating: 0.25, count: 1000))
    let users = try Vectors(count: 3, dimensions: 2, elements: [1, 1, 2, 0.5, 3, -1])
    let seen: [Set<Int32>] = [Set(100..<200), [], Set(0..<499)]
    for relevant in [[Set<Int32>([0, 1]), [0], [499]], [[498, 499], [499], [499]]] {
      let found = try CandidateRanking.places(
        of: relevant, upTo: 10, among: items, for: users, excluding: seen, threads: 2)
      #expect(
        found == [
          RelevantPlaces(groups: [.init(before: 0, count: 400, relevant: 2)], relevant: 2),
          RelevantPlaces(groups: [.init(before: 0, count: 500, relevant: 1)], relevant: 1),
          RelevantPlaces(groups: [.init(before: 0, count: 1, relevant: 1)], relevant: 1),
        ])
      let metrics = try RankingMetrics(found, at: 10)
      // Two of 400 in ten places; one of 500; the only candidate.
      let two = 1 - (390.0 / 400) * (389.0 / 399)
      #expect(abs((metrics.hitRate ?? 0) - (two + 0.02 + 1) / 3) < 1e-15)
      #expect(abs((metrics.recall ?? 0) - (0.025 + 0.02 + 1) / 3) < 1e-15)
    }
  }

  @Test("the places of many users are those of a full sort", arguments: [1, 5, 40])
  func manyUsers(places: Int) throws {
    let random = RandomStream(seed: 23)
    func whole(_ rows: Int, from start: Int) throws -> Vectors {
      let elements = (0..<rows * 3).map { place -> Float in
        let level = random.index(at: UInt64(start + place), below: 5)
        return Float(level) / 3 - 0.7
      }
      return try Vectors(count: rows, dimensions: 3, elements: elements)
    }
    let (items, users) = (try whole(300, from: 0), try whole(50, from: 5000))
    let counts = [0, 3, 20, 140, 290]
    let seen = (0..<50).map { user -> Set<Int32> in
      Set((0..<counts[user % 5]).map { place -> Int32 in Int32((place * 7 + user) % 300) })
    }
    let relevant = (0..<50).map { user -> Set<Int32> in
      let drawn = (0..<300).filter { item in random.index(at: UInt64(9000 + user * 300 + item), below: 9) == 0 }
      return Set(drawn.map { Int32($0) }).subtracting(seen[user])
    }
    let found = try CandidateRanking.places(
      of: relevant, upTo: places, among: items, for: users, excluding: seen, threads: 2)
    for user in 0..<50 {
      let scores = (0..<300).map { item -> Float in
        var sum: Float = 0
        for (x, y) in zip(items[item], users[user]) { sum.addProduct(x, y) }
        return sum
      }
      let candidates = (0..<300).filter { !seen[user].contains(Int32($0)) }
      var groups: [RelevantPlaces.Group] = []
      for score in Set(candidates.map { scores[$0] }).sorted(by: >) {
        let before = candidates.count { scores[$0] > score }
        let same = candidates.filter { scores[$0] == score }
        let hits = same.count { relevant[user].contains(Int32($0)) }
        if hits > 0, before < places { groups.append(.init(before: before, count: same.count, relevant: hits)) }
      }
      #expect(found[user] == RelevantPlaces(groups: groups, relevant: relevant[user].count), "user \(user)")
    }
  }

  @Test("no place at all, and sets for other queries, are refused")
  func refused() throws {
    let (items, user) = (
      try Vectors(count: 2, dimensions: 1, elements: [1, 2]), try Vectors(count: 1, dimensions: 1, elements: [1])
    )
    #expect(throws: LearningError.invalidHyperparameter(name: "places", value: 0, allowed: "at least 1")) {
      try CandidateRanking.places(of: [[0]], upTo: 0, among: items, for: user, excluding: [[]])
    }
    #expect(throws: LearningError.mismatchedLengths(what: "sets of excluded items", expected: 1, found: 0)) {
      try CandidateRanking.places(of: [[0]], upTo: 1, among: items, for: user, excluding: [])
    }
  }
}
