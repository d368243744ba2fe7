/// Dividing a table into rows to learn from and rows to test with.
extension Table {
  /// Two parts, each in the order of the table; every row is in exactly one.
  public struct Split: Sendable {
    public let train: Table
    public let test: Table
    /// Set for the rows of `test`.
    public let testRows: Bitmap
  }

  /// The rows that are the last of a key.
  public struct LastRows: Sendable {
    public let rows: Bitmap
    /// Keys of which several rows are equally last, so that the order of the table decided.
    public let tiedKeys: Int
  }

  /// The last row of each `key`: last by the greatest `order`, and of equals the later in the table. A row whose key or order
  /// is null is never the last one.
  ///
  /// Throws `TableError.noColumn`. O(rows); O(rows × log) when `order` is a decimal or a string.
  public func lastRows(per key: String, orderedBy order: String, threads: Int = 1) throws(TableError) -> LastRows {
    let keyColumn = try column(key)
    let orderColumn = try column(order)
    let bits = SortBits(orderColumn, descending: false, threads: threads)
    let ranks = bits.greatest > UInt64(UInt32.max) ? Self.denseRanks(bits, threads: threads) : bits.bits
    let valid = Bitmap.both(keyColumn.validity, orderColumn.validity)
    let last: GreatestRows
    switch KeyedRows(keyColumn, threads: threads) {
    case .codes(let keys): last = keys.greatestRows(ranks, validity: valid, threads: threads)
    case .partitions(let parts): last = parts.greatestRows(ranks, validity: valid, threads: threads)
    }
    return LastRows(
      rows: Bitmap(rows: last.rows.elements.lazy.map { Int($0) }, count: rowCount), tiedKeys: last.tiedKeys)
  }

  /// `fraction` of the rows, drawn at random by `seed`, to test, the rest to train; see `sampling(fraction:seed:threads:)`.
  ///
  /// Throws `TableError.fractionOutside` unless 0 < `fraction` < 1.
  public func splitting(testFraction fraction: Double, seed: UInt64, threads: Int = 1) throws(TableError) -> Split {
    let count = try Self.rows(of: rowCount, fraction: fraction)
    let test = try sampledRows(count, seed: seed, threads: threads)
    return Split(train: filtering(~test, threads: threads), test: filtering(test, threads: threads), testRows: test)
  }

  private static func denseRanks(_ bits: SortBits, threads: Int) -> Buffer<UInt64> {
    let order = bits.sortedRows(threads: threads)
    return Buffer(count: order.count) { memory in
      var rank: UInt64 = 0
      for position in 0..<order.count {
        let row = Int(order[position])
        if position > 0, bits.bits[Int(order[position - 1])] != bits.bits[row] { rank += 1 }
        memory[row] = rank
      }
    }
  }
}
