import Diagnostics
import Plotting
import Reports
import Tables

/// Points of two numbers.
struct PlotScatter: Step {
  /// What `line:` draws.
  enum Line: String, CaseIterable, Sendable {
    case diagonal, trend

    var drawn: ScatterLine {
      switch self {
      case .diagonal: .identity
      case .trend: .trend
      }
    }
  }

  static let x = TypedParameter(
    "x", .column(of: ChartInput.table, types: [.integer, .decimal, .index]), "Across.")
  static let y = TypedParameter(
    "y", .column(of: ChartInput.table, types: [.integer, .decimal, .index]), "Upwards.")
  static let label = TypedParameter(
    "label", .column(of: ChartInput.table, types: [.string]), otherwise: "no names", "Names of the points.")
  static let line = TypedParameter(
    "line", ParameterType<Line>.word, otherwise: "none", "A straight line over the points.")
  static let axes = TypedParameter("axes", .boolean, default: true, "Whether the axes show their numbers.")

  static let signature = Signature(
    "plot scatter", group: .charts,
    summary: "Draws a point for every row, or the density of the points where they are many.",
    details: [
      "Above 4,000 points the chart shows how many fall into each cell. label: writes names beside points, placed so that none covers "
        + "another, with a line to the point where they stand far off. line: draws the diagonal where both numbers are equal, or "
        + "the straight line of least squares. by: draws a panel for each value of a column, with the same axes. axes: false "
        + "leaves out the numbers of a map, which has distances but no scale."
    ],
    operands: [ChartInput.table],
    options: [
      x, y, ChartInput.color, ChartInput.by, label, line, ChartInput.log, axes,
      ChartInput.xTitle, ChartInput.yTitle, ChartInput.title,
    ],
    examples: [
      Example("Votes against helpful votes", "plot scatter reviews x: total_votes y: helpful_votes line: diagonal"),
      Example(
        "Star by star, each step a factor",
        "plot scatter reviews x: total_votes y: helpful_votes by: star_rating log: both"),
    ])

  private let table: TableArgument
  private let x: String
  private let y: String
  private let series: String?
  private let seriesSpan: SourceSpan
  private let panel: String?
  private let panelSpan: SourceSpan
  private let names: String?
  private let line: Line?
  private let log: LogAxes?
  private let hasAxes: Bool
  private let titles: AxisTitleChoice

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[ChartInput.table]
    x = try arguments[Self.x]
    y = try arguments[Self.y]
    series = try arguments[ChartInput.color]
    seriesSpan = arguments.span(ChartInput.color)
    panel = try arguments[ChartInput.by]
    panelSpan = arguments.span(ChartInput.by)
    names = try arguments[Self.label]
    line = try arguments[Self.line]
    log = try arguments[ChartInput.log]
    hasAxes = try arguments[Self.axes]
    titles = try AxisTitleChoice(arguments, x: x, y: y)
  }

  private var columns: [String] {
    var found: [String] = []
    for name in [x, y, series, panel, names].compactMap({ $0 }) where !found.contains(name) { found.append(name) }
    return found
  }

  var effect: Effect { Effect(reads: [table.id: .some(Set(columns))]) }

  struct Details: OutcomeDetails {
    var x: Tables.Column
    var y: Tables.Column
    var series: Tables.Column?
    var panel: Tables.Column?
    var names: Tables.Column?

    var isSound: Bool { ChartInput.areLevel([x, y, series, panel, names]) }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let points = try context.table(table).selecting(columns)
    if let series, let column = points[series] { try ChartInput.checkColors(column, name: series, at: seriesSpan) }
    if let panel, let column = points[panel] { try ChartInput.checkPanels(column, name: panel, at: panelSpan) }
    return Outcome(
      details: Details(
        x: try points.column(x), y: try points.column(y), series: try series.map { try points.column($0) },
        panel: try panel.map { try points.column($0) }, names: try names.map { try points.column($0) }))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let points = outcome.details
    let labels = points.names.map { column in
      (0..<column.count).map { column.isNull($0) ? "" : ValueText.format(column[$0]) }
    }
    let groups = points.series.map { ChartInput.categories($0, language: context.language) }
    let panels = points.panel.map {
      ChartInput.panels($0, name: panel ?? "", language: context.language)
    }
    let lines = line.map { [$0.drawn] } ?? []
    return ChartInput.blocks(
      Chart.scatter(
        x: ChartInput.numbers(points.x), y: ChartInput.numbers(points.y), labels: labels, series: groups,
        panels: panels,
        lines: lines, logX: log?.includesX == true, logY: log?.includesY == true, axes: hasAxes,
        xFormat: ChartInput.format(x, of: table), format: ChartInput.format(y, of: table), title: titles.title,
        xTitle: titles.x, yTitle: titles.y, label: context.label,
        size: context.size(width: 640, height: panels == nil ? 460 : 0)), context.language)
  }
}
