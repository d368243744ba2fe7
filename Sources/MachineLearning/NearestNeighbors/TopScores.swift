/// The greatest, or the least, of many scores.
public enum TopScores {
  /// Positions of the `count` greatest of `scores`, greatest first; of equal ones, the smaller position first.
  ///
  /// Positions that `isExcluded` names are left out, and so are NaN. With `lowest` the least come, least first. O(n log n).
  public static func positions(
    of scores: [Double], count: Int, lowest: Bool = false, isExcluded: (Int) -> Bool = { _ in false }
  ) -> [Int] {
    let candidates = scores.indices.filter { !scores[$0].isNaN && !isExcluded($0) }
    let order = candidates.sorted {
      scores[$0] != scores[$1] ? (scores[$0] < scores[$1]) == lowest : $0 < $1
    }
    return Array(order.prefix(max(0, count)))
  }
}
