import Diagnostics
import Plotting
import Reports
import Tables

/// A grid of numbers as colours.
struct PlotHeatmap: Step {
  static let x = TypedParameter("x", .column(of: ChartInput.table), "Across.")
  static let y = TypedParameter("y", .column(of: ChartInput.table), "Downwards.")
  static let value = TypedParameter(
    "value", .column(of: ChartInput.table, types: [.integer, .decimal]), otherwise: "the number of rows",
    "The colours.")

  static let signature = Signature(
    "plot heatmap", group: .charts,
    summary: "Draws a number for every pair of two columns' values as a coloured grid.",
    details: [
      "Without value: the cells count rows. Several rows of the same pair are added up; a pair without a value is blank, and missing values are counted. Numbers and "
        + "dates stand in rising order, texts in the order of their first row."
    ],
    operands: [ChartInput.table],
    options: [x, y, value] + ChartInput.titles,
    examples: [Example("Stars by verified purchase", "plot heatmap reviews x: star_rating y: verified_purchase")],
    revision: 2)

  /// Rows or columns that a grid can have and still be read (empirical).
  private static let largestSide = 200

  private let input: ChartArguments
  private let x: String
  private let y: String
  private let value: String?
  private let spans: (x: SourceSpan, y: SourceSpan)

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    x = try arguments[Self.x]
    y = try arguments[Self.y]
    value = try arguments[Self.value]
    input = try ChartArguments(arguments, x: x, y: y)
    spans = (arguments.span(Self.x), arguments.span(Self.y))
    if x == y {
      throw Diagnostic(
        .wrongValue, "x and y of a heatmap are two columns", at: arguments.span(Self.y), label: "the same as x")
    }
  }

  var effect: Effect { input.effect([x, y, value]) }

  struct Details: OutcomeDetails {
    var x: Tables.Column
    var y: Tables.Column
    var values: Tables.Column
    var leftOut: LeftOut

    var isSound: Bool { ChartInput.areLevel([x, y, values]) }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(input.table)
    let groups = try Grouping(table, by: [x, y], threads: context.threads)
    let drawn = value.flatMap { table[$0] }.map { DrawnSums($0, groups) } ?? DrawnSums(counting: groups)
    let (xs, ys) = try (table.column(x).gathering(groups.firstRows), table.column(y).gathering(groups.firstRows))
    for (name, column, span) in [(x, xs, spans.x), (y, ys, spans.y)] {
      let distinct = try Grouping(Table([("c", column)]), by: ["c"]).groupCount
      if distinct > Self.largestSide {
        throw Diagnostic(
          .tooManyCells, "\"\(name)\" has \(Phrase.integer(distinct)) values, more than a grid can show", at: span,
          label: "at most \(Self.largestSide)", help: ["keep fewer with filter, or group them first"])
      }
    }
    return Outcome(
      details: Details(x: xs, y: ys, values: drawn.column, leftOut: drawn.leftOut.reduce(LeftOut(), +)))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let cells = outcome.details
    let (columns, columnOf) = ChartInput.places(cells.x, context.language)
    let (rows, rowOf) = ChartInput.places(cells.y, context.language)
    var grid = [[Double]](repeating: [Double](repeating: .nan, count: columns.count), count: rows.count)
    for cell in 0..<cells.values.count { grid[rowOf[cell]][columnOf[cell]] = cells.values[cell].number ?? .nan }
    var spec = HeatmapSpec(rows: rows, columns: columns, values: grid)
    spec.valueTitle = value ?? context.language(en: "rows", ja: "行数")
    spec.leftOut = cells.leftOut
    spec.format = input.format(value)
    return input.figure(spec, height: 400, context)
  }
}

extension DiagnosticCode {
  static let tooManyCells = DiagnosticCode(
    "too-many-cells", "A heatmap would have more rows or columns than anybody can read.")
}
