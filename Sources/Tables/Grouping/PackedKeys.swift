/// The values of several columns side by side in one 64-bit number, where their ranges leave room.
///
/// Nothing is ranked or looked up: a value's place in its column's range is its part of the number.
enum PackedKeys {
  /// Equal numbers exactly where all values are equal, null being equal to null; nil when 64 bits are too few, a column has
  /// decimals, or the numbers are so few that a table of all of them is better. O(rows × columns).
  static func keys(_ columns: [Column], threads: Int) -> Buffer<UInt64>? {
    var parts: [(write: Writer, validity: Bitmap?, bound: UInt64)] = []
    var product: UInt64 = 1
    for column in columns {
      guard let (write, bound) = part(column, threads: threads) else { return nil }
      let (withNull, overflow) = bound.addingReportingOverflow(column.validity == nil ? 0 : 1)
      let (next, overflows) = product.multipliedReportingOverflow(by: withNull)
      if overflow || overflows { return nil }
      product = next
      parts.append((write, column.validity, withNull))
    }
    guard let rows = columns.first?.count, product >= UInt64(KeyCodes.directBound(rows: rows)) else { return nil }
    return RowPieces.filled(rows, threads: threads) { range, memory in
      for row in range { memory[row] = 0 }
      for (write, validity, bound) in parts { write(range, memory, bound, validity) }
    }
  }

  /// Multiplies the numbers of some rows by the bound and adds the column's part to them.
  private typealias Writer = (Range<Int>, UnsafeMutablePointer<UInt64>, UInt64, Bitmap?) -> Void

  /// nil for decimals, and where the range itself leaves no number for null.
  private static func part(_ column: Column, threads: Int) -> (Writer, bound: UInt64)? {
    switch column.storage {
    case .strings(let codes, let pool): return (writer(codes, less: 0), UInt64(max(1, pool.count)))
    case .indices(let values, let cardinality): return (writer(values, less: 0), UInt64(max(1, cardinality)))
    case .booleans(let values): return (writer(values, less: 0), 2)
    case .integers(let values), .datetimes(let values):
      return part(values, column.validity, threads)
    case .dates(let values): return part(values, column.validity, threads)
    case .decimals: return nil
    }
  }

  private static func part<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ values: Buffer<Element>, _ validity: Bitmap?, _ threads: Int
  ) -> (Writer, bound: UInt64)? {
    guard let (least, greatest) = values.extremes(validity: validity, threads: threads) else {
      return (writer(values, less: 0), 1)
    }
    let (range, overflow) = Int64(greatest).subtractingReportingOverflow(Int64(least))
    return overflow || range == .max ? nil : (writer(values, less: least), UInt64(range) + 1)
  }

  private static func writer<Element: FixedWidthInteger & BitwiseCopyable & Sendable>(
    _ values: Buffer<Element>, less least: Element
  ) -> Writer {
    { range, memory, bound, validity in
      let lowest = Int64(least)
      if let validity {
        for row in range {
          let part = validity[row] ? UInt64(bitPattern: Int64(values.base[row]) &- lowest) : bound - 1
          memory[row] = memory[row] &* bound &+ part
        }
      } else {
        for row in range {
          memory[row] = memory[row] &* bound &+ UInt64(bitPattern: Int64(values.base[row]) &- lowest)
        }
      }
    }
  }
}
