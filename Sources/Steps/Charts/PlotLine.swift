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
  private let titles: ChartTitles

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
    titles = try ChartTitles(arguments, x: x, y: y)
    if log?.includesX == true, let type = table.schema.type(of: x), type.isTemporal {
      throw Diagnostic(
        .wrongValue, "an axis of time has no logarithms", at: arguments.span(ChartInput.log),
        label: "x is a \(type.rawValue)",
        help: log == .both ? ["log: y makes the other axis logarithmic"] : [])
    }
  }

  private var columns: [String] { [x, y, series, panel].compactMap { $0 } }
  var effect: Effect { Effect(reads: [table.id: .some(Set(columns))]) }

  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(table)
    let names = columns.enumerated().filter { columns.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    if let series, let column = table[series] { try ChartInput.checkColors(column, name: series, at: seriesSpan) }
    if let panel, let column = table[panel] { try ChartInput.checkPanels(column, name: panel, at: panelSpan) }
    return Outcome(details: ["points": try table.selecting(names).sorting(by: [SortKey(x)], threads: context.threads)])
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    guard let points = outcome.details["points"], let xs = points[x], let ys = points[y] else { return [] }
    let heights = ChartInput.numbers(ys)
    var spec =
      ChartInput.moments(xs).map { LineSpec(moments: $0, y: heights) }
      ?? LineSpec(x: ChartInput.numbers(xs), y: heights)
    spec.series = series.flatMap { points[$0] }.map { ChartInput.categories($0, language: context.language) }
    spec.panels = panel.flatMap { points[$0] }.map {
      ChartInput.panels($0, name: panel ?? "", language: context.language)
    }
    (spec.logX, spec.logY) = (log?.includesX == true, log?.includesY == true)
    spec.includesZero = includesZero
    (spec.xFormat, spec.format) = (ChartInput.format(x, of: table), ChartInput.format(y, of: table))
    return ChartInput.figure(spec, titles, height: spec.panels == nil ? 360 : 0, context)
  }
}
