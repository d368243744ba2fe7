/// Drawing rows at random.
///
/// Every row gets a 64-bit number from (seed, row), SplitMix64 of Steele, Lea and Flood (2014), and the rows with the least
/// numbers are drawn: each set of rows is as likely as any other, and a row's number depends on nothing but the seed and its
/// place, neither on the number of threads nor on how many rows are drawn: a larger sample contains the smaller one.
extension Table {
  /// `count` rows without replacement, as a set. Throws `TableError.negativeCount`, `notEnoughRows`. O(rows).
  public func sampledRows(_ count: Int, seed: UInt64, threads: Int = 1) throws(TableError) -> Bitmap {
    guard count >= 0 else { throw .negativeCount(count) }
    guard count <= rowCount else { throw .notEnoughRows(wanted: count, available: rowCount) }
    if count == rowCount { return Bitmap(repeating: true, count: rowCount) }
    if count == 0 { return Bitmap(repeating: false, count: rowCount) }
    let numbers = RowPieces.map(rowCount, threads: threads) { Self.number(seed: seed, row: $0) }
    let threshold = OrderStatistics(numbers).values(at: [count - 1])[0]
    // Should two rows have the very same number, the earlier goes first.
    var room = count - numbers.elements.reduce(0) { $1 < threshold ? $0 + 1 : $0 }
    return Bitmap(count: rowCount) { row in
      let number = numbers.base[row]
      if number != threshold { return number < threshold }
      room -= 1
      return room >= 0
    }
  }

  /// `count` rows without replacement, in the order of the table. Throws as `sampledRows`. O(rows × columns).
  public func sampling(_ count: Int, seed: UInt64, threads: Int = 1) throws(TableError) -> Table {
    filtering(try sampledRows(count, seed: seed, threads: threads), threads: threads)
  }

  /// The nearest whole number to `fraction` × rows, halves to even as pandas' `sample(frac=)`, of rows without replacement,
  /// in the order of the table. Throws `TableError.fractionOutside` unless 0 < `fraction` < 1.
  public func sampling(fraction: Double, seed: UInt64, threads: Int = 1) throws(TableError) -> Table {
    try sampling(try Self.rows(of: rowCount, fraction: fraction), seed: seed, threads: threads)
  }

  static func rows(of count: Int, fraction: Double) throws(TableError) -> Int {
    guard fraction > 0, fraction < 1 else { throw .fractionOutside(fraction) }
    return Int((fraction * Double(count)).rounded(.toNearestOrEven))
  }

  private static func number(seed: UInt64, row: Int) -> UInt64 {
    var state = mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    state = state &+ UInt64(truncatingIfNeeded: row + 1) &* 0x9E37_79B9_7F4A_7C15
    return mix(state)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
