/// Quantiles with linear interpolation, type 7 of Hyndman and Fan (1996): what numpy and pandas compute.
extension Table {
  /// The quantiles of a column at `shares`, each from 0 to 1, nulls left out: doubles for numbers, days or microseconds for dates
  /// and datetimes (the earlier one when the quantile falls between two), null when the column has no values.
  ///
  /// x = a + (b - a) · t for the sorted neighbours a, b of place p · (n - 1), in the very operations of numpy's `quantile`, so
  /// that results equal those of `Series.quantile` bit for bit, from pandas 3.1 on (earlier ones went by way of percent). Throws `TableError.noColumn`, `wrongType` for strings and booleans,
  /// `quantileOutside`. O(rows): by selection, only the values near a quantile are sorted.
  public func quantiles(of name: String, at shares: [Double], threads: Int = 1) throws(TableError) -> [Value] {
    let column = try column(name)
    guard column.type.isNumeric || column.type.isTemporal else {
      throw .wrongType(column: name, type: column.type, expected: "a number or a date")
    }
    for share in shares where !(0...1).contains(share) { throw .quantileOutside(share) }
    return column.quantiles(at: shares, threads: threads)
  }
}

extension Column {
  /// As `Table.quantiles`, for shares that are known to lie in 0...1; nulls for strings.
  func quantiles(at shares: [Double], threads: Int) -> [Value] {
    guard type != .string else { return shares.map { _ in .null } }
    let (numbers, count) = orderedNumbers(threads: threads)
    guard count > 0 else { return shares.map { _ in .null } }
    var ranks: [Int] = []
    var weights: [Double] = []
    for share in shares {
      let place = Double(count - 1) * share
      let below = min(max(0, Int(place.rounded(.down))), count - 1)
      ranks += [below, min(below + 1, count - 1)]
      weights.append(place - Double(below))
    }
    let found = OrderStatistics(numbers).values(at: ranks)
    return shares.indices.map { position in
      let (low, high, t) = (found[2 * position], found[2 * position + 1], weights[position])
      if type.isTemporal { return moment(low, high, t) }
      let (a, b) = (number(low), number(high))
      // Whole numbers are subtracted as such, as numpy does: beyond 2^53 a double has lost their last digit.
      let difference = type == .decimal ? b - a : Double(high - low)
      let value = difference == 0 ? a : t >= 0.5 ? b - difference * (1 - t) : a + difference * t
      // Between infinities there is no number.
      return value.isNaN ? .null : .decimal(value)
    }
  }

  /// The day or microsecond at the share `t` of the way from one to the next: only the way is a double, so that the result is
  /// exact at both ends however far from 1970 they are.
  private func moment(_ low: UInt64, _ high: UInt64, _ t: Double) -> Value {
    let way = high - low
    let part = min(way, UInt64(exactly: (Double(way) * t).rounded(.down)) ?? way)
    let value = Int(Int64(bitPattern: (low + part) ^ 1 << 63))
    return type == .date ? .date(value) : .datetime(value)
  }

  /// The values that are not null as unsigned numbers of the same order.
  private func orderedNumbers(threads: Int) -> (Buffer<UInt64>, Int) {
    let ordered = SortBits.ordered(self, threads: threads)
    guard let validity else { return (ordered, count) }
    let rows = validity.rows(threads: threads)
    return (
      RowPieces.filled(rows.count, threads: threads) { range, memory in
        for row in range { memory[row] = ordered.base[Int(rows.base[row])] }
      }, rows.count
    )
  }

  /// The inverse of `SortBits.ordered`.
  private func number(_ ordered: UInt64) -> Double {
    guard type == .decimal else { return Double(Int64(bitPattern: ordered ^ 1 << 63)) }
    return Double(bitPattern: ordered >> 63 == 1 ? ordered ^ 1 << 63 : ~ordered)
  }
}
