import CivilCalendar

/// Columns read as plain numbers.
extension Column {
  /// The values as 64-bit integers: integers and datetimes as they are, dates, indices and booleans widened; nil for
  /// decimals and strings. What stands at a null row is unspecified.
  func widened(threads: Int) -> Buffer<Int64>? {
    switch storage {
    case .integers(let values), .datetimes(let values): values
    case .dates(let values), .indices(let values, _):
      RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = Int64(values.base[row]) }
      }
    case .booleans(let values):
      RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = Int64(values.base[row]) }
      }
    case .decimals, .strings: nil
    }
  }

  /// The values as doubles: numbers, and what can be counted, datetimes in seconds; nil for strings. What stands at a null
  /// row is unspecified.
  func doubles(threads: Int) -> Buffer<Double>? {
    switch storage {
    case .decimals(let values): values
    case .strings: nil
    case .datetimes(let values):
      RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = CivilDay.seconds(microseconds: values.base[row]) }
      }
    case .integers, .dates, .booleans, .indices:
      widened(threads: threads).map { values in
        RowPieces.filled(values.count, threads: threads) { range, memory in
          for row in range { memory[row] = Double(values.base[row]) }
        }
      }
    }
  }

  /// The values that are not null, in order, as doubles; nil for strings.
  func validDoubles(threads: Int) -> Buffer<Double>? {
    guard let values = doubles(threads: threads) else { return nil }
    guard let validity else { return values }
    let rows = validity.rows(threads: threads)
    return RowPieces.filled(rows.count, threads: threads) { range, memory in
      for row in range { memory[row] = values.base[Int(rows.base[row])] }
    }
  }
}

extension Buffer where Element: Comparable {
  /// Least and greatest over the rows that are valid; nil when there is none. O(count).
  func extremes(validity: Bitmap?, threads: Int = 1) -> (least: Element, greatest: Element)? {
    let found = Buffer<(Element, Element, Bool)>(count: RowPieces.count(count)) { memory in
      let pieces = memory
      RowPieces.forEach(count, threads: threads) { piece, rows in
        var low = base[rows.lowerBound]
        var high = low
        var isFound = validity == nil
        if let validity {
          for row in rows where validity[row] {
            low = isFound ? min(low, base[row]) : base[row]
            high = isFound ? max(high, base[row]) : base[row]
            isFound = true
          }
        } else {
          for row in rows {
            low = min(low, base[row])
            high = max(high, base[row])
          }
        }
        pieces[piece] = (low, high, isFound)
      }
    }
    var all: (least: Element, greatest: Element)?
    for (low, high, isFound) in found.elements where isFound {
      all = all.map { (min($0.least, low), max($0.greatest, high)) } ?? (low, high)
    }
    return all
  }
}
