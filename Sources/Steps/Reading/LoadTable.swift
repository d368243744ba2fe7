import Diagnostics
import Notebooks
import Reports
import Tables

/// What `load` does with a table.
struct TableLoading: Sendable {
  private let source: DataSource
  private let argument: PathArgument
  private let lookup: LookupTable?
  private let options: ReadingOptions
  private let fileSchema: Schema
  private let names: [String]?
  private let schema: Schema
  private let digest: String?
  private let name: String
  private let span: SourceSpan

  init(_ arguments: Arguments) throws {
    argument = try arguments.path("source")
    span = arguments.span("source")
    name = arguments.statement.bindings.first?.text ?? "table"
    source = try DataSource(argument, at: span)
    options = LoadOptions.reading(arguments)
    digest = arguments.string("sha256")?.lowercased()
    do {
      fileSchema = try source.schema(options, at: span)
    } catch var fault as Diagnostic {
      // The file is sound; an option that does not fit it is at fault.
      if fault.code.name == "bad-separator" {
        fault.primary = SpanLabel(arguments.span("separator"), "no separator")
      } else if fault.code.name == "unknown-data-column",
        let name = options.types.keys.sorted().first(where: { fault.message.contains("\"\($0)\"") })
      {
        fault.primary = SpanLabel(arguments.span("types", item: name), "not a column of the file")
      }
      throw fault
    }
    names = arguments.strings("names")
    var schema = fileSchema
    if let names {
      if names.count != fileSchema.count {
        throw Diagnostic(
          .wrongValue, "names: has \(names.count) names, and the file has \(fileSchema.count) columns",
          at: arguments.span("names"), label: "as many names as columns are wanted",
          notes: ["the columns are \(fileSchema.names.joined(separator: ", "))"])
      }
      schema = Schema(zip(names, fileSchema.fields).map { Schema.Field($0, $1.type) })
    }
    for name in options.types.keys.sorted() where fileSchema.type(of: name) == nil {
      throw CheckFaults.unknownColumn(
        name, at: arguments.span("types", item: name), table: source.shown, schema: fileSchema, bindingSpan: nil)
    }
    var lookup: LookupTable?
    if let second = arguments.optionalPath("lookup") {
      lookup = try LookupTable(second, beside: schema, options: options, at: arguments.span("lookup"))
    }
    self.lookup = lookup
    if let lookup { schema = lookup.added.reduce(schema) { $0.setting($1) } }
    if let wanted = arguments.strings("columns") {
      for column in wanted where schema.type(of: column) == nil {
        throw CheckFaults.unknownColumn(
          column, at: arguments.span("columns", item: column), table: source.shown, schema: schema, bindingSpan: nil)
      }
      schema = Schema(wanted.compactMap { schema.field($0) })
    }
    self.schema = schema
  }

  var effect: Effect {
    Effect(
      outputs: [.table(schema)], values: [("\(name).skipped", .integer)],
      sources: [argument] + (lookup.map { [$0.argument] } ?? []))
  }

  func run(_ context: RunContext) throws -> Outcome {
    // A table that nobody reads a column of still has rows, which one column counts.
    let needed = context.neededColumns.first.flatMap { $0 } ?? Set(schema.names)
    var wanted = schema.names.filter { needed.contains($0) }
    if wanted.isEmpty { wanted = Array(schema.names.prefix(1)) }
    let keys = lookup.map(\.keys) ?? []
    let own = wanted.filter { column in !(lookup?.added.contains { $0.name == column } ?? false) }
    let isLookedUp = own.count < wanted.count
    let read = own + (isLookedUp ? keys.filter { !own.contains($0) } : [])

    var (table, report) = try Self.read(
      source, columns: fileNames(read.isEmpty ? Array(schema.names.prefix(1)) : read), options, context, at: span,
      digesting: digest == nil ? .xxh128 : .sha256)
    if let names {
      let renamed = Dictionary(zip(fileSchema.names, names), uniquingKeysWith: { first, _ in first })
      table = Table(table.named.map { (renamed[$0.name] ?? $0.name, $0.column) }, rowCount: table.rowCount)
    }
    report.digests = try digests(context, of: report)
    if let lookup, isLookedUp { table = try lookup.adding(to: table, wanted: wanted, context) }
    table = table.selecting(wanted)
    var outcome = Outcome(
      outputs: [.table(table)], values: ["\(name).skipped": .integer(report.skippedCount)],
      details: [
        "counts": .row(["rows": .integer(table.rowCount), "skipped": .integer(report.skippedCount)]),
        "skipped": report.skipped,
      ], remarks: report.warnings.map(Self.remark), digests: report.digests)
    outcome.warnings = report.warnings.map { DataSource.placed($0, at: span) }
    return outcome
  }

