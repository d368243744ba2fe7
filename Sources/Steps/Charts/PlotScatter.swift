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
    options: [x, y, ChartInput.color, ChartInput.by, label, line, ChartInput.log, axes] + ChartInput.titles,
    examples: [
      Example("Votes against helpful votes", "plot scatter reviews x: total_votes y: helpful_votes line: diagonal"),
      Example(
        "Star by star, each step a factor",
        "plot scatter reviews x: total_votes y: helpful_votes by: star_rating log: both"),
    ])

  private let input: ChartArguments
  private let x: String
  private let y: String
  private let names: String?
  private let line: Line?
  private let log: LogAxes?
  private let hasAxes: Bool

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    x = try arguments[Self.x]
    y = try arguments[Self.y]
    names = try arguments[Self.label]
    line = try arguments[Self.line]
    log = try arguments[ChartInput.log]
    hasAxes = try arguments[Self.axes]
    input = try ChartArguments(arguments, x: x, y: y)
  }

  var effect: Effect { input.effect([x, y, names]) }

  struct Details: OutcomeDetails {
    var x: Tables.Column
    var y: Tables.Column
    var series: Tables.Column?
    var panel: Tables.Column?
    var names: Tables.Column?

    var isSound: Bool { ChartInput.areLevel([x, y, series, panel, names]) }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let points = try context.table(input.table).selecting(input.columns([x, y, names]))
    for key in [input.color, input.by].compactMap({ $0 }) {
      if let column = points[key.name] { try key.check(column) }
    }
    return Outcome(
      details: Details(
        x: try points.column(x), y: try points.column(y), series: try input.color.map { try points.column($0.name) },
        panel: try input.by.map { try points.column($0.name) }, names: try names.map { try points.column($0) }))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let points = outcome.details
    var spec = ScatterSpec(x: ChartInput.numbers(points.x), y: ChartInput.numbers(points.y))
    spec.labels = points.names.map { column in
      (0..<column.count).map { column.isNull($0) ? "" : ValueText.format(column[$0]) }
    }
    spec.series = points.series.map { ChartInput.categories($0, language: context.language) }
    spec.panels = input.panels(points.panel, context.language)
    spec.lines = line.map { [$0.drawn] } ?? []
    (spec.hasLogX, spec.hasLogY, spec.hasAxes) = (log?.includesX == true, log?.includesY == true, hasAxes)
    (spec.xFormat, spec.format) = (input.format(x), input.format(y))
    return input.figure(spec, height: 460, context)
  }
}
