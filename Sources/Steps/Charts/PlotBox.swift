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
    options: [y, x, ChartInput.by, sort, log] + ChartInput.titles,
    examples: [
      Example("Votes by stars", "plot box reviews y: total_votes x: star_rating log: true"),
      Example(
        "One box", "count reviews by: customer_id as customers\nplot box customers y: count log: true"),
      Example(
        "A panel for each kind of purchase", "plot box reviews y: total_votes x: star_rating by: verified_purchase"),
    ],
    revision: 2)

  private let input: ChartArguments
  private let y: String
  private let x: SplittingColumn?
  private let order: CategoryOrder?
  private let isLog: Bool

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    y = try arguments[Self.y]
    x = try arguments[Self.x].map { SplittingColumn(name: $0, span: arguments.span(Self.x), limit: .boxes) }
    order = try arguments[Self.sort]
    isLog = try arguments[Self.log]
    input = try ChartArguments(arguments, x: x?.name ?? "", y: y)
  }

  var effect: Effect { input.effect([x?.name, y]) }

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
    let table = try context.table(input.table)
    let numbers = try table.column(y)
    let keys = input.columns([x?.name])
    if keys.isEmpty {
      return Outcome(details: Details(boxes: KeptBoxes([ChartInput.numbers(numbers)], isLog: isLog)))
    }
    let groups = try Grouping(table, by: keys, threads: context.threads)
    let panels = try input.by.map { try table.column($0.name).gathering(groups.firstRows) }
    if let panels { try input.by?.check(panels) }
    let xs = try x.map { try table.column($0.name).gathering(groups.firstRows) }
    if let xs { try x?.check(xs) }
    var values = [[Double]](repeating: [], count: groups.groupCount)
    for row in 0..<table.rowCount { values[Int(groups.groupOfRow[row])].append(numbers.number(row) ?? .nan) }
    return Outcome(details: Details(x: xs, panel: panels, boxes: KeptBoxes(values, isLog: isLog)))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let found = outcome.details
    let boxes = found.boxes.statistics
    var rows = Array(boxes.indices)
    let names = found.x.map { ChartInput.categories($0, language: context.language) }
    if let xs = found.x { rows = ordered(rows, xs, names ?? [], boxes) }
    var spec = BoxSpec(categories: rows.map { names?[$0] ?? "" }, boxes: rows.map { boxes[$0] })
    spec.panels = input.panels(found.panel, context.language).map { panels in
      ChartPanels(names: panels.names, panelOfRow: rows.map { panels.panelOfRow[$0] })
    }
    (spec.leftOut, spec.isLog, spec.format) = (found.boxes.leftOut, isLog, input.format(y))
    return input.figure(spec, height: 400, context)
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

extension SplittingColumn.Limit {
  /// Boxes that a figure can have and still be read (empirical).
  fileprivate static let boxes = SplittingColumn.Limit(
    code: .tooManyBoxes, most: 100, names: ("box", "boxes"),
    help: "keep fewer with filter, or group them first with derive")
}

extension DiagnosticCode {
  static let tooManyBoxes = DiagnosticCode("too-many-boxes", "A chart would have more boxes than anybody can compare.")
}
