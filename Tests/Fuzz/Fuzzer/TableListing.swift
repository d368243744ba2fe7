import Tables

/// All that a table says, to the last bit, however it is stored.
struct TableListing: Equatable {
  var rows: Int
  var names: [String]
  var types: [ColumnType]
  private var values: [[String]]

  /// - Parameter kinds: the types whose values count; nil for all.
  init(_ table: Table, of kinds: Set<ColumnType>? = nil) {
    rows = table.rowCount
    names = table.schema.names
    types = table.schema.fields.map(\.type)
    values = table.columns.map { column in
      guard kinds?.contains(column.type) ?? true else { return [] }
      return (0..<column.count).map { row in
        switch column[row] {
        case .decimal(let number): "\(number.isNaN ? Double.nan.bitPattern : number.bitPattern)"
        case let value: "\(value)"
        }
      }
    }
  }
}
