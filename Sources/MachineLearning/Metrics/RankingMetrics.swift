/// How good the first k places of ranked lists are, against the items that turned out to be relevant.
///
/// Relevance is binary. A list is one user's candidates, best first; which items are candidates, and which of them are relevant, is
/// the caller's rule (`CandidateRanking` ranks all items but given ones). A user without a relevant candidate has no ideal list,
/// and is left out of all means. Definitions as in Manning, Raghavan & Schütze 2008, chapter 8, and Järvelin & Kekäläinen 2002.
public struct RankingMetrics: Sendable, Equatable {
  /// k, the places that count.
  public let places: Int
  /// Users in the means.
  public let users: Int
  /// Users without a relevant candidate, in no mean.
  public let usersWithoutRelevant: Int
  /// Mean share of the k places that are relevant; places that a short list leaves empty count as not. nil without users.
  public let precision: Double?
  /// Mean share of a user's relevant items that are in the k places.
  public let recall: Double?
  /// Mean of DCG / ideal DCG, where DCG = Σ 1 / log₂(place + 1) over the relevant places, and the ideal list starts with all
  /// relevant items.
  public let ndcg: Double?
  /// Mean average precision: for each user, the precisions at their relevant places, summed and divided by min(k, relevant items).
  public let map: Double?
  /// Share of users with a relevant item in the k places.
  public let hitRate: Double?

  /// Measures `lists`, each of different items and best first, against `relevant`, in O(users × k).
  ///
  /// - Throws: `LearningError.mismatchedLengths` when there are not as many sets as lists, `.invalidHyperparameter` for a
  ///   `places` below 1.
  public init(lists: [[Int32]], relevant: [Set<Int32>], at places: Int) throws(LearningError) {
    if places < 1 { throw .invalidHyperparameter(name: "places", value: Double(places), allowed: "at least 1") }
    if relevant.count != lists.count {
      throw .mismatchedLengths(what: "sets of relevant items", expected: lists.count, found: relevant.count)
    }
    let discounts = Self.discounts(
      max(lists.lazy.map(\.count).max() ?? 0, relevant.lazy.map(\.count).max() ?? 0), places)
    let scores = zip(lists, relevant).compactMap { Score($0, $1, places: places, discounts: discounts) }
    self.places = places
    users = scores.count
    usersWithoutRelevant = lists.count - scores.count
    func mean(_ value: KeyPath<Score, Double>) -> Double? {
      scores.isEmpty ? nil : BlockedSum.of(scores.map { $0[keyPath: value] }) / Double(scores.count)
    }
    precision = mean(\.precision)
    recall = mean(\.recall)
    ndcg = mean(\.ndcg)
    map = mean(\.averagePrecision)
    hitRate = mean(\.hit)
  }

  /// 1 / log₂(place + 1) of the places from 1, as far as they can count.
  private static func discounts(_ longest: Int, _ places: Int) -> [Double] {
    (0..<min(longest, places)).map { Elementary.log(2) / Elementary.log(Double($0 + 2)) }
  }

  /// One user's.
  private struct Score {
    let precision: Double
    let recall: Double
    let ndcg: Double
    let averagePrecision: Double
    let hit: Double

    init?(_ list: [Int32], _ relevant: Set<Int32>, places: Int, discounts: [Double]) {
      if relevant.isEmpty { return nil }
      var hits = 0
      var gain = 0.0
      var precisions = 0.0
      for (place, item) in list.prefix(places).enumerated() where relevant.contains(item) {
        hits += 1
        gain += discounts[place]
        precisions += Double(hits) / Double(place + 1)
      }
      let reachable = min(places, relevant.count)
      precision = Double(hits) / Double(places)
      recall = Double(hits) / Double(relevant.count)
      ndcg = gain / discounts.prefix(reachable).reduce(0, +)
      averagePrecision = precisions / Double(reachable)
      hit = hits > 0 ? 1 : 0
    }
  }
}
