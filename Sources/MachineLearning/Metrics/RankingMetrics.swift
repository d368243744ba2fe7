import ElementaryFunctions
import ParallelPieces

/// How good the first k places of rankings are, against the items that turned out to be relevant.
///
/// Relevance is binary. A ranking is of one user's candidates by score; which items are candidates, and which of them are relevant,
/// is the caller's rule (`CandidateRanking` ranks all items but given ones). Of equal scores every order is equally likely, and each
/// metric is its mean over these orders. A user without a relevant candidate has no ideal list, and is left out of all means.
/// Definitions as in Manning, Raghavan & Schütze 2008, chapter 8, and Järvelin & Kekäläinen 2002; with ties as in McSherry & Najork
/// 2008.
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

  /// Measures the places of every user's relevant items, in O(users × k) at most.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` for a `places` below 1.
  public init(_ users: [RelevantPlaces], at places: Int) throws(LearningError) {
    if places < 1 { throw .invalidHyperparameter(name: "places", value: Double(places), allowed: "at least 1") }
    let longest = users.lazy.map { user in
      max(user.relevant, user.groups.last.map { $0.before + $0.count } ?? 0)
    }.max()
    let discounts = Self.discounts(longest ?? 0, places)
    let scores = users.compactMap { Score($0, places: places, discounts: discounts) }
    self.places = places
    self.users = scores.count
    usersWithoutRelevant = users.count - scores.count
    func mean(_ value: KeyPath<Score, Double>) -> Double? {
      scores.isEmpty ? nil : BlockedSum.of(scores.map { $0[keyPath: value] }) / Double(scores.count)
    }
    precision = mean(\.precision)
    recall = mean(\.recall)
    ndcg = mean(\.ndcg)
    map = mean(\.averagePrecision)
    hitRate = mean(\.hit)
  }

  /// Measures `lists` without ties, each of different items and best first, against `relevant`.
  ///
  /// - Throws: `LearningError.mismatchedLengths` when there are not as many sets as lists, `.invalidHyperparameter` for a
  ///   `places` below 1.
  public init(lists: [[Int32]], relevant: [Set<Int32>], at places: Int) throws(LearningError) {
    if relevant.count != lists.count {
      throw .mismatchedLengths(what: "sets of relevant items", expected: lists.count, found: relevant.count)
    }
    try self.init(zip(lists, relevant).map { RelevantPlaces(list: $0, relevant: $1) }, at: places)
  }

  /// 1 / log₂(place + 1) of the places from 1, as far as they can count.
  private static func discounts(_ longest: Int, _ places: Int) -> [Double] {
    (0..<min(longest, places)).map { Elementary.log(2) / Elementary.log(Double($0 + 2)) }
  }

  /// One user's means over the orders of equal scores.
  private struct Score {
    let precision: Double
    let recall: Double
    let ndcg: Double
    let averagePrecision: Double
    let hit: Double

    init?(_ user: RelevantPlaces, places: Int, discounts: [Double]) {
      if user.relevant == 0 { return nil }
      var hits = 0.0
      var gain = 0.0
      var precisions = 0.0
      var miss = 1.0
      // Relevant items before the group: it starts behind whole groups only.
      var before = 0
      for group in user.groups where group.before < places {
        // The places of the group that count.
        let open = min(group.count, places - group.before)
        let share = Double(group.relevant) / Double(group.count)
        hits += Double(group.relevant * open) / Double(group.count)
        for place in group.before..<group.before + open {
          gain += share * discounts[place]
          // Of the group's places before this one, so many are relevant on average when this one is.
          let others =
            group.count > 1
            ? Double((place - group.before) * (group.relevant - 1)) / Double(group.count - 1) : 0
          precisions += share * (Double(before) + others + 1) / Double(place + 1)
        }
        // That none of the relevant is at an open place: each in turn finds its place among the closed ones.
        for taken in 0..<group.relevant where miss > 0 {
          miss *= Double(max(0, group.count - open - taken)) / Double(group.count - taken)
        }
        before += group.relevant
      }
      let reachable = min(places, user.relevant)
      precision = hits / Double(places)
      recall = hits / Double(user.relevant)
      ndcg = gain / discounts.prefix(reachable).reduce(0, +)
      averagePrecision = precisions / Double(reachable)
      hit = 1 - miss
    }
  }
}
