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

  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(input.table)
    // Equal values together: a column of whole numbers has few, and the figure needs no more.
    let groups = try Grouping(table, by: input.columns([x]), threads: context.threads)
    let values = table[x]?.gathering(groups.firstRows) ?? Column(decimals: [])
    let counts = (0..<groups.groupCount).map { Int(groups.sizes[$0]) }
    var distinct = Table([("value", values), ("count", Column(integers: counts))])
    if let by = input.by, let column = table[by.name]?.gathering(groups.firstRows) {
      try by.check(column)
      distinct = distinct.setting("panel", to: column)
    }
    return Outcome(details: ["values": distinct])
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    guard let table = outcome.details["values"], let values = table["value"], let counts = table["count"] else {
      return []
    }
    var panels = input.panels(table["panel"], context.language)
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
