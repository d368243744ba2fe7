import Diagnostics
import Plotting
import Reports
import Tables

/// What all kinds of `plot` share.
enum ChartInput {
  static let axisOptions: [Parameter] = [
    .optional("x-title", .string, otherwise: "the column's name", "What stands below the chart."),
    .optional("y-title", .string, otherwise: "the column's name", "What stands beside the chart."),
    .optional("title", .string, otherwise: "none", "The chart's name for readers who do not see it."),
  ]

  static let logOption = Parameter.optional(
    "log", .word(["x", "y", "both"]), otherwise: "linear axes",
    "Axes on which every step is a factor; values that have no logarithm are shown apart or counted.")

  /// A column as the text of its categories; null is named.
  static func categories(_ column: Tables.Column, language: Language) -> [String] {
    (0..<column.count).map { row in
      switch column[row] {
      case .null: language(en: "(missing)", ja: "（欠損）")
      case .integer(let value): String(value)
      case .decimal(let value): ValueText.shortest(value)
      case let value: ValueText.format(value, .init(.iso), lang: language.rawValue)
      }
    }
  }

  /// A column as numbers; null is NaN, which charts leave out and count.
  static func numbers(_ column: Tables.Column) -> [Double] {
    (0..<column.count).map { column.number($0) ?? .nan }
  }

  /// A column of dates or datetimes as days; nil for other types.
  static func days(_ column: Tables.Column) -> [Int]? {
    switch column.storage {
    case .dates(let values): (0..<column.count).map { Int(values[$0]) }
    case .datetimes(let values): (0..<column.count).map { Int((Double(values[$0]) / 86_400).rounded(.down)) }
    default: nil
    }
  }

  /// What a figure shows: the chart and what it could not show.
  static func blocks(_ chart: Chart, _ language: Language) -> [ReportBlock] {
    let figure = FigureBlock(charts: [chart], language: language)
    return [.figure(figure)] + figure.charts.flatMap(\.notes).map { .remark([.text($0)]) }
  }

  static let plottable: Set<ColumnType> = [.integer, .decimal, .index, .boolean, .date, .datetime]
}

/// The axis titles of a plot.
struct AxisTitleChoice: Sendable {
  private(set) var x: String
  private(set) var y: String
  let title: String
  /// What `y` counts, where it is neither a column nor given.
  private let counted: String?

  /// - Parameters:
  ///   - y: the column of the heights; nil where rows are counted.
  ///   - table: the name of the table whose rows are counted.
  init(_ arguments: Arguments, x: String, y: String?, of table: String = "") {
    self.x = arguments.string("x-title") ?? x.replacing("_", with: " ")
    self.y = arguments.string("y-title") ?? y?.replacing("_", with: " ") ?? ""
    title = arguments.string("title") ?? ""
    counted = y == nil && arguments.string("y-title") == nil ? table.replacing("_", with: " ") : nil
  }

  /// The titles with the words that the notebook leaves to the report.
  func said(in say: Language) -> AxisTitleChoice {
    var titles = self
    if let counted { titles.y = say(en: "number of \(counted)", ja: "\(counted)の数") }
    return titles
  }
}
