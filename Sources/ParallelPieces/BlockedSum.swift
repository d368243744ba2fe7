/// Sums in a fixed order: blocks of a fixed length, combined in pairs.
///
/// The order depends on the number of values alone, so any number of threads gives the same bits; pairwise combination keeps
/// the rounding error at O(log n) instead of O(n) (Higham 1993).
public enum BlockedSum {
  /// Values in a block: long enough to hide the cost of a piece, short enough for its error not to matter (empirical).
  @inlinable public static var blockLength: Int { 4096 }

  /// The sum of `values`, accumulated in double precision.
  @inlinable
  public static func of(_ values: [Double], threads: Int = 1) -> Double {
    values.withUnsafeBufferPointer { buffer in
      nonisolated(unsafe) let buffer = buffer
      return of(count: buffer.count, threads: threads) { buffer[$0] }
    }
  }

  /// The sum of `value(0) … value(count − 1)`, accumulated in double precision.
  @inlinable
  public static func of(count: Int, threads: Int = 1, _ value: @Sendable (Int) -> Double) -> Double {
    pairwise(
      Pieces.map(count, length: blockLength, threads: threads) { range in
        var sum = 0.0
        for index in range { sum += value(index) }
        return sum
      })
  }

  /// The sum of `values` by halving: the first half's sum plus the second half's.
  public static func pairwise(_ values: [Double]) -> Double {
    pairwise(values[...])
  }

  private static func pairwise(_ values: ArraySlice<Double>) -> Double {
    if values.count <= 2 { return values.reduce(0, +) }
    let middle = values.startIndex + values.count / 2
    return pairwise(values[..<middle]) + pairwise(values[middle...])
  }
}
