import Diagnostics
import Plotting
import Reports
import Tables

/// How the values of a column are distributed.
struct PlotHistogram: Step {
  static let x = TypedParameter(
    "x", .column(of: ChartInput.table, types: [.integer, .decimal, .index]), "The numbers.")
  static let bins = TypedParameter("bins", .integer(1...500), otherwise: "by the data", "About how many bins.")

  static let signature = Signature(
    "plot histogram", group: .charts,
    summary: "Draws how often the values of a column fall into bins.",
    details: [
      "Bins follow the data (one for each whole number when they are few, else by Freedman and Diaconis 1981) unless bins: says how "
        + "many. On a log axis of x the bins grow by a factor; zeros stand apart. log: y draws the counts on a log axis, as a long "
        + "tail needs it. by: draws a panel for each value of a column, with the same bins and axes."
    ],
    operands: [ChartInput.table],
    options: [
      x, bins, ChartInput.by, ChartInput.log,
      ChartInput.xTitle, ChartInput.yTitle, ChartInput.title,
    ],
    examples: [
      Example(
        "Reviews of each customer",
        "count reviews by: customer_id as customers\nplot histogram customers x: count log: both"),
      Example("Votes, star by star", "plot histogram reviews x: total_votes by: star_rating log: both"),
    ])

  private let table: TableArgument
  private let x: String
  private let bins: Int?
  private let panel: String?
  private let panelSpan: SourceSpan
  private let log: LogAxes?
  private let titles: AxisTitleChoice

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[ChartInput.table]
    x = try arguments[Self.x]
    bins = try arguments[Self.bins]
    panel = try arguments[ChartInput.by]
    panelSpan = arguments.span(ChartInput.by)
    log = try arguments[ChartInput.log]
    titles = try AxisTitleChoice(arguments, x: x, y: nil, of: table.name)
  }

  var effect: Effect { Effect(reads: [table.id: .some(Set([x, panel].compactMap { $0 }))]) }

  struct Details: OutcomeDetails {
    /// The distinct values, and how often there is each.
    var values: Tables.Column
    var counts: Tables.Column
    var panel: Tables.Column?

    var isSound: Bool { ChartInput.areLevel([values, counts, panel]) }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(table)
    // Equal values together: a column of whole numbers has few, and the figure needs no more.
    let keys = [x] + [panel].compactMap { $0 == x ? nil : $0 }
    let groups = try Grouping(table, by: keys, threads: context.threads)
    let counts = (0..<groups.groupCount).map { Int(groups.sizes[$0]) }
    let panels = try panel.map { try table.column($0).gathering(groups.firstRows) }
    if let panel, let panels { try ChartInput.checkPanels(panels, name: panel, at: panelSpan) }
    return Outcome(
      details: Details(
        values: try table.column(x).gathering(groups.firstRows), counts: Column(integers: counts), panel: panels))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (values, counts) = (outcome.details.values, outcome.details.counts)
    var panels = outcome.details.panel.map { ChartInput.panels($0, name: panel ?? "", language: context.language) }
    let places = panels?.panelOfRow ?? []
    panels?.panelOfRow = []
    var all: [Double] = []
    for (row, (value, count)) in zip(ChartInput.numbers(values), ChartInput.numbers(counts)).enumerated() {
      all.append(contentsOf: repeatElement(value, count: Int(count)))
      if row < places.count { panels?.panelOfRow.append(contentsOf: repeatElement(places[row], count: Int(count))) }
    }
    let titles = titles.said(in: context.language)
    return ChartInput.blocks(
      Chart.histogram(
        values: all, panels: panels, bins: bins,
        log: log?.includesX == true, logCounts: log?.includesY == true,
        format: ChartInput.format(x, of: table), title: titles.title, xTitle: titles.x,
        yTitle: titles.y, label: context.label, size: context.size(width: 640, height: panels == nil ? 360 : 0)),
      context.language)
  }
}
