import Diagnostics
import Plotting
import Reports
import Tables

/// Bars of a number by category or by period.
struct PlotBar: Step {
  static let signature = Signature(
    "plot bar", group: .charts,
    summary: "Draws bars of a number by category, or of the number of rows in each category.",
    details: [
      "Without y: the bars count rows. With y: there is one bar for each row; rows of the same category are added up. Bars start at "
        + "zero. Dates stand on an axis of time; numbers and texts are categories, numbers in rising order, texts by falling "
        + "height unless sort: says otherwise. Names are turned or set sideways when they need the room, never left out."
    ],
    operands: [.required("table", .table, "The table to draw.")],
    options: [
      .required("x", .column(of: "table"), "The categories, or the dates."),
      .optional(
        "y", .column(of: "table", types: [.integer, .decimal, .index]), otherwise: "the number of rows", "The heights."),
      .optional("by", .column(of: "table"), otherwise: "one series", "A second column, told apart by colour."),
      .optional(
        "sort", .word(["value", "label", "data"]), otherwise: "by number or date; texts by value",
        "The order of the bars: highest first, by name, or as the rows come."),
      .optional("limit", .integer(1...200), otherwise: "all", "Only the first so many bars."),
    ] + ChartInput.axisOptions,
    examples: [
      Example("How often each star", "plot bar reviews x: star_rating"),
      Example(
        "A number that is in the table",
        "group reviews by: star_rating helpful: mean(helpful_votes) as votes\nplot bar votes x: star_rating y: helpful"),
    ])

  private let table: TableArgument
  private let x: String
  private let y: String?
  private let series: String?
  private let order: String?
  private let limit: Int?
  private let titles: AxisTitleChoice

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments.table()
    x = try arguments.column("x")
    y = arguments.optionalColumn("y")
    series = arguments.optionalColumn("by")
    order = arguments.word("sort")
    limit = arguments.integer("limit")
    titles = AxisTitleChoice(arguments, x: x, y: y, of: table.name)
  }

  var effect: Effect {
    Effect(reads: [table.id: .some(Set([x, y, series].compactMap { $0 }))])
  }

  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(table)
    guard let xColumn = table[x] else { return Outcome() }
    var keys = [x]
    if let series, series != x { keys.append(series) }
    let groups = try Grouping(table, by: keys, threads: context.threads)
    var heights = [Double](repeating: 0, count: groups.groupCount)
    if let y, let column = table[y] {
      for row in 0..<table.rowCount { heights[Int(groups.groupOfRow[row])] += column.number(row) ?? 0 }
    } else {
      for group in 0..<groups.groupCount { heights[group] = Double(groups.sizes[group]) }
    }
    let first = xColumn.gathering(groups.firstRows)
    var bars = Table([("x", first), ("height", Column(decimals: heights))], rowCount: groups.groupCount)
    if let series, let column = table[series] { bars = bars.setting("series", to: column.gathering(groups.firstRows)) }
    bars = try ordered(bars, type: xColumn.type, threads: context.threads)
    if let limit, bars.rowCount > limit { bars = bars.slicing(0..<limit) }
    return Outcome(details: ["bars": bars])
  }

  private func ordered(_ bars: Table, type: ColumnType, threads: Int) throws -> Table {
    switch order ?? (type == .string ? "value" : "label") {
    case "value": return try bars.sorting(by: [SortKey("height", descending: true)], threads: threads)
    case "label": return try bars.sorting(by: [SortKey("x")], threads: threads)
    default: return bars
    }
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    guard let bars = outcome.details["bars"], let xs = bars["x"], let heights = bars["height"] else { return [] }
    let values = ChartInput.numbers(heights)
    let titles = titles.said(in: context.language)
    let size = context.size(width: 640, height: 360)
    if series == nil, order == nil || order == "label", let days = ChartInput.days(xs) {
      let known = days.indices.filter { !xs.isNull($0) }
      return ChartInput.blocks(
        Chart.bar(
          days: known.map { days[$0] }, values: known.map { values[$0] }, title: titles.title, xTitle: titles.x,
          yTitle: titles.y, label: context.label, size: size), context.language)
    }
    let groups = bars["series"].map { ChartInput.categories($0, language: context.language) }
    return ChartInput.blocks(
      Chart.bar(
        categories: ChartInput.categories(xs, language: context.language), values: values, groups: groups,
        title: titles.title, xTitle: titles.x, yTitle: titles.y, label: context.label, size: size), context.language)
  }
}
