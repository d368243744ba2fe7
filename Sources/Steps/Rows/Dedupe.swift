import Diagnostics
import Reports
import Tables

/// Drops rows that repeat an earlier one.
struct Dedupe: Step {
  static let table = TypedParameter("table", .table, "The table whose repeats are dropped.")
  static let by = TypedParameter(
    "by", .columns(of: table, repeats: .refused), otherwise: "all columns", "The columns that make two rows the same.")

  static let signature = Signature(
    "dedupe", group: .rows,
    summary: "Drops the rows that repeat an earlier one.",
    details: [
      "Two rows repeat each other when they agree in the columns of by:, or in every column without it. The first of them, in "
        + "the order of the table, is kept; the order of the rest stays. A missing value equals another missing value, as in "
        + "pandas' drop_duplicates."
    ],
    operands: [table], options: [by],
    result: .changedRows,
    examples: [
      Example("One review for each customer and video", "dedupe reviews by: [customer_id, product_id]"),
      Example("Whole rows, under a new name", "dedupe reviews as distinct"),
    ])

  private let table: TableArgument
  private let keys: [String]?

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    keys = try arguments[Self.by]
  }

  var effect: Effect {
    Effect(
      outputs: [.table(table.schema)], reads: [table.id: keys.map { .some(Set($0)) } ?? .all],
      passesThrough: (table.id, [:]))
  }

  struct Details: OutcomeDetails {
    var removed: Int
    var left: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let result = try context.table(table).deduplicating(by: keys, threads: context.threads)
    return Outcome(
      outputs: [.table(result.table)],
      details: Details(removed: result.removedCount, left: result.table.rowCount))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (removed, left) = (outcome.details.removed, outcome.details.left)
    let total = context.rows(table)
    let say = context.language
    let place = keys.map { say(en: " in \(Phrase.list($0))", ja: "\(Phrase.list($0, in: say))が") } ?? ""
    if removed == 0 {
      return .sentence(
        say, en: "No row repeats another\(place): all \(strong: total) remain.",
        ja: "\(place)重複する行はなく、\(strong: total, counter: "行")すべてが残ります。")
    }
    return .sentence(
      say,
      en: "\(strong: removed) of \(total, "row") repeated an earlier one\(place), "
        + "\(Phrase.share(removed, of: total)); \(strong: left) remain.",
      ja: "\(total)行のうち\(strong: removed, counter: "行")は\(place)前の行と重複していました（"
        + "\(Phrase.share(removed, of: total, in: say))）。\(strong: left, counter: "行")が残ります。")
  }
}
