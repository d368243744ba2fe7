/// Columns read as plain numbers.
extension Column {
  /// The values as 64-bit integers: integers and datetimes as they are, dates, indices and booleans widened; nil for
  /// decimals and strings. What stands at a null row is unspecified.
  func widened(threads: Int) -> Buffer<Int64>? {
    switch storage {
    case .integers(let values), .datetimes(let values): values
    case .dates(let values), .indices(let values, _):
      RowPieces.map(values.count, threads: threads) { Int64(values.base[$0]) }
    case .booleans(let values): RowPieces.map(values.count, threads: threads) { Int64(values.base[$0]) }
    case .decimals, .strings: nil
    }
  }

  /// The values as doubles: numbers, and what can be counted; nil for strings. What stands at a null row is unspecified.
  func doubles(threads: Int) -> Buffer<Double>? {
    switch storage {
    case .decimals(let values): values
    case .strings: nil
    default:
      widened(threads: threads).map { values in
        RowPieces.map(values.count, threads: threads) { Double(values.base[$0]) }
      }
    }
  }

  /// The values that are not null, in order, as doubles; nil for strings.
  func validDoubles(threads: Int) -> Buffer<Double>? {
    guard let values = doubles(threads: threads) else { return nil }
    guard let validity else { return values }
    let rows = validity.rows(threads: threads)
    return RowPieces.map(rows.count, threads: threads) { values.base[Int(rows.base[$0])] }
  }
}

extension Buffer where Element: Comparable {
  /// Least and greatest over the rows that are valid; nil when there is none. O(count).
  func extremes(validity: Bitmap?) -> (least: Element, greatest: Element)? {
    var least: Element?
    var greatest: Element?
    if let validity {
      for row in 0..<count where validity[row] {
        let value = base[row]
        if let known = least, known <= value {} else { least = value }
        if let known = greatest, known >= value {} else { greatest = value }
      }
    } else if count > 0 {
      var low = base[0]
      var high = base[0]
      for row in 1..<max(1, count) {
        let value = base[row]
        low = min(low, value)
        high = max(high, value)
      }
      return (low, high)
    }
    guard let least, let greatest else { return nil }
    return (least, greatest)
  }
}
