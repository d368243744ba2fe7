import Diagnostics
import Reports
import Tables

/// Shows chosen rows and columns of a table.
struct Show: Step {
  static let table = TypedParameter("table", .table, "The table to look at.")
  static let `where` = TypedParameter("where", .condition(of: table), otherwise: "all rows", "Which rows.")
  static let sort = TypedParameter(
    "sort", .sortKeys(of: table, repeats: .refused), default: [], words: "the table's order",
    "The columns that order the rows.")
  static let limit = TypedParameter(
    "limit", .integer(1...1000), default: 20, "The greatest number of rows to show.")
  static let columns = TypedParameter(
    "columns", .columns(of: table, repeats: .refused), otherwise: "all", "Which columns, in this order.")

  static let signature = Signature(
    "show", group: .looking,
    summary: "Shows rows of a table: those that meet a condition, in an order, with some of their columns.",
    details: [
      "where: chooses first, then sort: orders, then limit: cuts; columns: may leave out what where: and sort: use. A row "
        + "whose condition is null is left out. Equal rows keep their order, and a missing value comes last whether its column "
        + "rises or falls; where limit: cuts between rows that are equal in sort:, the report says so. With as, what is shown is a table of its own; the table itself never changes."
    ],
    operands: [table], options: [`where`, sort, limit, columns],
    result: .optional("the rows that are shown, as a table"),
    examples: [
      Example(
        "The most helpful bad reviews",
        "show reviews where: star_rating == 1 sort: [helpful_votes: descending] limit: 5 "
          + "columns: [product_title, helpful_votes]"),
      Example("A small table, whole", "count reviews by: star_rating as stars\nshow stars sort: star_rating"),
    ],
    revision: 2)

  private let table: TableArgument
  private let condition: RowExpression?
  private let order: [SortKey]
  private let limit: Int
  private let columns: [String]?

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    condition = try arguments[Self.where]
    order = try arguments[Self.sort]
    limit = try arguments[Self.limit]
    columns = try arguments[Self.columns]
    if columns?.isEmpty == true { throw TableFaults.diagnostic(.noColumns, at: arguments.span(Self.columns)) }
  }

  private var schema: Schema {
    guard let columns else { return table.schema }
    return table.schema.selecting(columns)
  }

  var effect: Effect {
    var use = Effect.Use.all
    if let columns {
      use = .some(Set(columns).union(condition?.columns ?? []).union(order.map(\.column)))
    }
    return Effect(outputs: [.table(schema)], reads: [table.id: use])
  }

  struct Details: OutcomeDetails {
    var rows: Table
    /// How many rows meet the condition.
    var chosen: Int
    /// How many rows are equal to the last that is shown, where one of them is not; else 0.
    var tied: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    let threads = context.threads
    let chosen = try condition.map { try $0.mask(input, context).rows(threads: threads) }
    let total = chosen?.count ?? input.rowCount
    var shown: [UInt32]
    var tied = 0
    if order.isEmpty {
      shown = (0..<min(limit, total)).map { UInt32($0) }
    } else {
      // Only the columns that decide the order are gathered and sorted; of the others a few rows are enough.
      let keys = input.selecting(schemaOrder)
      let candidates = chosen.map { keys.gathering($0, threads: threads) } ?? keys
      let sorted = try tables(at: context.span) { try candidates.order(by: order, threads: threads) }
      shown = Array(sorted.elements.prefix(limit))
      tied = Self.tied(sorted, of: candidates, at: limit)
    }
    if let chosen { shown = shown.map { chosen[Int($0)] } }
    let rows = input.selecting(schema.names).gathering(Buffer(shown)).excerpt(limit)
    return Outcome(outputs: [.table(rows)], details: Details(rows: rows, chosen: total, tied: tied))
  }

  /// How many rows are equal to the last that is shown in all columns of the order, if one of them is not shown; 0 where the
  /// cut is clear.
  private static func tied(_ sorted: Buffer<UInt32>, of candidates: Table, at limit: Int) -> Int {
    guard limit > 0, limit < sorted.count else { return 0 }
    let last = Int(sorted[limit - 1])
    func isEqual(_ place: Int) -> Bool { candidates.columns.allSatisfy { $0[Int(sorted[place])] == $0[last] } }
    let below = (limit..<sorted.count).prefix(while: isEqual).count
    return below == 0 ? 0 : below + (0..<limit).reversed().prefix(while: isEqual).count
  }

  /// The columns of `sort:`, each once.
  private var schemaOrder: [String] {
    var names: [String] = []
    for key in order where !names.contains(key.column) { names.append(key.column) }
    return names
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (rows, chosen) = (outcome.details.rows, outcome.details.chosen)
    let total = context.rows(table)
    let say = context.language
    if chosen == 0 {
      // The empty table stays: a reference in the text leads to it.
      return [
        total == 0
          ? .sentence(say, en: "\(code: table.name) has no rows.", ja: "\(code: table.name)には行がありません。")
          : .sentence(
            say, en: "None of the \(total, "row") of \(code: table.name) meets the condition.",
            ja: "\(code: table.name)の\(total)行のうち、条件を満たす行はありません。"),
        .table(TableBlock(rows, roles: schema, footnote: say(en: "no rows", ja: "該当する行はありません"), language: say)),
      ]
    }
    var blocks: [ReportBlock] = []
    if condition != nil {
      blocks.append(
        .sentence(
          say,
          en: "\(strong: chosen) of \(total, "row") \(chosen == 1 ? "meets" : "meet") the condition, "
            + "\(Phrase.share(chosen, of: total)).",
          ja: "\(total)行のうち\(strong: chosen, counter: "行")が条件を満たします（"
            + "\(Phrase.share(chosen, of: total, in: say))）。"))
    }
    var footnote = Phrase.excerpt(rows.rowCount, of: chosen, in: say)
    let tied = outcome.details.tied
    if tied > 0 {
      let names = Phrase.list(schemaOrder, in: say)
      footnote += say(
        en: "; the last is one of \(Phrase.integer(tied)) that are equal in \(names)",
        ja: "。最後の行と\(names)が等しい行は\(Phrase.integer(tied))行あり、すべては示していません")
    }
    blocks.append(.table(TableBlock(rows, roles: schema, footnote: footnote, language: say)))
    return blocks
  }
}