  /// Digests of what was read, checked against the one that the notebook promises.
  private func digests(_ context: RunContext, of report: LoadReport) throws -> [(name: String, digest: String)] {
    var digests: [(name: String, digest: String)] = []
    switch source {
    case .sample(let sample, let shown):
      digests.append((shown, "built in, \(Phrase.count(sample.rows, "row")), seed \(sample.seed)"))
    case .file(let path, let shown):
      let found = try report.digest ?? context.digest(ofFile: path)
      if let digest { try source.require(digest, found: found, at: span) }
      digests.append((shown, "\(digest == nil ? DigestAlgorithm.xxh128 : .sha256) \(found)"))
    }
    if let lookup { digests += try lookup.digest(context) }
    return digests
  }

  private func fileNames(_ columns: [String]) -> [String] {
    guard let names else { return columns }
    return columns.compactMap { name in names.firstIndex(of: name).map { fileSchema.names[$0] } }
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    let rows = outcome.detail("counts", "rows")
    let skipped = outcome.detail("counts", "skipped")
    let say = context.language
    var sentence: [Run] = say(
      en: [
        .strong(Phrase.count(rows, "row")), " of \(Phrase.count(schema.count, "column")) from ", .code(argument.text),
      ], ja: [.code(argument.text), "から", .strong("\(Phrase.integer(rows))行"), "、\(schema.count)列を読み込みました"])
    if let lookup {
      let name = Run.code(lookup.argument.text)
      sentence += say(en: [", with columns from ", name], ja: ["（", name, "の列を加えています）"])
    }
    if skipped == 0 {
      return [.sentence(sentence + say(en: ["; no line was left out."], ja: ["。除いた行はありません。"]))]
    }
    sentence += say(
      en: ["; ", .strong(Phrase.count(skipped, "line")), " of a wrong length left out."],
      ja: ["。項目の数が合わない", .strong("\(Phrase.integer(skipped))行"), "を除きました。"])
    guard let lines = outcome.details["skipped"], lines.rowCount > 0 else { return [.sentence(sentence)] }
    let footnote =
      lines.rowCount < skipped
      ? say(
        en: "first \(lines.rowCount) of \(Phrase.integer(skipped)) lines",
        ja: "\(Phrase.integer(skipped))行のうち最初の\(lines.rowCount)行") : ""
    let titles = [
      "line": say(en: "line", ja: "行番号"), "fields": say(en: "fields", ja: "項目の数"), "text": say(en: "text", ja: "内容"),
    ]
    return [
      .sentence(sentence), .table(TableBlock(lines, footnote: footnote, language: say, titles: titles).asSupplement),
    ]
  }

  /// What reading found beside the table, for readers; the terminal has the diagnostic itself.
  private static func remark(_ warning: Diagnostic) -> Localized {
    let japanese: String =
      switch warning.code.name {
      case "gzip-trailing-garbage": "圧縮データの終わりより後に余分なバイトがあり、無視しました"
      case "block-gzip-without-end": "圧縮ファイルに終わりの空ブロックがなく、行が欠けているおそれがあります"
      case "gzip-not-compressed": "名前は圧縮ファイルですが中身は圧縮されておらず、テキストとして読み込みました"
      case "unknown-keys": "最初の行にないキーが後の行にあり、除きました"
      default: "読み込み時の警告があります：\(warning.message)"
      }
    // The first name that the message quotes is the file's; the others are what it is about.
    let quoted = warning.message.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }.dropFirst()
    let names = quoted.isEmpty ? "" : "（\(Phrase.list(Array(quoted), in: .japanese))）"
    return Localized(en: warning.message + ".", ja: "\(japanese)\(names)。")
  }
}
