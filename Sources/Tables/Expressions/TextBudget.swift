import Synchronization

/// How many bytes the texts that a part of an expression makes may have: concat and replace, of what they have made before, grow a
/// text beyond any memory in a few lines.
final class TextBudget: Sendable {
  let limit: Int
  private let taken = Atomic<Int>(0)

  init(limit: Int) { self.limit = limit }

  /// Whether more was taken than there is; what is made from then on is not kept.
  var isSpent: Bool { taken.load(ordering: .relaxed) > limit }

  func take(_ bytes: Int) { taken.wrappingAdd(bytes, ordering: .relaxed) }

  /// Texts of this size together are taken at once, so that threads seldom wait for each other.
  static let grain = 1 << 20
}
