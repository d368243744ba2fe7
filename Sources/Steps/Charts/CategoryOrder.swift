import Tables

/// The order of a chart's categories, as `sort:` names it.
enum CategoryOrder: String, CaseIterable, Sendable {
  /// The greatest first.
  case value
  /// By name, or by number or date.
  case label
  /// As the rows come.
  case data

  /// The order of a column's categories where the notebook does not say.
  static func usual(for type: ColumnType) -> CategoryOrder { type == .string ? .value : .label }
}
