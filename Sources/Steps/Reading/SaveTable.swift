import Diagnostics
import Files
import MachineLearning
import Reports
import Tables

/// What `save` does with a table, or with the vectors of an embedding as text.
struct TableSaving: Sendable {
  private let table: TableArgument
  private let path: PathArgument
  private let columns: [String]?
  /// Nil for vectors in word2vec's format.
  private let format: TableFormat?
  private let span: SourceSpan

  init(_ table: TableArgument, to path: PathArgument, _ arguments: Arguments) throws {
    self.table = table
    self.path = path
    columns = try arguments[Save.columns]
    span = arguments.span(Save.to)
    let isText = table.isEmbedding && (path.text.hasSuffix(".txt") || path.text.hasSuffix(".txt.gz"))
    format = isText ? nil : TableFormat.all.written(to: path.text)
    if isText, columns != nil {
      throw Diagnostic(
        .conflictingOptions, "a text of vectors has all of their elements", at: arguments.span(Save.columns),
        label: "columns: is for tables", related: [SpanLabel(span, "written as text by its ending")],
        help: ["leave columns: out, or end the file in .csv"])
    }
    if !isText, format == nil {
      throw Diagnostic(
        .unknownEnding, "\"\(path.text)\" has an ending that says no format", at: span, label: "unknown ending",
        help: [
          "end it in \(TableFormat.all.endings("or")), with .gz after it to compress"
            + (table.isEmbedding ? ", in .txt for vectors as text, or in .vectors to load it again" : "")
        ])
    }
  }

  var effect: Effect {
    Effect(reads: [table.id: columns.map { .some(Set($0)) } ?? .all], writes: [path])
  }

  struct Details: OutcomeDetails {
    var rows: Int
    var columns: Int
    /// Numbers that the file has no word for.
    var infinite: Int
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    guard let format else { return try saveVectors(context) }
    let table = try context.table(table).selecting(columns ?? table.schema.names)
    let progress = context.progress
    let written = try DataSource.placed(at: span, label: "written here") {
      try TableWriter.write(
        table, to: path.resolved, options: WritingOptions(format: format),
        progress: { progress.report($0, table.rowCount, "rows") },
        isCancelled: progress.isCancelled)
    }
    return Outcome(
      details: Details(
        rows: table.rowCount, columns: table.schema.count,
        infinite: format.lacks(.infinity) ? Self.infinities(in: table) : 0),
      filesWritten: [written])
  }

  private static func infinities(in table: Table) -> Int {
    table.schema.names.reduce(0) { count, name in
      guard let column = table[name], case .decimals(let values) = column.storage else { return count }
      return count + (0..<values.count).count { values[$0].isInfinite && !column.isNull($0) }
    }
  }

  private func saveVectors(_ context: RunContext) throws -> Outcome<Details> {
    let vectors = try context.embedding(table.id).model.vectors
    let written = try DataSource.placed(at: span, label: "written here") {
      let file = try AtomicFile(path.resolved)
      let gzip = path.resolved.hasSuffix(".gz") ? GzipWriter(file) : nil
      let sink: any ByteSink = gzip ?? file
      do {
        try vectors.forEachTextLine { line in
          if context.progress.isCancelled() { throw Cancelled() }
          try sink.write(line + "\n")
        }
        try gzip?.finish()
        return try file.commit()
      } catch {
        file.discard()
        throw error
      }
    }
    return Outcome(
      details: Details(rows: vectors.words.count, columns: vectors.vectors.dimensions, infinite: 0),
      filesWritten: [written])
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let (rows, columns, infinite) = (outcome.details.rows, outcome.details.columns, outcome.details.infinite)
    if format == nil {
      return .sentence(
        context.language, en: "The vectors of \(strong: rows, "word") written to \(code: path.text).",
        ja: "\(strong: rows, counter: "語")のベクトルを\(code: path.text)に書き出しました。")
    }
    let lost: Sentence =
      infinite > 0
      ? context.language(
        en: " \(infinite, "infinite number") \(infinite == 1 ? "is" : "are") null in it, since JSON has none.",
        ja: "無限大の値\(infinite)個は、JSONにないためnullにしました。") : ""
    return .sentence(
      context.language,
      en: "\(strong: rows, "row") of \(columns, "column") written to \(code: path.text).\(lost)",
      ja: "\(strong: rows, counter: "行")、\(columns)列を\(code: path.text)に書き出しました。\(lost)")
  }
}
