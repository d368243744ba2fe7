/// Where one user's relevant items stand in a ranking in which equal scores have no order.
///
/// Candidates of equal score are a group: they take the places after all candidates of greater score, in any order. What a metric
/// gives is its mean over all these orders (McSherry & Najork 2008), so that no other property of the items, such as the number
/// that they happen to have, decides.
public struct RelevantPlaces: Sendable, Equatable {
  /// Candidates of equal score with some relevant ones among them.
  public struct Group: Sendable, Equatable {
    /// Candidates with a greater score.
    public let before: Int
    /// Candidates of this score.
    public let count: Int
    /// Those of them that are relevant, from 1 to `count`.
    public let relevant: Int

    public init(before: Int, count: Int, relevant: Int) {
      self.before = before
      self.count = count
      self.relevant = relevant
    }
  }

  /// By falling score. Groups that start behind all places that count may be missing.
  public let groups: [Group]
  /// All relevant candidates, also those that no group has.
  public let relevant: Int

  public init(groups: [Group], relevant: Int) {
    self.groups = groups
    self.relevant = relevant
  }

  /// Those in a list of different items, best first, that has no ties.
  public init(list: [Int32], relevant: Set<Int32>) {
    groups = list.indices.filter { relevant.contains(list[$0]) }.map { Group(before: $0, count: 1, relevant: 1) }
    self.relevant = relevant.count
  }
}
