import Diagnostics
import Languages
import Plotting
import Reports
import Tables

/// Bars of a number by category or by period.
struct PlotBar: Step {
  static let x = TypedParameter("x", .column(of: ChartInput.table), "The categories, or the dates.")
  static let y = TypedParameter(
    "y", .column(of: ChartInput.table, types: [.integer, .decimal, .index]), otherwise: "the number of rows",
    "The heights.")
  static let stack = TypedParameter(
    "stack", .boolean, default: false, "Whether bars of several colours stand on each other.")
  static let sort = TypedParameter(
    "sort", ParameterType<CategoryOrder>.word, otherwise: "by number or date; texts by value",
    "The order of the bars: highest first, by name, or as the rows come.")
  static let limit = TypedParameter(
    "limit", .integer(1...200), otherwise: "all", "Only the first so many categories.")

  static let signature = Signature(
    "plot bar", group: .charts,
    summary: "Draws bars of a number by category, or of the number of rows in each category.",
    details: [
      "Without y: the bars count rows. With y: there is one bar for each row; rows of the same category are added up, missing values counted below. Bars start at "
        + "zero. Dates stand on an axis of time; numbers and texts are categories, numbers in rising order, texts by falling "
        + "height unless sort: says otherwise. Names are turned or set sideways when they need the room, never left out. by: draws a "
        + "panel for each value of a column, with the same bars and axes; color: sets bars side by side, or on each other with "
        + "stack: true."
    ],
    operands: [ChartInput.table],
    options: [
      x, y, ChartInput.color, stack, ChartInput.by, sort, limit,
      ChartInput.xTitle, ChartInput.yTitle, ChartInput.title,
    ],
    examples: [
      Example("How often each star", "plot bar reviews x: star_rating"),
      Example(
        "A number that is in the table",
        "group reviews by: star_rating helpful: mean(helpful_votes) as votes\nplot bar votes x: star_rating y: helpful"),
      Example(
        "A panel for verified and one for other purchases", "plot bar reviews x: star_rating by: verified_purchase"),
    ],
    revision: 2)

  private let input: ChartArguments
  private let x: String
  private let y: String?
  private let isStacked: Bool
  private let order: CategoryOrder?
  private let limit: Int?

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    x = try arguments[Self.x]
    y = try arguments[Self.y]
    isStacked = try arguments[Self.stack]
    order = try arguments[Self.sort]
    limit = try arguments[Self.limit]
    input = try ChartArguments(arguments, x: x, y: y)
    if isStacked, input.color == nil {
      throw Diagnostic(
        .missingOption, "bars stand on each other when color: tells them apart", at: arguments.span(Self.stack),
        label: "no color:")
    }
  }

  var effect: Effect { input.effect([x, y]) }

  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(input.table)
    guard let xColumn = table[x] else { return Outcome() }
    let groups = try Grouping(table, by: input.columns([x]), threads: context.threads)
    let drawn = y.flatMap { table[$0] }.map { DrawnSums($0, groups) } ?? DrawnSums(counting: groups)
    let first = xColumn.gathering(groups.firstRows)
    var bars = Table([("x", first), ("height", drawn.column)], rowCount: groups.groupCount)
      .setting("rows", to: Column(integers: (0..<groups.groupCount).map { Int(groups.sizes[$0]) }))
      .setting(drawn.leftOut)
    if let color = input.color, let column = table[color.name] {
      try color.check(column)
      bars = bars.setting("series", to: column.gathering(groups.firstRows))
    }
    if let by = input.by, let column = table[by.name]?.gathering(groups.firstRows) {
      try by.check(column)
      bars = bars.setting("panel", to: column)
    }
    let whole = try ordered(bars, type: xColumn.type, threads: context.threads)
    bars = limited(whole)
    var outcome = Outcome(details: ["bars": bars])
    if let limit, bars.rowCount < whole.rowCount {
      let count = try Grouping(Table([("x", first)]), by: ["x"]).groupCount
      let isByHeight = input.color == nil && input.by == nil && sorting(of: xColumn.type) == .value
      outcome.details["cut"] = .row([
        "shown": .integer(limit), "of": .integer(count), "tied": .integer(isByHeight ? Self.tied(whole, at: limit) : 0),
      ])
    }
    return outcome
  }

  /// How many bars have the height of the last one that is drawn, if one of them is not; 0 where the cut is clear.
  private static func tied(_ bars: Table, at limit: Int) -> Int {
    guard let heights = bars["height"], limit > 0, limit < heights.count, let last = heights[limit - 1].number,
      heights[limit].number == last
    else { return 0 }
    return (0..<heights.count).count { heights[$0].number == last }
  }

  private func sorting(of type: ColumnType) -> CategoryOrder { order ?? CategoryOrder.usual(for: type) }

  /// The bars of the first so many categories.
  private func limited(_ bars: Table) -> Table {
    guard let limit, let xs = bars["x"] else { return bars }
    var kept: Set<String> = []
    var rows: [UInt32] = []
    for (row, name) in ChartInput.categories(xs, language: .english).enumerated() {
      if kept.count < limit { kept.insert(name) }
      if kept.contains(name) { rows.append(UInt32(row)) }
    }
    return rows.count == bars.rowCount ? bars : bars.gathering(Buffer(rows))
  }

  private func ordered(_ bars: Table, type: ColumnType, threads: Int) throws -> Table {
    switch sorting(of: type) {
    case .value: return try bars.sorting(by: [SortKey("height", descending: true)], threads: threads)
    case .label: return try bars.sorting(by: [SortKey("x")], threads: threads)
    case .data: return bars
    }
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    guard let bars = outcome.details["bars"], let xs = bars["x"], let heights = bars["height"] else { return [] }
    let values = ChartInput.numbers(heights)
    let panels = input.panels(bars["panel"], context.language)
    let remarks = remarks(outcome, context.language)
    if input.color == nil, order == nil || order == .label, let days = ChartInput.days(xs) {
      var spec = PeriodBarSpec(days: days, values: values)
      spec.rows = bars["rows"].map { ChartInput.numbers($0).map { Int($0) } }
      (spec.leftOut, spec.panels, spec.format) = (bars.leftOut, panels, input.format(y))
      return input.figure(spec, height: 360, remarks: remarks, context)
    }
    var spec = BarSpec(categories: ChartInput.categories(xs, language: context.language), values: values)
    spec.groups = bars["series"].map { ChartInput.categories($0, language: context.language) }
    spec.arrangement = isStacked ? .stacked : .grouped
    (spec.leftOut, spec.panels, spec.format) = (bars.leftOut, panels, input.format(y))
    return input.figure(spec, height: 360, remarks: remarks, context)
  }

  /// What a limit has cut off.
  private func remarks(_ outcome: Outcome, _ say: Language) -> [String] {
    guard outcome.details["cut"] != nil, case .integer(let shown) = outcome.detailValue("cut", "shown"),
      case .integer(let all) = outcome.detailValue("cut", "of")
    else { return [] }
    let first = say(
      en: "The first \(Phrase.integer(shown)) of \(Phrase.integer(all)) categories.",
      ja: "\(Phrase.integer(all))項目のうち最初の\(Phrase.integer(shown))項目です。")
    let tied = Int(outcome.details["cut"]?["tied"]?[0].number ?? 0)
    if tied == 0 { return [first] }
    return [
      first,
      say(
        en: "The last is one of \(Phrase.integer(tied)) of the same height, of which not all are shown.",
        ja: "最後の棒と同じ高さの項目は\(Phrase.integer(tied))個あり、すべては示していません。"),
    ]
  }
}
