/// What a table operation was asked that it cannot do; steps turn it into a diagnostic with its place.
public enum TableError: Error, Hashable, Sendable, CustomStringConvertible {
  case noColumn(String)
  /// `expected` names what would do: "a number", "a date".
  case wrongType(column: String, type: ColumnType, expected: String)
  /// A share of rows that is not between 0 and 1, both excluded.
  case fractionOutside(Double)
  /// A quantile that is not in 0...1.
  case quantileOutside(Double)
  case notEnoughRows(wanted: Int, available: Int)
  case negativeCount(Int)
  case typesDiffer(left: String, leftType: ColumnType, right: String, rightType: ColumnType)
  /// Two columns of a result would have the same name.
  case nameClash([String])
  case noColumns
  case tooManyRows(Int)
  /// A result that would not fit in memory.
  case tooLarge(rows: Int, bytes: Int, memory: Int)
  /// A result with a place for each pair of columns that would not fit in memory.
  case tooManyPairs(columns: Int, bytes: Int, memory: Int)
  /// Texts that an expression makes and that have more bytes than memory has room for.
  case textsTooLong(limit: Int)

  public var description: String {
    switch self {
    case .noColumn(let name): "the table has no column \"\(name)\""
    case .wrongType(let column, let type, let expected): "\"\(column)\" is \(type.described), not \(expected)"
    case .fractionOutside(let value): "the fraction \(value) is not between 0 and 1"
    case .quantileOutside(let value): "the quantile \(value) is not from 0 to 1"
    case .notEnoughRows(let wanted, let available): "\(wanted) rows were asked for, but there are \(available)"
    case .negativeCount(let value): "a number of rows cannot be \(value)"
    case .typesDiffer(let left, let leftType, let right, let rightType):
      "\"\(left)\" is \(leftType.described) and \"\(right)\" is \(rightType.described)"
    case .nameClash(let names): "both tables have a column \(names.map { "\"\($0)\"" }.joined(separator: ", "))"
    case .noColumns: "no column was named"
    case .tooLarge(let rows, let bytes, let memory):
      "\(rows) rows take \(bytes) bytes of memory, of which \(memory) are left"
    case .tooManyPairs(let columns, let bytes, let memory):
      "the pairs of \(columns) columns take \(bytes) bytes of memory, of which \(memory) are left"
    case .textsTooLong(let limit): "the texts that are made have more than \(limit) bytes"
    case .tooManyRows(let count): "\(count) rows are more than a table can hold (4,294,967,294)"
    }
  }
}

extension ColumnType {
  /// With its article, for sentences: "an integer".
  public var described: String {
    switch self {
    case .integer, .index: "an \(rawValue)"
    default: "a \(rawValue)"
    }
  }
}

extension Table {
  /// The column of that name. Throws `TableError.noColumn`.
  public func column(_ name: String) throws(TableError) -> Column {
    guard let column = self[name] else { throw .noColumn(name) }
    return column
  }
}
