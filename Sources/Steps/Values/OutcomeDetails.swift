import Reports
import Tables

extension Table {
  /// A table of one row, for the few numbers that a step hands from `run` to `render`; names in alphabetical order.
  static func row(_ values: [String: Value]) -> Table {
    Table(values.keys.sorted().map { ($0, Column(repeating: values[$0] ?? .null, count: 1)) }, rowCount: 1)
  }
}

extension Outcome {
  /// The value in the first row of a small table that `run` made; null when it is not there.
  func detailValue(_ table: String, _ column: String) -> Value {
    guard let column = details[table]?[column], column.count > 0 else { return .null }
    return column[0]
  }

  /// The whole number in the first row of a small table that `run` made; 0 when it is not there.
  func detail(_ table: String, _ column: String) -> Int {
    if case .integer(let value) = detailValue(table, column) { return value }
    return 0
  }
}
