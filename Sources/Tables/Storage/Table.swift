/// Columns of equal length under distinct names. A value: steps make new tables and share the columns they keep.
public struct Table: Sendable {
  public let schema: Schema
  public let columns: [Column]
  public let rowCount: Int

  /// Columns must have `rowCount` rows each and distinct names.
  public init(_ columns: [(name: String, column: Column)], rowCount: Int? = nil) {
    schema = Schema(columns.map { Schema.Field($0.name, $0.column.type) })
    self.columns = columns.map(\.column)
    self.rowCount = rowCount ?? columns.first?.column.count ?? 0
    precondition(schema.count == columns.count, "the names of a table's columns are distinct")
    precondition(self.columns.allSatisfy { $0.count == self.rowCount }, "the columns of a table are of equal length")
  }

  private init(_ schema: Schema, _ columns: [Column], rowCount: Int) {
    precondition(schema.count == columns.count, "the names of a table's columns are distinct")
    (self.schema, self.columns, self.rowCount) = (schema, columns, rowCount)
  }

  public subscript(name: String) -> Column? { schema.position(of: name).map { columns[$0] } }

  /// Name and column together, in order.
  public var named: [(name: String, column: Column)] { Array(zip(schema.names, columns)).map { ($0, $1) } }

  /// The same with `column` under `name`: in the place of the column of that name, or at the end.
  public func setting(_ name: String, to column: Column) -> Table {
    precondition(column.count == rowCount, "the columns of a table are of equal length")
    var all = columns
    if let position = schema.position(of: name) { all[position] = column } else { all.append(column) }
    return Table(schema.setting(Schema.Field(name, column.type)), all, rowCount: rowCount)
  }

  /// The columns of `names` that exist, in the order of `names`.
  public func selecting(_ names: [String]) -> Table {
    let selected = schema.selecting(names)
    return Table(selected, selected.fields.compactMap { self[$0.name] }, rowCount: rowCount)
  }
}
