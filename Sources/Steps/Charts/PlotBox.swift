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
  private let titles: AxisTitleChoice

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[ChartInput.table]
    y = try arguments[Self.y]
    x = try arguments[Self.x]
    xSpan = arguments.span(Self.x)
    panel = try arguments[ChartInput.by]
    panelSpan = arguments.span(ChartInput.by)
    order = try arguments[Self.sort]
    isLog = try arguments[Self.log]
    titles = try AxisTitleChoice(arguments, x: x ?? "", y: y)
  }

  var effect: Effect { Effect(reads: [table.id: .some(Set([x, y, panel].compactMap { $0 }))]) }

  /// Small, however many rows there are.
  struct Details: OutcomeDetails {
    /// Of every box.
    var x: Tables.Column?
    var panel: Tables.Column?
    var boxes: KeptBoxes

    var isSound: Bool {
      boxes.isSound && ChartInput.areLevel([x, panel]) && (x ?? panel).map(\.count) ?? boxes.count == boxes.count
    }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(table)
    let numbers = try table.column(y)
    var keys: [String] = []
    for key in [x, panel].compactMap({ $0 }) where !keys.contains(key) { keys.append(key) }
    if keys.isEmpty {
      return Outcome(details: Details(boxes: KeptBoxes([ChartInput.numbers(numbers)], isLog: isLog)))
    }
    let groups = try Grouping(table, by: keys, threads: context.threads)
    let panels = try panel.map { try table.column($0).gathering(groups.firstRows) }
    if let panel, let panels { try ChartInput.checkPanels(panels, name: panel, at: panelSpan) }
    let xs = try x.map { try table.column($0).gathering(groups.firstRows) }
    if let x, let xs { try checkBoxes(xs, name: x) }
    var values = [[Double]](repeating: [], count: groups.groupCount)
    for row in 0..<table.rowCount { values[Int(groups.groupOfRow[row])].append(numbers.number(row) ?? .nan) }
    return Outcome(details: Details(x: xs, panel: panels, boxes: KeptBoxes(values, isLog: isLog)))
  }

  private func checkBoxes(_ column: Tables.Column, name: String) throws {
    let count = try Grouping(Table([("x", column)]), by: ["x"]).groupCount
    if count > Self.mostBoxes {
      throw Diagnostic(
        .tooManyBoxes, "\"\(name)\" has \(Phrase.integer(count)) values, one box each", at: xSpan,
        label: "at most \(Self.mostBoxes) boxes", help: ["keep fewer with filter, or group them first with derive"])
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let found = outcome.details
    let boxes = found.boxes.statistics
    var rows = Array(boxes.indices)
    let names = found.x.map { ChartInput.categories($0, language: context.language) }
    if let xs = found.x { rows = ordered(rows, xs, names ?? [], boxes) }
    let panels = found.panel.map { ChartInput.panels($0, name: panel ?? "", language: context.language) }
    return ChartInput.blocks(
      Chart.box(
        categories: rows.map { names?[$0] ?? "" }, boxes: rows.map { boxes[$0] },
        panels: panels.map { panels in
          ChartPanels(names: panels.names, panelOfRow: rows.map { panels.panelOfRow[$0] })
        }, leftOut: found.boxes.leftOut, log: isLog, format: ChartInput.format(y, of: table), title: titles.title,
        xTitle: titles.x, yTitle: titles.y, label: context.label,
        size: context.size(width: 640, height: panels == nil ? 400 : 0)), context.language)
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
