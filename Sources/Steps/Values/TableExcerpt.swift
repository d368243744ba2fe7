import Languages
import Notebooks
import Reports
import Tables

extension TableBlock {
  /// A small table as text to read: numbers with separators and as few decimals as tell them apart, long texts cut.
  ///
  /// - Parameters:
  ///   - roles: a schema that says which columns hold names; what the columns are called says it of those that it lacks.
  ///   - showsTypes: whether each title has its column's type below it.
  ///   - footnote: below the table, such as "first 5 of 12,345 rows".
  ///   - titles: what stands over columns that are only shown; the columns of tables that steps give keep their names.
  init(
    _ table: Table, roles: Schema? = nil, showsTypes: Bool = false, rowHeaders: Bool = false, footnote: String = "",
    language: Language,
    titles: [String: String] = [:]
  ) {
    let columns = zip(table.schema.fields, table.columns).map { field, column in
      let subtitle = showsTypes ? field.type.rawValue : ""
      let isNumeric = field.type == .integer || field.type == .decimal || field.type == .index
      if let title = titles[field.name] {
        return TableBlock.Column(title, subtitle: subtitle, isNumeric: isNumeric)
      }
      return TableBlock.Column(named: field.name, subtitle: subtitle, isNumeric: isNumeric)
    }
    let styles = zip(table.schema.fields, table.columns).map { field, column in
      let role = roles?.field(field.name)?.role ?? field.role
      return (format: Self.format(of: column, role), role: role)
    }
    var rows: [[Entry]] = []
    for row in 0..<table.rowCount {
      rows.append(
        zip(table.columns, styles).map { column, style in
          let value = column[row]
          if value == .null { return .null }
          let text = ValueText.format(value, style.format, role: style.role, lang: language.rawValue)
          return .text(text.count > Self.longestText ? text.prefix(Self.longestText - 1) + "…" : text)
        })
    }
    self.init(columns: columns, rows: rows, hasRowHeaders: rowHeaders, footnote: footnote)
  }

  /// Characters of a text that a table shows; a review's body would fill the page (empirical).
  private static let longestText = 120

  /// How a column's numbers are written: decimals of one column with equally many decimals.
  private static func format(of column: Tables.Column, _ role: NumberRole) -> ValueFormat {
    switch column.type {
    // A number that names something is not a quantity: 52,345,678 would be a strange customer.
    case .integer: return ValueFormat(role == .name ? .plain : .automatic)
    case .index: return ValueFormat(.plain)
    case .decimal:
      var greatest = 0.0
      var decimals = 0
      for row in 0..<column.count {
        guard case .decimal(let value) = column[row], value.isFinite else { continue }
        greatest = max(greatest, abs(value))
        decimals = max(decimals, Self.decimalsNeeded(value))
      }
      let limit = greatest >= 1000 ? 1 : greatest >= 100 ? 2 : greatest >= 1 ? 3 : 4
      return greatest > 0 && greatest < 0.001 ? ValueFormat() : ValueFormat(.decimals(min(decimals, limit)))
    case .date, .datetime: return ValueFormat(.iso)
    case .string, .boolean: return ValueFormat()
    }
  }

  private static func decimalsNeeded(_ value: Double) -> Int {
    var scaled = value
    for decimals in 0..<6 {
      if abs(scaled - scaled.rounded()) < 1e-9 * max(1, abs(scaled)) { return decimals }
      scaled *= 10
    }
    return 6
  }
}
