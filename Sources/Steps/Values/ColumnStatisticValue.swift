import Tables

extension ColumnStatistic {
  /// The statistic of a column; null where there is nothing to compute it from, and for a sum of integers beyond 64 bits.
  ///
  /// Nulls are left out, but for first and last, which are those of the table's first and last row. Sums are Neumaier's
  /// (1974) in the order of the rows, std is that of a sample (n - 1) in two passes, median is interpolated: what the
  /// aggregates of expressions give. O(rows).
  public func value(of column: Column) throws -> Value {
    guard type(for: column.type) != nil else { return .null }
    switch self {
    case .nulls: return .integer(column.nullCount)
    case .unique:
      let groups = try Grouping(Table([("values", column)]), by: ["values"]).groupCount
      return .integer(groups - (column.nullCount > 0 ? 1 : 0))
    case .first: return column.count > 0 ? column[0] : .null
    case .last: return column.count > 0 ? column[column.count - 1] : .null
    case .min: return Self.extreme(column, isGreatest: false)
    case .max: return Self.extreme(column, isGreatest: true)
    case .median: return try Table([("values", column)]).quantiles(of: "values", at: [0.5])[0]
    case .sum:
      if case .integers(let values) = column.storage { return Self.wholeSum(values, column) }
      let (sum, count) = Self.compensatedSum(column) { $0 }
      return count > 0 ? Self.finite(sum) : .null
    case .mean:
      let (sum, count) = Self.compensatedSum(column) { $0 }
      return count > 0 ? Self.finite(sum / Double(count)) : .null
    case .std:
      let (sum, count) = Self.compensatedSum(column) { $0 }
      guard count > 1 else { return .null }
      let mean = sum / Double(count)
      let (squares, _) = Self.compensatedSum(column) { ($0 - mean) * ($0 - mean) }
      return Self.finite((squares / Double(count - 1)).squareRoot())
    }
  }

  private static func finite(_ number: Double) -> Value { number.isFinite ? .decimal(number) : .null }

  private static func wholeSum(_ values: Buffer<Int64>, _ column: Column) -> Value {
    // 128 bits hold the sum of any 2^32 rows, so that an overflow on the way does no harm.
    var sum: Int128 = 0
    var count = 0
    for row in 0..<values.count where !column.isNull(row) {
      sum += Int128(values[row])
      count += 1
    }
    guard count > 0, let whole = Int(exactly: sum) else { return .null }
    return .integer(whole)
  }

  private static func compensatedSum(_ column: Column, _ term: (Double) -> Double) -> (sum: Double, count: Int) {
    var sum = 0.0
    var lost = 0.0
    var count = 0
    func add(_ value: Double) {
      let next = sum + value
      lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
      sum = next
      count += 1
    }
    switch column.storage {
    case .integers(let values):
      for row in 0..<values.count where !column.isNull(row) { add(term(Double(values[row]))) }
    case .decimals(let values):
      for row in 0..<values.count where !column.isNull(row) { add(term(values[row])) }
    default: break
    }
    return (sum.isFinite ? sum + lost : sum, count)
  }

  private static func extreme(_ column: Column, isGreatest: Bool) -> Value {
    func row<Element: Comparable & BitwiseCopyable>(_ values: Buffer<Element>) -> Int? {
      var best: Int?
      for row in 0..<values.count where !column.isNull(row) {
        guard let known = best else {
          best = row
          continue
        }
        if isGreatest ? values[row] > values[known] : values[row] < values[known] { best = row }
      }
      return best
    }
    let found: Int? =
      switch column.storage {
      case .integers(let values), .datetimes(let values): row(values)
      case .decimals(let values): row(values)
      case .dates(let values), .indices(let values, _): row(values)
      case .booleans(let values): row(values)
      case .strings(let codes, let pool): extremeText(column, codes, pool, isGreatest: isGreatest)
      }
    return found.map { column[$0] } ?? .null
  }

  /// Texts are ordered by their UTF-8 bytes, as sort orders them; each distinct text is compared once.
  private static func extremeText(
    _ column: Column, _ codes: Buffer<UInt32>, _ pool: StringPool, isGreatest: Bool
  ) -> Int? {
    var isSeen = [Bool](repeating: false, count: pool.count)
    var best: (row: Int, text: String)?
    for row in 0..<codes.count where !column.isNull(row) && !isSeen[Int(codes[row])] {
      isSeen[Int(codes[row])] = true
      let text = pool.string(Int(codes[row]))
      guard let known = best else {
        best = (row, text)
        continue
      }
      let isLess = text.utf8.lexicographicallyPrecedes(known.text.utf8)
      if isGreatest ? known.text.utf8.lexicographicallyPrecedes(text.utf8) : isLess { best = (row, text) }
    }
    return best?.row
  }
}
