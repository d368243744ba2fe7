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
      "Points are joined in the order of x. A missing y breaks the line; it is counted, as is a missing x. A chart has up to 100,000 points. "
        + "color: draws one line for each value of a column, named at its end where the names have room; by: draws a panel for each, with the same axes."
    ],
    operands: [ChartInput.table],
    options: [x, y, color, ChartInput.by, ChartInput.log, zero] + ChartInput.titles,
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

  /// More points are hundreds in each column of pixels, a band and no line, and take megabytes (empirical).
  private static let mostPoints = 100_000

  private let input: ChartArguments
  private let x: String
  private let y: String
  /// The columns as the notebook writes them.
  private let written: (x: String, y: String)
  private let log: LogAxes?
  private let includesZero: Bool

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    x = try arguments[Self.x]
    y = try arguments[Self.y]
    written = (arguments.span(Self.x).text, arguments.span(Self.y).text)
    log = try arguments[ChartInput.log]
    includesZero = try arguments[Self.zero]
    input = try ChartArguments(arguments, x: x, y: y)
    if log?.includesX == true, let type = input.table.schema.type(of: x), type.isTemporal {
      throw Diagnostic(
        .wrongValue, "an axis of time has no logarithms", at: arguments.span(ChartInput.log),
        label: "x is a \(type.rawValue)",
        help: log == .both ? ["log: y makes the other axis logarithmic"] : [])
    }
  }

  var effect: Effect { input.effect([x, y]) }

  struct Details: OutcomeDetails {
    var x: Tables.Column
    var y: Tables.Column
    var series: Tables.Column?
    var panel: Tables.Column?

    var isSound: Bool { ChartInput.areLevel([x, y, series, panel]) }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(input.table)
    for key in [input.color, input.by].compactMap({ $0 }) {
      if let column = table[key.name] { try key.check(column) }
    }
    let count = table.filled(in: [x, y])?.setCount ?? table.rowCount
    if count > Self.mostPoints { throw tooMany(count) }
    let points = try table.selecting(input.columns([x, y])).sorting(by: [SortKey(x)], threads: context.threads)
    return Outcome(
      details: Details(
        x: try points.column(x), y: try points.column(y), series: try input.color.map { try points.column($0.name) },
        panel: try input.by.map { try points.column($0.name) }))
  }

  private func tooMany(_ points: Int) -> Diagnostic {
    var keys = [written.x]
    for case let column? in [input.color, input.by] where !keys.contains(column.span.text) {
      keys.append(column.span.text)
    }
    let by = keys.count == 1 ? written.x : "[\(keys.joined(separator: ", "))]"
    return Diagnostic(
      .tooManyPoints, "\"\(input.table.name)\" gives \(Phrase.count(points, "point"))", at: input.table.span,
      label: "at most \(Phrase.integer(Self.mostPoints)) points",
      help: [
        "draw one value for each \(x): group \(input.table.name) by: \(by) \(written.y): mean(\(written.y)) as means, then "
          + "plot line means",
        "or keep fewer rows with filter or sample",
      ])
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let points = outcome.details
    let heights = ChartInput.numbers(points.y)
    var spec =
      ChartInput.moments(points.x).map { LineSpec(moments: $0, y: heights) }
      ?? LineSpec(x: ChartInput.numbers(points.x), y: heights)
    spec.series = points.series.map { ChartInput.categories($0, language: context.language) }
    spec.panels = input.panels(points.panel, context.language)
    (spec.hasLogX, spec.hasLogY) = (log?.includesX == true, log?.includesY == true)
    spec.includesZero = includesZero
    (spec.xFormat, spec.format) = (input.format(x), input.format(y))
    return input.figure(spec, height: 360, context)
  }
}

extension DiagnosticCode {
  static let tooManyPoints = DiagnosticCode(
    "too-many-points", "A line would have more points than a figure can show: hundreds in each column of pixels.")
}
