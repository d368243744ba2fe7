import Diagnostics
import Languages
import Reports
import Tables

/// Shows the first rows of a table.
struct Head: Step {
  static let table = TypedParameter("table", .table, "The table to look at.")
  static let rows = TypedParameter("rows", .integer(1...1000), default: 5, "How many rows.")

  static let signature = Signature(
    "head", group: .looking,
    summary: "Shows the first rows of a table, with the type of every column.",
    details: [
      "The rows come as the table has them; to see others, or only some columns, use show. Long texts are cut in the report "
        + "only. With as, the rows are a table of their own."
    ],
    operands: [table], options: [rows],
    result: .optional("the first rows as a table"),
    examples: [
      Example("The first five rows", "head reviews"),
      Example("The first ten", "head reviews rows: 10"),
    ])

  private let table: TableArgument
  private let count: Int

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    count = try arguments[Self.rows]
  }

  var effect: Effect { Effect(outputs: [.table(table.schema)], reads: [table.id: .all]) }

  struct Details: OutcomeDetails { var rows: Table }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let rows = try context.table(table).excerpt(count)
    return Outcome(outputs: [.table(rows)], details: Details(rows: rows))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let rows = outcome.details.rows
    let total = context.rows(table)
    let say = context.language
    let shown =
      rows.rowCount < total
      ? Phrase.excerpt(rows.rowCount, of: total, in: say)
      : say(en: Phrase.count(total, "row"), ja: "\(Phrase.integer(total))行")
    let footnote = say(
      en: "\(shown), \(Phrase.count(table.schema.count, "column"))", ja: "\(shown)、\(table.schema.count)列")
    return [.table(TableBlock(rows, roles: table.schema, showsTypes: true, footnote: footnote, language: say))]
  }
}

extension Table {
  /// The first `count` rows, free of the texts that only other rows have: small enough to outlive a run.
  func excerpt(_ count: Int) -> Table {
    let first = slicing(0..<Swift.min(count, rowCount))
    let columns = first.named.map { name, column -> (name: String, column: Column) in
      guard column.type == .string else { return (name, column) }
      let texts = (0..<column.count).map { row -> String in
        if case .string(let text) = column[row] { text } else { "" }
      }
      return (name, Column(Column(strings: texts).storage, validity: column.validity))
    }
    return Table(columns, rowCount: first.rowCount)
  }
}

extension Phrase {
  /// Rows that a report shows of the table that a step made; the table itself has them all (empirical: a screen's worth).
  static let excerptRows = 20

  /// "first 20 of 1,234 rows"; nothing when all are shown.
  static func excerpt(_ shown: Int, of total: Int, in say: Language) -> String {
    guard shown < total else { return "" }
    return say(
      en: "first \(integer(shown)) of \(count(total, "row"))", ja: "\(integer(total))行のうち最初の\(integer(shown))行")
  }
}
