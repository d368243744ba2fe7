import Reports
import Synchronization
import Tables

extension Table {
  /// A table of one row, for the few numbers that a step hands from `run` to `render`; names in alphabetical order.
  static func row(_ values: [String: Value]) -> Table {
    Table(values.keys.sorted().map { ($0, Column(repeating: values[$0] ?? .null, count: 1)) }, rowCount: 1)
  }
}

extension Outcome {
  /// The value in the first row of a small table that `run` made. One that `run` did not write is null, and `unwritten` names it.
  func detailValue(_ table: String, _ column: String) -> Value {
    guard let column = details[table]?[column], column.count > 0 else {
      misses.note("\(table).\(column)")
      return .null
    }
    return column[0]
  }

  /// The whole number in the first row of a small table that `run` made. One that `run` did not write is 0, and `unwritten` names
  /// it, so that the 0 is reported as a fault.
  func detail(_ table: String, _ column: String) -> Int {
    let value = detailValue(table, column)
    if case .integer(let number) = value { return number }
    misses.note("\(table).\(column)")
    return 0
  }

  /// What `render` has asked for and `run` did not write: a fault of the step, or of a result that another version kept.
  public var unwritten: [String] { misses.names }
}

/// Names of details that were asked for in vain. Copies of an outcome share them.
public final class DetailMisses: Sendable {
  private let noted = Mutex<Set<String>>([])

  func note(_ name: String) { noted.withLock { _ = $0.insert(name) } }

  var names: [String] { noted.withLock { $0.sorted() } }
}
