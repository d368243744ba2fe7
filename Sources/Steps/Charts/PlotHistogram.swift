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
    options: [x, bins, ChartInput.by, ChartInput.log] + ChartInput.titles,
    examples: [
      Example(
        "Reviews of each customer",
        "count reviews by: customer_id as customers\nplot histogram customers x: count log: both"),
      Example("Votes, star by star", "plot histogram reviews x: total_votes by: star_rating log: both"),
    ])

  private let input: ChartArguments
  private let x: String
  private let bins: Int?
  private let log: LogAxes?

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    x = try arguments[Self.x]
    bins = try arguments[Self.bins]
    log = try arguments[ChartInput.log]
    input = try ChartArguments(arguments, x: x, y: nil)
  }

  var effect: Effect { input.effect([x]) }

  struct Details: OutcomeDetails {
    /// The distinct values, and how often there is each.
    var values: Tables.Column
    var counts: Tables.Column
    var panel: Tables.Column?

    var isSound: Bool { ChartInput.areLevel([values, counts, panel]) }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(input.table)
    // Equal values together: a column of whole numbers has few, and the figure needs no more.
    let groups = try Grouping(table, by: input.columns([x]), threads: context.threads)
    let counts = (0..<groups.groupCount).map { Int(groups.sizes[$0]) }
    let panels = try input.by.map { try table.column($0.name).gathering(groups.firstRows) }
    if let panels { try input.by?.check(panels) }
    return Outcome(
      details: Details(
        values: try table.column(x).gathering(groups.firstRows), counts: Column(integers: counts), panel: panels))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (values, counts) = (outcome.details.values, outcome.details.counts)
    var panels = input.panels(outcome.details.panel, context.language)
    let places = panels?.panelOfRow ?? []
    panels?.panelOfRow = []
    var all: [Double] = []
    for (row, (value, count)) in zip(ChartInput.numbers(values), ChartInput.numbers(counts)).enumerated() {
      all.append(contentsOf: repeatElement(value, count: Int(count)))
      if row < places.count { panels?.panelOfRow.append(contentsOf: repeatElement(places[row], count: Int(count))) }
    }
    var spec = HistogramSpec(values: all)
    (spec.panels, spec.bins) = (panels, bins)
    (spec.isLog, spec.hasLogCounts) = (log?.includesX == true, log?.includesY == true)
    spec.format = input.format(x)
    return input.figure(spec, height: 360, context)
  }
}
