import Diagnostics
import Reports
import Tables

/// Writes a table to a file.
struct Save: Step {
  static let signature = Signature(
    "save", group: .reading,
    summary: "Writes a table as csv, tsv or jsonl, plain or as gzip.",
    details: [
      "The ending of the file says the format: .csv, .tsv or .jsonl, each also with .gz. Numbers are written in the fewest digits "
        + "that read back as the same number, dates as 2015-08-31, a missing value as nothing (null in jsonl). The file appears "
        + "whole or not at all. A relative path starts at the folder of the outputs."
    ],
    operands: [.required("table", .table, "The table to write.")],
    options: [
      .required("to", .path, "The file to write."),
      .optional("columns", .columns(of: "table"), otherwise: "all", "The columns to write."),
    ],
    examples: [
      Example(
        "Three columns, compressed",
        "save reviews to: \"ratings.csv.gz\" columns: [customer_id, product_id, star_rating]"),
      Example("Every column, a line of JSON for each row", "save reviews to: \"reviews.jsonl\""),
    ])

  private let table: TableArgument
  private let path: PathArgument
  private let columns: [String]?
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    table = try arguments.table()
    var path = try arguments.path("to")
    if !path.text.hasPrefix("/") { path.resolved = context.outputFolder + "/" + path.text }
    self.path = path
    columns = arguments.optionalColumns("columns")
    span = arguments.span("to")
    let stem = path.text.hasSuffix(".gz") ? String(path.text.dropLast(3)) : path.text
    if ![".csv", ".tsv", ".jsonl"].contains(where: { stem.hasSuffix($0) }) {
      throw Diagnostic(
        .unknownEnding, "\"\(path.text)\" has an ending that says no format", at: span, label: "unknown ending",
        help: ["end it in .csv, .tsv or .jsonl, with .gz after it to compress"])
    }
    if path.text.contains("://") || path.text.hasPrefix("sample:") {
      throw Diagnostic(.wrongValue, "save writes files only", at: span, label: "not a file")
    }
  }

  var effect: Effect {
    Effect(reads: [table.id: columns.map { .some(Set($0)) } ?? .all], writes: [path])
  }

  func run(_ context: RunContext) throws -> Outcome {
    let table = try context.table(table).selecting(columns ?? table.schema.names)
    try DataSource.placed(at: span, label: "written here") { try TableWriter.write(table, to: path.resolved) }
    return Outcome(details: [
      "counts": .row(["rows": .integer(table.rowCount), "columns": .integer(table.schema.count)])
    ])
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    [
      .sentence([
        .strong(Phrase.count(outcome.detail("counts", "rows"), "row")),
        " of \(Phrase.count(outcome.detail("counts", "columns"), "column")) written to ", .code(path.text), ".",
      ])
    ]
  }
}
