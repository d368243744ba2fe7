import Diagnostics
import Languages
import Plotting
import Reports
import Tables
import WrittenTexts

/// What all kinds of `plot` share.
enum ChartInput {
  static let table = TypedParameter("table", .table, "The table to draw.")
  static let color = TypedParameter(
    "color", .column(of: table), otherwise: "one colour", "A column told apart by colour.")
  static let by = TypedParameter(
    "by", .column(of: table), otherwise: "one chart", "One panel for each value of a column, all with the same axes.")
  static let log = TypedParameter(
    "log", ParameterType<LogAxes>.word, otherwise: "linear axes",
    "Axes on which every step is a factor; values that have no logarithm are shown apart or counted.")
  static let xTitle = TypedParameter(
    "x-title", .string, otherwise: "the column's name", "What stands below the chart.")
  static let yTitle = TypedParameter(
    "y-title", .string, otherwise: "the column's name", "What stands beside the chart.")
  static let title = TypedParameter(
    "title", .string, default: "", words: "none",
    "The chart's name for readers who do not see it, and over it where a cell has several.")

  static let titles: [any DeclaredParameter] = [xTitle, yTitle, title]

  /// The panels of a column's values: numbers and dates rising, texts in the order of their first row; numbers and truth
  /// values say what they are the value of.
  static func panels(_ column: Tables.Column, name: String, language: Language) -> ChartPanels {
    let (names, places) = places(column, language)
    let title = name.replacing("_", with: " ")
    let isBare = [.integer, .decimal, .boolean, .index].contains(column.type)
    let full = names.map { isBare && $0 != missing(language) ? "\(title) \($0)" : $0 }
    return ChartPanels(names: full, panelOfRow: places)
  }

  /// The distinct names of a column in their order, and the place of every row's name: numbers and dates rise, texts stand
  /// in the order of their first row.
  static func places(_ column: Tables.Column, _ language: Language) -> (names: [String], place: [Int]) {
    let texts = categories(column, language: language)
    var order = Array(texts.indices)
    if column.type != .string {
      order.sort { (column.number($0) ?? .infinity, $0) < (column.number($1) ?? .infinity, $1) }
    }
    let places = order.lazy.map { texts[$0] }.exactPlaces
    let names = places.sorted { $0.value < $1.value }.map(\.key.text)
    return (names, texts.map { places[ExactText($0)] ?? 0 })
  }

  /// Whether columns have as many rows as each other, those that there are.
  static func areLevel(_ columns: [Tables.Column?]) -> Bool { Set(columns.compactMap { $0?.count }).count <= 1 }

  /// The name of null among categories.
  private static func missing(_ say: Language) -> String { say(en: "(missing)", ja: "（欠損）") }

  /// A column as the text of its categories; null is named.
  static func categories(_ column: Tables.Column, language: Language) -> [String] {
    (0..<column.count).map { row in
      switch column[row] {
      case .null: missing(language)
      case .integer(let value): String(value)
      case .decimal(let value): ValueText.shortest(value)
      case let value: ValueText.format(value, .init(.iso), lang: language.rawValue)
      }
    }
  }

  /// A column as numbers; null is NaN, which charts have no mark for and count.
  static func numbers(_ column: Tables.Column) -> [Double] {
    (0..<column.count).map { column.number($0) ?? .nan }
  }

  /// A column of dates or datetimes as days, nil where there is none; nil for other types.
  static func days(_ column: Tables.Column) -> [Int?]? {
    switch column.storage {
    case .dates(let values): (0..<column.count).map { column.isNull($0) ? nil : Int(values[$0]) }
    case .datetimes(let values):
      (0..<column.count).map { row in
        column.isNull(row) ? nil : Int(values[row].floorDivided(by: 86_400_000_000).quotient)
      }
    case .integers, .decimals, .strings, .booleans, .indices: nil
    }
  }

  /// A column of dates or datetimes as days with their fraction, NaN where there is none; nil for other types.
  static func moments(_ column: Tables.Column) -> [Double]? {
    switch column.storage {
    case .dates(let values): (0..<column.count).map { column.isNull($0) ? .nan : Double(values[$0]) }
    case .datetimes(let values):
      (0..<column.count).map { column.isNull($0) ? .nan : Double(values[$0]) / 86_400_000_000 }
    case .integers, .decimals, .strings, .booleans, .indices: nil
    }
  }

  static let plottable: Set<ColumnType> = [.integer, .decimal, .index, .boolean, .date, .datetime]
}

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

/// The axes of a chart on which every step is a factor, as `log:` names them.
enum LogAxes: String, CaseIterable, Sendable {
  case x, y, both

  var includesX: Bool { self != .y }
  var includesY: Bool { self != .x }
}

extension DiagnosticCode {
  static let tooManyPanels = DiagnosticCode(
    "too-many-panels", "A chart would have more panels than anybody can compare.")
  static let tooManyColors = DiagnosticCode(
    "too-many-colors", "A chart would have more colours than anybody can tell apart.")
}
