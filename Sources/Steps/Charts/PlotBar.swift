import Diagnostics
import Languages
import Plotting
import Reports
import Tables
import WrittenTexts

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
    "limit", .integer(1...mostBars), otherwise: "all, up to \(mostBars)",
    "Only the first so many categories.")

  /// More categories than this nobody finds the way among, and the figure would grow with them (empirical).
  private static let mostBars = 200
  /// As many bars, on an axis of time or in all colours and panels, are thinner than a point each and take a megabyte (empirical).
  private static let mostMarks = 10_000

  static let signature = Signature(
    "plot bar", group: .charts,
    summary: "Draws bars of a number by category, or of the number of rows in each category.",
    details: [
      "Without y: the bars count rows. With y: there is one bar for each row; rows of the same category are added up, missing values counted below. Bars start at "
        + "zero. Dates stand on an axis of time, up to 10,000 bars; numbers and texts are categories, numbers in rising order, texts by falling "
        + "height unless sort: says otherwise. Names are turned or set sideways when they need the room, never left out. by: draws a "
        + "panel for each value of a column, with the same bars and axes; color: sets bars side by side, or on each other with "
        + "stack: true."
    ],
    operands: [ChartInput.table],
    options: [x, y, ChartInput.color, stack, ChartInput.by, sort, limit] + ChartInput.titles,
    examples: [
      Example("How often each star", "plot bar reviews x: star_rating"),
      Example(
        "A number that is in the table",
        "group reviews by: star_rating helpful: mean(helpful_votes) as votes\nplot bar votes x: star_rating y: helpful"),
      Example(
        "A panel for verified and one for other purchases", "plot bar reviews x: star_rating by: verified_purchase"),
    ],
    revision: 3)

  private let input: ChartArguments
  private let x: String
  private let xSpan: SourceSpan
  private let y: String?
  private let isStacked: Bool
  private let order: CategoryOrder?
  private let limit: Int?

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    x = try arguments[Self.x]
    xSpan = arguments.span(Self.x)
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

  struct Details: OutcomeDetails {
    /// What `limit:` has cut off.
    struct Cut: Codable {
      /// How many categories there are.
      var categories: Int
      /// Bars of the height of the last one, where not all of them are drawn; else 0.
      var tied: Int
    }

    var x: Tables.Column
    var heights: Tables.Column
    var series: Tables.Column?
    var panel: Tables.Column?
    /// How many rows of the table each bar has.
    var rows: [Int]
    /// What of them it does not show.
    var leftOut: [LeftOut]
    var cut: Cut?

    var isSound: Bool {
      ChartInput.areLevel([x, heights, series, panel]) && rows.count == x.count && leftOut.count == x.count
    }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(input.table)
    let groups = try Grouping(table, by: input.columns([x]), threads: context.threads)
    let drawn = y.flatMap { table[$0] }.map { DrawnSums($0, groups) } ?? DrawnSums(counting: groups)
    let (xs, heights) = (try table.column(x).gathering(groups.firstRows), drawn.column)
    if let color = input.color { try color.check(try table.column(color.name)) }
    let panels = try input.by.map { try table.column($0.name).gathering(groups.firstRows) }
    if let panels { try input.by?.check(panels) }
    let count = try Grouping(Table([("x", xs)]), by: ["x"]).groupCount
    if !isOverTime(xs.type) { try check(count, of: xs.type) }
    let whole = try ordered(xs, heights, threads: context.threads)
    let bars = limited(whole, xs)
    let (shown, shownPanels) = (xs.gathering(bars), panels?.gathering(bars))
    try checkMarks(shown, shownPanels)
    var cut: Details.Cut?
    if limit != nil, bars.count < whole.count {
      let isByHeight = input.color == nil && input.by == nil && sorting(of: xs.type) == .value
      cut = .init(categories: count, tied: isByHeight ? tied(heights.gathering(whole)) : 0)
    }
    return Outcome(
      details: Details(
        x: shown, heights: heights.gathering(bars),
        series: try input.color.map { try table.column($0.name).gathering(groups.firstRows).gathering(bars) },
        panel: shownPanels, rows: (0..<bars.count).map { Int(groups.sizes[Int(bars[$0])]) },
        leftOut: (0..<bars.count).map { drawn.leftOut[Int(bars[$0])] }, cut: cut))
  }

  /// Whether the bars stand on an axis of time, which is no row of categories.
  private func isOverTime(_ type: ColumnType) -> Bool {
    input.color == nil && (order == nil || order == .label) && type.isTemporal
  }

  /// Throws when there are more categories than a figure can have bars.
  private func check(_ count: Int, of type: ColumnType) throws {
    if limit != nil || count <= Self.mostBars { return }
    let isCounted =
      y == nil && input.color == nil && (type == .integer || type == .decimal)
      && input.table.schema.field(x)?.role != .name
    throw Diagnostic(
      .tooManyBars, "\"\(x)\" has \(Phrase.integer(count)) values, one bar each", at: xSpan,
      label: "at most \(Self.mostBars) bars",
      help: [
        isCounted
          ? "a histogram shows how numbers are distributed: plot histogram \(input.table.name) x: \(xSpan.text)"
          : "draw the highest with sort: value limit: 30, keep fewer with filter, or group them first with derive"
      ])
  }

  /// Throws when the bars of all colours and panels are more than a figure can have. Moments of one day are one
  /// bar, and what has no day has none.
  private func checkMarks(_ xs: Tables.Column, _ panels: Tables.Column?) throws {
    if xs.count <= Self.mostMarks { return }
    let isOverTime = isOverTime(xs.type)
    var count = xs.count
    if isOverTime, let days = ChartInput.days(xs) {
      var keys = Table([("day", Column(integers: days.map { $0 ?? 0 }))])
      if let panels { keys = keys.setting("panel", to: panels) }
      if let known = xs.validity { keys = keys.filtering(known) }
      count = try Grouping(keys, by: keys.schema.names).groupCount
    }
    if count <= Self.mostMarks { return }
    let month = "start-of-month(\(xSpan.text))"
    throw Diagnostic(
      .tooManyBars, "\"\(x)\" gives \(Phrase.integer(count)) bars", at: xSpan,
      label: "at most \(Phrase.integer(Self.mostMarks)) bars",
      help: [
        isOverTime
          ? "bars of months are fewer: derive \(input.table.name) month: \(month), then x: month; plot line shows every day"
          : "keep fewer with filter or limit:, or group them first with derive"
      ])
  }

  /// How many bars have the height of the last one that is drawn, if one of them is not; 0 where the cut is clear.
  private func tied(_ heights: Tables.Column) -> Int {
    guard let limit, limit < heights.count, let last = heights[limit - 1].number, heights[limit].number == last
    else { return 0 }
    return (0..<heights.count).count { heights[$0].number == last }
  }

  private func sorting(of type: ColumnType) -> CategoryOrder { order ?? CategoryOrder.usual(for: type) }

  /// The bars of the first so many categories.
  private func limited(_ bars: Buffer<UInt32>, _ xs: Tables.Column) -> Buffer<UInt32> {
    guard let limit else { return bars }
    var kept: Set<ExactText> = []
    var first: [UInt32] = []
    let names = ChartInput.categories(xs.gathering(bars), language: .english).map(ExactText.init)
    for (row, name) in names.enumerated() {
      if kept.count < limit { kept.insert(name) }
      if kept.contains(name) { first.append(bars[row]) }
    }
    return Buffer(first)
  }

  private func ordered(_ xs: Tables.Column, _ heights: Tables.Column, threads: Int) throws -> Buffer<UInt32> {
    let bars = Table([("x", xs), ("height", heights)])
    switch sorting(of: xs.type) {
    case .value: return try bars.order(by: [SortKey("height", descending: true)], threads: threads)
    case .label: return try bars.order(by: [SortKey("x")], threads: threads)
    case .data: return Buffer((0..<xs.count).map { UInt32($0) })
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let bars = outcome.details
    let values = ChartInput.numbers(bars.heights)
    let panels = input.panels(bars.panel, context.language)
    let remarks = remarks(bars.cut, context.language)
    if isOverTime(bars.x.type), let days = ChartInput.days(bars.x) {
      var spec = PeriodBarSpec(days: days, values: values)
      spec.rows = bars.rows
      (spec.leftOut, spec.panels, spec.format) = (bars.leftOut, panels, input.format(y))
      return input.figure(spec, height: 360, remarks: remarks, context)
    }
    var spec = BarSpec(categories: ChartInput.categories(bars.x, language: context.language), values: values)
    spec.groups = bars.series.map { ChartInput.categories($0, language: context.language) }
    spec.arrangement = isStacked ? .stacked : .grouped
    (spec.leftOut, spec.panels, spec.format) = (bars.leftOut, panels, input.format(y))
    return input.figure(spec, height: 360, remarks: remarks, context)
  }

  /// What a limit has cut off.
  private func remarks(_ cut: Details.Cut?, _ say: Language) -> [String] {
    guard let limit, let cut else { return [] }
    let (shown, all) = (Phrase.integer(limit), Phrase.integer(cut.categories))
    let first = say(en: "The first \(shown) of \(all) categories.", ja: "\(all)項目のうち最初の\(shown)項目です。")
    if cut.tied == 0 { return [first] }
    return [
      first,
      say(
        en: "The last is one of \(Phrase.integer(cut.tied)) of the same height, of which not all are shown.",
        ja: "最後の棒と同じ高さの項目は\(Phrase.integer(cut.tied))個あり、すべては示していません。"),
    ]
  }
}

extension DiagnosticCode {
  static let tooManyBars = DiagnosticCode("too-many-bars", "A chart would have more bars than anybody can compare.")
}
