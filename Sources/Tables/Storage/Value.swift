/// One value of a table, or one number computed from it.
public enum Value: Sendable, Hashable {
  case null
  case integer(Int)
  case decimal(Double)
  case string(String)
  /// Days since 1970-01-01.
  case date(Int)
  /// Microseconds since 1970-01-01T00:00:00Z.
  case datetime(Int)
  case boolean(Bool)

  /// As a number, where it is one.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let value): value
    default: nil
    }
  }

  /// nil for null.
  public var type: ColumnType? {
    switch self {
    case .null: nil
    case .integer: .integer
    case .decimal: .decimal
    case .string: .string
    case .date: .date
    case .datetime: .datetime
    case .boolean: .boolean
    }
  }
}
