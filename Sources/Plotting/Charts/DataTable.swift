import Languages

/// The numbers behind a chart, as text for a table that a page can show beside it.
public struct DataTable: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public var name: String
    /// Numbers are set flush right.
    public var isNumeric: Bool
  }

  public var columns: [Column]
  public var rows: [[String]]
  /// How many more rows the chart was drawn from than `rows` holds.
  public var omittedRows: Int

  /// More rows than this are not listed: the chart shows them better.
  static let limit = 500

  /// - Parameter count: how many rows there are, where the first so many alone are given.
  init(_ columns: [(String, isNumeric: Bool)], rows: [[String]], of count: Int? = nil) {
    self.columns = columns.map { Column(name: $0.0, isNumeric: $0.isNumeric) }
    self.rows = Array(rows.prefix(Self.limit))
    omittedRows = max(0, (count ?? rows.count) - Self.limit)
  }

  /// The tables of panels below each other, the panel's name in the first column.
  init(stacking tables: [(name: String, table: DataTable)], in say: Language) {
    let widest = tables.map(\.table).max { $0.columns.count < $1.columns.count }?.columns ?? []
    let rows = tables.flatMap { name, table in
      table.rows.map { [name] + $0 + Array(repeating: "", count: widest.count - $0.count) }
    }
    self.init(
      [(say(en: "panel", ja: "図"), isNumeric: false)] + widest.map { ($0.name, isNumeric: $0.isNumeric) }, rows: rows)
  }
}
