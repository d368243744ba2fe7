import Diagnostics
import Reports
import Tables

/// Orders the rows of a table.
struct Sort: Step {
  static let table = TypedParameter("table", .table, "The table to put in order.")
  static let by = TypedParameter(
    "by", .sortKeys(of: table, repeats: .refused),
    "The columns, rising unless descending is said: [stars: descending, date].")

  static let signature = Signature(
    "sort", group: .rows,
    summary: "Puts the rows of a table in order.",
    details: [
      "The first column weighs most; the next decides between rows that are equal in it. Rows that are equal in all of them "
        + "keep their order. A missing value comes last whether its column rises or falls, as in pandas. Texts are ordered by "
        + "their characters' code points, so that capital letters come before small ones."
    ],
    operands: [table], options: [by],
    result: .changedRows,
    examples: [
      Example("By date", "sort reviews by: review_date"),
      Example("Best first, then by date", "sort reviews by: [star_rating: descending, review_date] as best"),
    ])

  private let table: TableArgument
  private let keys: [SortKey]

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments[Self.table]
    keys = try arguments[Self.by]
    if keys.isEmpty { throw TableFaults.diagnostic(.noColumns, at: arguments.span(Self.by)) }
  }

  var effect: Effect {
    Effect(
      outputs: [.table(table.schema)], reads: [table.id: .some(Set(keys.map(\.column)))],
      passesThrough: (table.id, [:]))
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    let result = try tables(at: context.span) { try input.sorting(by: keys, threads: context.threads) }
    return Outcome(outputs: [.table(result)])
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    let words = keys.map {
      $0.isDescending ? say(en: "\($0.column) (falling)", ja: "\($0.column)（降順）") : $0.column
    }
    let total = context.rows(table)
    return .sentence(
      say, en: "\(strong: total, "row") in the order of \(words.joined(separator: ", then ")).",
      ja: "\(strong: total, counter: "行")を\(words.joined(separator: "、"))の順に並べました。")
  }
}
