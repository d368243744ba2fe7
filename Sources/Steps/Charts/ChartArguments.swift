import Diagnostics
import Languages
import Plotting
import Reports
import Tables

/// What every kind of `plot` is given beside its own options: the table, what is told apart by colour and by panel, and the titles.
struct ChartArguments: Sendable {
  let table: TableArgument
  let color: SplittingColumn?
  let by: SplittingColumn?
  private let title: String
  private let axes: AxisTitles
  /// What `y` counts, where it is neither a column nor given.
  private let counted: String?

  /// - Parameter y: the column of the heights; nil where rows are counted.
  init(_ arguments: Arguments, x: String, y: String?) throws {
    table = try arguments[ChartInput.table]
    color = try arguments[ChartInput.color].map {
      SplittingColumn(name: $0, span: arguments.span(ChartInput.color), limit: .colors)
    }
    by = try arguments[ChartInput.by].map {
      SplittingColumn(name: $0, span: arguments.span(ChartInput.by), limit: .panels)
    }
    let yTitle = try arguments[ChartInput.yTitle]
    title = try arguments[ChartInput.title]
    axes = AxisTitles(
      x: try arguments[ChartInput.xTitle] ?? x.replacing("_", with: " "),
      y: yTitle ?? y?.replacing("_", with: " ") ?? "")
    counted = y == nil && yTitle == nil ? table.name.replacing("_", with: " ") : nil
  }

  /// The columns that are read, each once.
  func columns(_ own: [String?]) -> [String] {
    var found: [String] = []
    for case let name? in own + [color?.name, by?.name] where !found.contains(name) { found.append(name) }
    return found
  }

  func effect(_ own: [String?]) -> Effect { Effect(reads: [table.id: .some(Set(columns(own)))]) }

  /// The panels of the rows of a column; nil without one.
  func panels(_ column: Tables.Column?, _ language: Language) -> ChartPanels? {
    column.map { ChartInput.panels($0, name: by?.name ?? "", language: language) }
  }

  /// How a chart writes the numbers of a column: names without separators; nil counts rows.
  func format(_ column: String?) -> NumberFormat {
    column.flatMap { table.schema.field($0)?.role } == .name ? .name() : .automatic
  }

  /// The figure of a step; what its chart could not show stands in the caption.
  ///
  /// - Parameters:
  ///   - height: the height of the figure where the cell does not say; panels have one of their own.
  ///   - remarks: what there is to say beside the chart's own notes.
  func figure(
    _ spec: some ChartSpec, height: Double, remarks: [String] = [], _ context: RenderContext
  ) -> [ReportBlock] {
    let say = context.language
    let titles = counted.map { AxisTitles(x: axes.x, y: say(en: "number of \($0)", ja: "\($0)の数")) } ?? axes
    var chart = Chart(
      spec, titles: titles, title: title, label: context.label,
      size: context.size(width: 640, height: by == nil ? height : 0))
    chart.remarks = remarks
    return [.figure(FigureBlock(charts: [chart], language: say))]
  }
}

/// A column whose values become the colours, the panels or the boxes of a chart, and where the notebook names it.
struct SplittingColumn: Sendable {
  /// How many values a figure can show this way, and what is said of more.
  struct Limit: Sendable {
    var code: DiagnosticCode
    var most: Int
    var names: (one: String, many: String)
    var help: String

    /// More panels than this are too small to be compared (empirical).
    static let panels = Limit(
      code: .tooManyPanels, most: 24, names: ("panel", "panels"),
      help: "keep fewer with filter, group them with derive, or tell them apart by color: in one chart")
    /// More lines or bars side by side than this nobody follows, and each costs room beside every other (empirical).
    static let colors = Limit(
      code: .tooManyColors, most: 100, names: ("colour", "colours"),
      help: "keep fewer with filter, or group them with derive")
  }

  let name: String
  let span: SourceSpan
  let limit: Limit

  /// Throws when the column has more values than a figure can show.
  func check(_ column: Tables.Column) throws {
    let count = try Grouping(Table([("value", column)]), by: ["value"]).groupCount
    if count > limit.most {
      throw Diagnostic(
        limit.code, "\"\(name)\" has \(Phrase.integer(count)) values, one \(limit.names.one) each", at: span,
        label: "at most \(limit.most) \(limit.names.many)", help: [limit.help])
    }
  }
}
