import Diagnostics
import Reports
import Tables

/// Keeps or drops columns.
struct Select: Step {
  static let table = TypedParameter("table", .table, "The table whose columns are chosen.")
  static let columns = TypedParameter(
    "columns", .columns(of: table, repeats: .refused), otherwise: "what drop: leaves", "The columns to keep.")
  static let drop = TypedParameter(
    "drop", .columns(of: table, repeats: .refused), otherwise: "what columns: says", "The columns to leave out.")

  static let signature = Signature(
    "select", group: .columns,
    summary: "Keeps some columns of a table, or drops some.",
    details: [
      "columns: keeps those that are named, in the order in which they are named; drop: keeps all others, in the order of the "
        + "table. The rows stay as they are, even those that are now equal: dedupe drops such. A column that no later step uses "
        + "is not read from the file at all, so there is no need to select for speed."
    ],
    operands: [table], options: [columns, drop],
    result: .changedColumns,
    examples: [
      Example("Three columns", "select reviews columns: [customer_id, product_id, star_rating] as ratings"),
      Example("All but two", "select reviews drop: [marketplace, vine]"),
    ])

  private let table: TableArgument
  private let schema: Schema

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    let table = try arguments[Self.table]
    self.table = table
    let kept = try arguments[Self.columns]
    let dropped = try arguments[Self.drop]
    if (kept == nil) == (dropped == nil) {
      throw TableFaults.notExactlyOne(
        of: [Self.columns, Self.drop], isNone: kept == nil, step: "select",
        at: kept == nil ? arguments.statement.verb.span : arguments.span(Self.drop))
    }
    let names = kept ?? table.schema.names.filter { !(dropped ?? []).contains($0) }
    schema = table.schema.selecting(names)
    if schema.count == 0 {
      throw Diagnostic(
        .wrongValue, "no column of \(table.name) would be left",
        at: kept == nil ? arguments.span(Self.drop) : arguments.span(Self.columns),
        label: kept == nil ? "these are all of them" : "names none",
        related: [SpanLabel(table.bindingSpan, "its columns come from here")])
    }
  }

  var effect: Effect {
    Effect(outputs: [.table(schema)], reads: [table.id: .some([])], passesThrough: (table.id, [:]))
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    Outcome(outputs: [.table(try context.table(table).selecting(schema.names))])
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    let names =
      schema.count > 12
      ? say(
        en: schema.names.prefix(12).joined(separator: ", ") + ", …",
        ja: schema.names.prefix(12).joined(separator: "、") + "など") : Phrase.list(schema.names, in: say)
    return .sentence(
      say,
      en: "\(strong: schema.count) of \(table.schema.count, "column") "
        + "\(schema.count == 1 ? "remains" : "remain"): \(names).",
      ja: "\(table.schema.count)列のうち\(strong: schema.count, counter: "列")が残ります：\(names)。")
  }
}
