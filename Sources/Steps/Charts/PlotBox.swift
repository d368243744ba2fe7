import Diagnostics
import Plotting
import Reports
import Tables

/// How the values of a column are spread, category by category.
struct PlotBox: Step {
  static let y = TypedParameter(
    "y", .column(of: ChartInput.table, types: [.integer, .decimal, .index]), "The numbers.")
  static let x = TypedParameter("x", .column(of: ChartInput.table), otherwise: "one box", "The categories.")
  static let sort = TypedParameter(
    "sort", ParameterType<CategoryOrder>.word, otherwise: "by number or date; texts by value",
    "The order of the boxes: highest median first, by name, or as the rows come.")
  static let log = TypedParameter(
    "log", .boolean, default: false, "Whether every step of the numbers' axis is a factor.")

  static let signature = Signature(
    "plot box", group: .charts,
    summary: "Draws the spread of a number as boxes, one for each category or one for all rows.",
    details: [
      "A box holds the middle half of the values, its line is the median. Whiskers reach the farthest values within 1.5 times the "
        + "box's length (Tukey 1977); what lies beyond is drawn as dots, equal values on top of each other. Over each box stands how "
        + "many values it has; missing ones are counted. Numbers and dates are categories in rising order, texts stand by falling "
        + "median unless sort: says otherwise. log: true needs no negatives; zeros stand apart. Time: a sort of the values of "
        + "each box."
    ],
    operands: [ChartInput.table],
    options: [
      y, x, ChartInput.by, sort, log,
      ChartInput.xTitle, ChartInput.yTitle, ChartInput.title,
    ],
    examples: [
      Example("Votes by stars", "plot box reviews y: total_votes x: star_rating log: true"),
      Example(
        "One box", "count reviews by: customer_id as customers\nplot box customers y: count log: true"),
      Example(
        "A panel for each kind of purchase", "plot box reviews y: total_votes x: star_rating by: verified_purchase"),
    ],
    revision: 2)

  /// Boxes that a figure can have and still be read (empirical).
  private static let mostBoxes = 100

  private let table: TableArgument
  private let y: String
  private let x: String?
  private let xSpan: SourceSpan
  private let panel: String?
  private let panelSpan: SourceSpan
  private let order: CategoryOrder?
  private let isLog: Bool
  private let titles: ChartTitles

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[ChartInput.table]
    y = try arguments[Self.y]
    x = try arguments[Self.x]
    xSpan = arguments.span(Self.x)
    panel = try arguments[ChartInput.by]
    panelSpan = arguments.span(ChartInput.by)
    order = try arguments[Self.sort]
    isLog = try arguments[Self.log]
    titles = try ChartTitles(arguments, x: x ?? "", y: y)
  }

  var effect: Effect { Effect(reads: [table.id: .some(Set([x, y, panel].compactMap { $0 }))]) }

  /// One row a box, and one for every distinct value beyond the whiskers: small, however many rows there are.
  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(table)
    guard let numbers = table[y] else { return Outcome() }
    var keys: [String] = []
    for key in [x, panel].compactMap({ $0 }) where !keys.contains(key) { keys.append(key) }
    var values: [[Double]]
    var boxes = Table([], rowCount: 1)
    if keys.isEmpty {
      values = [ChartInput.numbers(numbers)]
    } else {
      let groups = try Grouping(table, by: keys, threads: context.threads)
      if let panel, let column = table[panel]?.gathering(groups.firstRows) {
        try ChartInput.checkPanels(column, name: panel, at: panelSpan)
      }
      if let x, let column = table[x]?.gathering(groups.firstRows) { try checkBoxes(column, name: x) }
      values = Array(repeating: [], count: groups.groupCount)
      for row in 0..<table.rowCount { values[Int(groups.groupOfRow[row])].append(numbers.number(row) ?? .nan) }
      boxes = Table([], rowCount: groups.groupCount)
      for (name, key) in [("x", x), ("panel", panel)] {
        if let key, let column = table[key] { boxes = boxes.setting(name, to: column.gathering(groups.firstRows)) }
      }
    }
    return Outcome(details: BoxTables(values, isLog: isLog).details(beside: boxes))
  }

  private func checkBoxes(_ column: Tables.Column, name: String) throws {
    let count = try Grouping(Table([("x", column)]), by: ["x"]).groupCount
    if count > Self.mostBoxes {
      throw Diagnostic(
        .tooManyBoxes, "\"\(name)\" has \(Phrase.integer(count)) values, one box each", at: xSpan,
        label: "at most \(Self.mostBoxes) boxes", help: ["keep fewer with filter, or group them first with derive"])
    }
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    guard let found = BoxTables.read(outcome.details), let boxes = outcome.details["boxes"] else { return [] }
    var rows = Array(found.boxes.indices)
    let names = boxes["x"].map { ChartInput.categories($0, language: context.language) }
    if let xs = boxes["x"] { rows = ordered(rows, xs, names ?? [], found.boxes) }
    let panels = boxes["panel"].map { ChartInput.panels($0, name: panel ?? "", language: context.language) }
    var spec = BoxSpec(categories: rows.map { names?[$0] ?? "" }, boxes: rows.map { found.boxes[$0] })
    spec.panels = panels.map { panels in
      ChartPanels(names: panels.names, panelOfRow: rows.map { panels.panelOfRow[$0] })
    }
    (spec.leftOut, spec.log, spec.format) = (found.leftOut, isLog, ChartInput.format(y, of: table))
    return ChartInput.figure(spec, titles, height: panels == nil ? 400 : 0, context)
  }

  /// Rows of boxes in the order of their categories.
  private func ordered(_ rows: [Int], _ xs: Tables.Column, _ names: [String], _ boxes: [BoxStatistics?]) -> [Int] {
    switch order ?? CategoryOrder.usual(for: xs.type) {
    case .value: rows.sorted { (-(boxes[$0]?.median ?? -.infinity), $0) < (-(boxes[$1]?.median ?? -.infinity), $1) }
    case .label where xs.type == .string: rows.sorted { (names[$0], $0) < (names[$1], $1) }
    case .label: rows.sorted { (xs.number($0) ?? .infinity, $0) < (xs.number($1) ?? .infinity, $1) }
    case .data: rows
    }
  }
}

extension DiagnosticCode {
  static let tooManyBoxes = DiagnosticCode("too-many-boxes", "A chart would have more boxes than anybody can compare.")
}
