import Diagnostics
import Plotting
import Reports
import Tables

/// A number over another, or over time.
struct PlotLine: Step {
  static let x = TypedParameter("x", .column(of: ChartInput.table, types: ChartInput.plottable), "Across.")
  static let y = TypedParameter(
    "y", .column(of: ChartInput.table, types: [.integer, .decimal, .index]), "Upwards.")
  static let color = TypedParameter(
    "color", .column(of: ChartInput.table), otherwise: "one line", "A column with one line for each of its values.")
  static let zero = TypedParameter("zero", .boolean, default: false, "Whether the axis of y includes 0.")

  static let signature = Signature(
    "plot line", group: .charts,
    summary: "Draws lines of a number over another number or over time.",
    details: [
      "Points are joined in the order of x. A missing y breaks the line; it is counted, as is a missing x. color: draws one line for each value of "
        + "a column, named at its end where the names have room; by: draws a panel for each, with the same axes."
    ],
    operands: [ChartInput.table],
    options: [
      x, y, color, ChartInput.by, ChartInput.log, zero,
      ChartInput.xTitle, ChartInput.yTitle, ChartInput.title,
    ],
    examples: [
      Example(
        "Mean stars by year",
        "derive reviews year: year(review_date)\ngroup reviews by: year stars: mean(star_rating) as years\nplot line years x: year y: stars"
      ),
      Example(
        "One line for each kind of purchase",
        "derive reviews year: year(review_date)\ngroup reviews by: [year, verified_purchase] stars: mean(star_rating) as years\n"
          + "plot line years x: year y: stars color: verified_purchase"),
    ])

  private let table: TableArgument
  private let x: String
  private let y: String
  private let series: String?
  private let seriesSpan: SourceSpan
  private let panel: String?
  private let panelSpan: SourceSpan
  private let log: LogAxes?
  private let includesZero: Bool
  private let titles: AxisTitleChoice

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[ChartInput.table]
    x = try arguments[Self.x]
    y = try arguments[Self.y]
    series = try arguments[Self.color]
    seriesSpan = arguments.span(Self.color)
    panel = try arguments[ChartInput.by]
    panelSpan = arguments.span(ChartInput.by)
    log = try arguments[ChartInput.log]
    includesZero = try arguments[Self.zero]
    titles = try AxisTitleChoice(arguments, x: x, y: y)
    if log?.includesX == true, let type = table.schema.type(of: x), type.isTemporal {
      throw Diagnostic(
        .wrongValue, "an axis of time has no logarithms", at: arguments.span(ChartInput.log),
        label: "x is a \(type.rawValue)",
        help: log == .both ? ["log: y makes the other axis logarithmic"] : [])
    }
  }

  private var columns: [String] { [x, y, series, panel].compactMap { $0 } }
  var effect: Effect { Effect(reads: [table.id: .some(Set(columns))]) }

  struct Details: OutcomeDetails {
    var x: Tables.Column
    var y: Tables.Column
    var series: Tables.Column?
    var panel: Tables.Column?

    var isSound: Bool { ChartInput.areLevel([x, y, series, panel]) }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(table)
    let names = columns.enumerated().filter { columns.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    if let series, let column = table[series] { try ChartInput.checkColors(column, name: series, at: seriesSpan) }
    if let panel, let column = table[panel] { try ChartInput.checkPanels(column, name: panel, at: panelSpan) }
    let points = try table.selecting(names).sorting(by: [SortKey(x)], threads: context.threads)
    return Outcome(
      details: Details(
        x: try points.column(x), y: try points.column(y), series: try series.map { try points.column($0) },
        panel: try panel.map { try points.column($0) }))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (xs, ys) = (outcome.details.x, outcome.details.y)
    let names = outcome.details.series.map { ChartInput.categories($0, language: context.language) }
    let panels = outcome.details.panel.map {
      ChartInput.panels($0, name: panel ?? "", language: context.language)
    }
    let size = context.size(width: 640, height: panels == nil ? 360 : 0)
    if let moments = ChartInput.moments(xs) {
      return ChartInput.blocks(
        Chart.line(
          moments: moments, y: ChartInput.numbers(ys), series: names, panels: panels, logY: log?.includesY == true,
          zero: includesZero, format: ChartInput.format(y, of: table), title: titles.title, xTitle: titles.x,
          yTitle: titles.y, label: context.label, size: size),
        context.language)
    }
    return ChartInput.blocks(
      Chart.line(
        x: ChartInput.numbers(xs), y: ChartInput.numbers(ys), series: names, panels: panels,
        logX: log?.includesX == true, logY: log?.includesY == true, zero: includesZero,
        xFormat: ChartInput.format(x, of: table), format: ChartInput.format(y, of: table), title: titles.title,
        xTitle: titles.x, yTitle: titles.y, label: context.label, size: size), context.language)
  }
}
