import WrittenTexts

/// One value of a table, or one number computed from it.
///
/// Texts are the same when their bytes are, as in tables.
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

  public static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.integer(let a), .integer(let b)): a == b
    case (.decimal(let a), .decimal(let b)): a == b
    case (.string(let a), .string(let b)): ExactText(a) == ExactText(b)
    case (.date(let a), .date(let b)): a == b
    case (.datetime(let a), .datetime(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    case (.null, _), (.integer, _), (.decimal, _), (.string, _), (.date, _), (.datetime, _), (.boolean, _): false
    }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    switch self {
    case .null: break
    case .integer(let value), .date(let value), .datetime(let value): hasher.combine(value)
    case .decimal(let value): hasher.combine(value)
    case .string(let text): hasher.combine(ExactText(text))
    case .boolean(let value): hasher.combine(value)
    }
  }

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
