/// What `describe` tells of one column.
public struct ColumnSummary: Sendable, Hashable {
  public var name: String
  public var type: ColumnType
  public var rowCount: Int
  public var nullCount: Int
  /// How many different values there are, null not counted.
  public var uniqueCount: Int
  /// Of numbers, and of booleans as 0 and 1; nil where there are no values.
  public var mean: Double?
  /// Of a sample, divided by n - 1; nil for fewer than two values.
  public var standardDeviation: Double?
  /// Of numbers, dates and datetimes in their own type; of strings by their bytes; null where there are no values.
  public var least: Value
  public var greatest: Value
  /// At 0.25, 0.5 and 0.75, of numbers, dates and datetimes; empty otherwise.
  public var quartiles: [Value]
  /// The value that occurs most often, the first to appear among equals, and how often; nil where there are no values.
  public var mostFrequent: Value
  public var mostFrequentCount: Int
  /// How many values occur so often: more than one where no single value is the most frequent.
  public var mostFrequentTies: Int
}

extension Table {
  /// A summary of every column. O(rows × columns).
  public func summaries(threads: Int = 1) -> [ColumnSummary] {
    named.map { $0.column.summary(name: $0.name, threads: threads) }
  }
}

extension Column {
  /// Type, nulls, distinct values and what else its type allows. O(rows); sums do not depend on `threads`.
  public func summary(name: String, threads: Int = 1) -> ColumnSummary {
    let groups = RowGroups(KeyCodes(self, threads: threads))
    let groupCount = groups.firstRows.count
    let sizes = Frequencies.counts(groups.groupOfRow, bound: groupCount, threads: threads)
    var most: (row: Int, count: Int, ties: Int)?
    for group in 0..<groupCount {
      let row = Int(groups.firstRows[group])
      if isNull(row) { continue }
      if let known = most, known.count >= Int(sizes[group]) {
        if known.count == Int(sizes[group]) { most?.ties += 1 }
        continue
      }
      most = (row, Int(sizes[group]), 1)
    }
    let isMeasured = type.isNumeric || type.isTemporal
    let moments = type.isNumeric || type == .boolean ? self.moments(threads: threads) : nil
    let range = extremeRows(threads: threads)
    return ColumnSummary(
      name: name, type: type, rowCount: count, nullCount: nullCount,
      uniqueCount: groupCount - (nullCount > 0 ? 1 : 0), mean: moments?.mean,
      standardDeviation: moments?.standardDeviation, least: range.map { self[$0.least] } ?? .null,
      greatest: range.map { self[$0.greatest] } ?? .null,
      quartiles: isMeasured ? quantiles(at: [0.25, 0.5, 0.75], threads: threads) : [],
      mostFrequent: most.map { self[$0.row] } ?? .null, mostFrequentCount: most?.count ?? 0,
      mostFrequentTies: most?.ties ?? 0)
  }

  private func moments(threads: Int) -> (mean: Double?, standardDeviation: Double?) {
    guard let values = validDoubles(threads: threads), values.count > 0 else { return (nil, nil) }
    let mean = Summation.sum(values.count, threads: threads) { values.base[$0] } / Double(values.count)
    // Infinities of both signs have no mean.
    guard !mean.isNaN else { return (nil, nil) }
    guard values.count > 1, mean.isFinite else { return (mean, nil) }
    let squares = Summation.sum(values.count, threads: threads) { row in
      let difference = values.base[row] - mean
      return difference * difference
    }
    return (mean, (squares / Double(values.count - 1)).squareRoot())
  }

  private func extremeRows(threads: Int) -> (least: Int, greatest: Int)? {
    let ordered = SortBits.ordered(self, threads: threads)
    var least: Int?
    var greatest: Int?
    for row in 0..<count where !isNull(row) {
      if ordered.base[row] < least.map({ ordered.base[$0] }) ?? .max || least == nil { least = row }
      if ordered.base[row] > greatest.map({ ordered.base[$0] }) ?? .min || greatest == nil { greatest = row }
    }
    guard let least, let greatest else { return nil }
    return (least, greatest)
  }
}
