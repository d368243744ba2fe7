import Diagnostics
import Plotting
import Reports
import Tables

/// A number over another, or over time.
struct PlotLine: Step {
  static let signature = Signature(
    "plot line", group: .charts,
    summary: "Draws lines of a number over another number or over time.",
    details: [
      "Points are joined in the order of x. A missing y breaks the line; it is counted, as is a missing x. color: draws one line for each value of "
        + "a column, named at its end where the names have room; by: draws a panel for each, with the same axes."
    ],
    operands: [.required("table", .table, "The table to draw.")],
    options: [
      .required("x", .column(of: "table", types: ChartInput.plottable), "Across."),
      .required("y", .column(of: "table", types: [.integer, .decimal, .index]), "Upwards."),
      .optional("color", .column(of: "table"), otherwise: "one line", "A column with one line for each of its values."),
      ChartInput.panelOption,
      ChartInput.logOption,
      .optional("zero", .boolean, otherwise: "false", "Whether the axis of y includes 0."),
    ] + ChartInput.axisOptions,
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
  private let log: String?
  private let includesZero: Bool
  private let titles: AxisTitleChoice

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments.table()
    x = try arguments.column("x")
    y = try arguments.column("y")
    series = arguments.optionalColumn("color")
    seriesSpan = arguments.span("color")
    panel = arguments.optionalColumn("by")
    panelSpan = arguments.span("by")
    log = arguments.word("log")
    includesZero = arguments.boolean("zero") ?? false
    titles = AxisTitleChoice(arguments, x: x, y: y)
    if log == "x" || log == "both", let type = table.schema.type(of: x), type.isTemporal {
      throw Diagnostic(
        .wrongValue, "an axis of time has no logarithms", at: arguments.span("log"), label: "x is a \(type.rawValue)",
        help: log == "both" ? ["log: y makes the other axis logarithmic"] : [])
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
    let names = series.flatMap { points[$0] }.map { ChartInput.categories($0, language: context.language) }
    let panels = panel.flatMap { points[$0] }.map {
      ChartInput.panels($0, name: panel ?? "", language: context.language)
    }
    let size = context.size(width: 640, height: panels == nil ? 360 : 0)
    if let moments = ChartInput.moments(xs) {
      return ChartInput.blocks(
        Chart.line(
          moments: moments, y: ChartInput.numbers(ys), series: names, panels: panels, logY: log == "y" || log == "both",
          zero: includesZero, format: ChartInput.format(y, of: table), title: titles.title, xTitle: titles.x,
          yTitle: titles.y, label: context.label, size: size),
        context.language)
    }
    return ChartInput.blocks(
      Chart.line(
        x: ChartInput.numbers(xs), y: ChartInput.numbers(ys), series: names, panels: panels,
        logX: log == "x" || log == "both", logY: log == "y" || log == "both", zero: includesZero,
        xFormat: ChartInput.format(x, of: table), format: ChartInput.format(y, of: table), title: titles.title,
        xTitle: titles.x, yTitle: titles.y, label: context.label, size: size), context.language)
  }
}
