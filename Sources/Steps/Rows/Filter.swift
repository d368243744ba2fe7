import Diagnostics
import Languages
import Reports
import Tables

/// Keeps the rows that meet a condition.
struct Filter: Step {
  static let table = TypedParameter("table", .table, "The table whose rows are chosen.")
  static let `where` = TypedParameter(
    "where", .condition(of: table), "What must be true of a row for it to stay.")

  static let signature = Signature(
    "filter", group: .rows,
    summary: "Keeps the rows that meet a condition.",
    details: [
      "The order of the rows stays. A row for which the condition is null, because a value in it is missing, is left out, as in "
        + "SQL; in pandas only == and its like behave so, while != keeps it. To keep such rows, ask for them: rating > 3 or "
        + "rating is null.",
      "An aggregate in the condition is computed over all rows before any is left out: count(customer_id) >= 5 keeps the "
        + "rows whose customer_id is in at least five rows.",
    ],
    operands: [table], options: [`where`],
    result: .changedRows,
    examples: [
      Example("Good reviews", "filter reviews where: star_rating >= 4"),
      Example("Customers with two or more", "filter reviews where: count(customer_id) >= 2 as active"),
    ])

  private let table: TableArgument
  private let condition: RowExpression

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    condition = try arguments[Self.where]
  }

  var effect: Effect {
    Effect(
      outputs: [.table(table.schema)], reads: [table.id: .some(condition.columns)], passesThrough: (table.id, [:]))
  }

  struct Details: OutcomeDetails { var left: Int }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    let truth = try condition.evaluate(input, context)
    let result = input.filtering(truth.trueRows(threads: context.threads), threads: context.threads)
    var remarks: [Localized] = []
    if truth.nullCount > 0 {
      let rows = Phrase.count(truth.nullCount, "row")
      remarks.append(
        Localized(
          en: "For \(rows) the condition is neither true nor false, as a value is missing: left out.",
          ja: "値が欠けているために条件の真偽が決まらない行が\(Phrase.integer(truth.nullCount))行あり、除きました。"))
    }
    return Outcome(
      outputs: [.table(result)], details: Details(left: result.rowCount), remarks: remarks)
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let total = context.rows(table)
    let left = outcome.details.left
    let say = context.language
    if left == total {
      return .sentence(
        say, en: "All \(strong: total, "row") meet the condition.",
        ja: "\(strong: total, counter: "行")すべてが条件を満たします。")
    }
    return .sentence(
      say,
      en: "\(strong: left) of \(total, "row") \(left == 1 ? "meets" : "meet") the condition, "
        + "\(Phrase.share(left, of: total)); \(total - left) left out.",
      ja: "\(total)行のうち\(strong: left, counter: "行")が条件を満たします（\(Phrase.share(left, of: total, in: say))）"
        + "。\(total - left)行を除きました。")
  }
}
