import RandomStreams

/// Drawing rows at random.
///
/// Every row gets a 64-bit number from (seed, row), and the rows with the least
/// numbers are drawn: each set of rows is as likely as any other, and a row's number depends on nothing but the seed and its
/// place, neither on the number of threads nor on how many rows are drawn: a larger sample contains the smaller one. Two rows
/// never have the same number, as SplitMix64 maps its states one to one.
extension Table {
  /// `count` rows without replacement, as a set. Throws `TableError.negativeCount`, `notEnoughRows`. O(rows).
  public func sampledRows(_ count: Int, seed: UInt64, threads: Int = 1) throws(TableError) -> Bitmap {
    guard count >= 0 else { throw .negativeCount(count) }
    guard count <= rowCount else { throw .notEnoughRows(wanted: count, available: rowCount) }
    if count == rowCount { return Bitmap(repeating: true, count: rowCount) }
    if count == 0 { return Bitmap(repeating: false, count: rowCount) }
    // Mixed, so that seeds which follow each other do not give the same numbers, a row apart.
    let numbers = RandomStream(state: SplitMix64.mix(seed &+ SplitMix64.increment))
    let greatest = Self.greatestNumber(of: count, among: rowCount, numbers: numbers, threads: threads)
    return Bitmap(count: rowCount, threads: threads) { rows, flags in
      for row in rows {
        flags[row - rows.lowerBound] = numbers.word(at: UInt64(truncatingIfNeeded: row)) <= greatest ? 1 : 0
      }
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

  /// The `count`-th least number of `rows` rows, 1 <= count <= rows.
  ///
  /// The numbers are spread evenly, so counting them by their leading bits leaves one part in 4096 to be sorted. They are computed
  /// in each pass anew, which costs less than keeping them in memory. O(rows).
  private static func greatestNumber(of count: Int, among rows: Int, numbers: RandomStream, threads: Int) -> UInt64 {
    let bucketBits: UInt64 = 12
    let bucketCount = 1 << Int(bucketBits)
    let pieceSize = 1 << 18
    let pieces = RowPieces.count(rows, of: pieceSize)
    let counts = Buffer<UInt32>(count: pieces * bucketCount) { memory in
      memory.update(repeating: 0)
      let base = memory
      RowPieces.forEach(rows, of: pieceSize, threads: threads) { piece, rows in
        for row in rows {
          base[piece * bucketCount + Int(numbers.word(at: UInt64(truncatingIfNeeded: row)) >> (64 - bucketBits))] += 1
        }
      }
    }
    var below = 0
    for bucket in 0..<bucketCount {
      var offsets = [0]
      for piece in 0..<pieces { offsets.append(offsets[piece] + Int(counts[piece * bucketCount + bucket])) }
      let total = offsets[pieces]
      if below + total < count {
        below += total
        continue
      }
      let starts = offsets
      let candidates = Buffer<UInt64>(count: total) { memory in
        let base = memory
        RowPieces.forEach(rows, of: pieceSize, threads: threads) { piece, rows in
          var position = starts[piece]
          for row in rows {
            let number = numbers.word(at: UInt64(truncatingIfNeeded: row))
            if number >> (64 - bucketBits) == UInt64(bucket) {
              base[position] = number
              position += 1
            }
          }
        }
      }
      return candidates.elements.sorted()[count - below - 1]
    }
    return .max
  }
}
