import Steps
import Tables

/// The values of a run: what steps have bound so far, the numbers taken of them, and what was published.
struct Session {
  private(set) var values: [ValueID: StepValue] = [:]
  private(set) var scalars: [ScalarSource: Value] = [:]
  /// Rows of every table that was bound, kept when the table itself is let go.
  private(set) var rowCounts: [ValueID: Int] = [:]

  mutating func bind(
    _ id: ValueID, to value: StepValue, statistics: [(column: String, statistic: ColumnStatistic)]
  ) throws {
    values[id] = value
    guard let table = value.table else { return }
    rowCounts[id] = table.rowCount
    scalars[.rows(id)] = .integer(table.rowCount)
    for (column, statistic) in statistics {
      guard let column = table[column].map({ ($0, column) }) else { continue }
      scalars[.statistic(id, column: column.1, statistic)] = try statistic.value(of: column.0)
    }
  }

  /// Takes what is known of a table that stays on disk.
  mutating func adopt(
    _ id: ValueID, rows: Int, statistics: [(column: String, statistic: ColumnStatistic, value: Value)]
  ) {
    rowCounts[id] = rows
    scalars[.rows(id)] = .integer(rows)
    for taken in statistics { scalars[.statistic(id, column: taken.column, taken.statistic)] = taken.value }
  }

  /// Holds a value that came from disk.
  mutating func hold(_ id: ValueID, _ value: StepValue) { values[id] = value }

  mutating func publish(_ values: [String: Value], by step: Int) {
    for (path, value) in values { scalars[.published(step: step, path: path)] = value }
  }

  mutating func release(_ id: ValueID) { values[id] = nil }

  func scalar(_ source: ScalarSource) -> Value? {
    if case .constant(let value) = source { return .integer(value) }
    return scalars[source]
  }

  /// The values of the paths that an expression quotes; nil when one of them is not there.
  func scalars(_ sources: [String: ScalarSource]) -> [String: Value]? {
    var found: [String: Value] = [:]
    for (path, source) in sources {
      guard let value = scalar(source) else { return nil }
      found[path] = value
    }
    return found
  }
}
