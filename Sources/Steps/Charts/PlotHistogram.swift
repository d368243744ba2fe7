import Diagnostics
import Plotting
import Reports
import Tables

/// How the values of a column are distributed.
struct PlotHistogram: Step {
  static let signature = Signature(
    "plot histogram", group: .charts,
    summary: "Draws how often the values of a column fall into bins.",
    details: [
      "Bins follow the data (one for each whole number when they are few, else by Freedman and Diaconis 1981) unless bins: says how "
        + "many. On a log axis of x the bins grow by a factor; zeros stand apart. log: y draws the counts on a log axis, as a long "
        + "tail needs it."
    ],
    operands: [.required("table", .table, "The table to draw.")],
    options: [
      .required("x", .column(of: "table", types: [.integer, .decimal, .index]), "The numbers."),
      .optional("bins", .integer(1...500), otherwise: "by the data", "About how many bins."),
      ChartInput.logOption,
    ] + ChartInput.axisOptions,
    examples: [
      Example(
        "Reviews of each customer",
        "count reviews by: customer_id as customers\nplot histogram customers x: count log: both")
    ])

  private let table: TableArgument
  private let x: String
  private let bins: Int?
  private let log: String?
  private let titles: AxisTitleChoice

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments.table()
    x = try arguments.column("x")
    bins = arguments.integer("bins")
    log = arguments.word("log")
    titles = AxisTitleChoice(arguments, x: x, y: nil, of: table.name)
  }

  var effect: Effect { Effect(reads: [table.id: .some([x])]) }

  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(table)
    // Equal values together: a column of whole numbers has few, and the figure needs no more.
    let groups = try Grouping(table, by: [x], threads: context.threads)
    let values = table[x]?.gathering(groups.firstRows) ?? Column(decimals: [])
    let counts = (0..<groups.groupCount).map { Int(groups.sizes[$0]) }
    return Outcome(details: ["values": Table([("value", values), ("count", Column(integers: counts))])])
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    guard let table = outcome.details["values"], let values = table["value"], let counts = table["count"] else {
      return []
    }
    var all: [Double] = []
    for (value, count) in zip(ChartInput.numbers(values), ChartInput.numbers(counts)) {
      all.append(contentsOf: repeatElement(value, count: Int(count)))
    }
    let titles = titles.said(in: context.language)
    return ChartInput.blocks(
      Chart.histogram(
        values: all, bins: bins,
        log: log == "x" || log == "both", logCounts: log == "y" || log == "both", title: titles.title, xTitle: titles.x,
        yTitle: titles.y, label: context.label, size: context.size(width: 640, height: 360)),
      context.language)
  }
}
