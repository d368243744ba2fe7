import ParallelPieces

/// Draws words in proportion to the square root of their counts, in constant time: the alias method (Walker 1977, Vose 1991).
///
/// The square root is that of Bojanowski et al.; Mikolov et al. take the power ¾.
struct NegativeSampler: Sendable {
  private let thresholds: [UInt64]
  private let aliases: [Int32]

  init(counts: [Int]) {
    let weights = counts.map { Double($0).squareRoot() }
    let mean = BlockedSum.of(weights) / Double(max(1, weights.count))
    var shares = weights.map { $0 / mean }
    var thresholds = [UInt64](repeating: .max, count: weights.count)
    var aliases = weights.indices.map { Int32($0) }
    var small = weights.indices.filter { shares[$0] < 1 }
    var large = weights.indices.filter { shares[$0] >= 1 }
    while let low = small.popLast(), let high = large.last {
      thresholds[low] = UInt64(shares[low] * 0x1p63) << 1
      aliases[low] = Int32(high)
      shares[high] -= 1 - shares[low]
      if shares[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
    self.thresholds = thresholds
    self.aliases = aliases
  }

  /// The word that a random number stands for: its high part chooses a column, its low part one of the column's two words.
  @inline(__always)
  func word(at random: UInt64) -> Int32 {
    let (column, fraction) = random.multipliedFullWidth(by: UInt64(thresholds.count))
    let index = Int(column)
    return fraction <= thresholds[index] ? Int32(truncatingIfNeeded: index) : aliases[index]
  }
}
