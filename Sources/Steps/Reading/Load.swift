import Diagnostics
import Notebooks
import Reports
import Tables

/// Reads a table.
struct Load: Step {
  static let signature = Signature(
    "load", group: .reading,
    summary: "Reads a table from csv, tsv or jsonl, plain or as gzip, or from the built-in sample.",
    details: [
      "The separator, the header and the types of the columns are recognised from the beginning of the file; options override "
        + "them. A value further down that does not fit its column's type stops the run with its place, so that a column never "
        + "changes its type in silence.",
      "Quotes have a meaning only where the format has it: a csv is read as RFC 4180 says, a tsv without quoting. A line with more or "
        + "fewer fields than the header is a bad line: it is left out, counted and listed, or stops the run with on-bad-lines: error.",
      "What pandas does otherwise: whole numbers beside missing values stay whole numbers (there they become decimals); digits that "
        + "begin with a zero, such as 007, stay text, and so does a number too large for a decimal; days and times as ISO 8601 writes "
        + "them become dates; a line with too few fields is left out and not filled up with missing values.",
      "sample:reviews makes reviews of digital videos in the 15 columns of the Amazon Customer Reviews data, the same on every "
        + "machine; sample:reviews?rows=4060000&seed=1 says how many and which.",
      "lookup: names a second file, whose columns are added by the columns that both have in common: a ratings.csv gets the titles of "
        + "its movies.csv. A row without a partner gets nulls; of several partners the first counts.",
      "The report states the digest of the file: 128 bits of XXH3, which xxh128sum prints, too; with sha256: that one instead, which "
        + "is checked and which nobody can forge, at 0.7 seconds a gigabyte.",
      "Published under the table's name T: T.skipped, the number of lines left out.",
    ],
    operands: [.required("source", .path, "A file, an https or file address, or sample:reviews.")],
    options: [
      .optional("columns", .newNames, otherwise: "all", "The columns to read; others are not even parsed."),
      .optional(
        "types", .entries(DeclaredType.allCases.map(\.rawValue)), otherwise: "recognised",
        "Types of columns; seconds and milliseconds count from 1970 and become datetime."),
      .optional("separator", .string, otherwise: "recognised", "What stands between fields."),
      .optional("header", .boolean, otherwise: "recognised", "Whether the first line names the columns."),
      .optional(
        "names", .newNames, otherwise: "those of the header", "New names for the columns, in the order of the file."),
      .optional("quoting", .boolean, otherwise: "csv yes, tsv no", "Whether double quotes enclose fields."),
      .optional("encoding", .word(["utf-8", "latin-1"]), otherwise: "utf-8", "What the bytes mean."),
      .optional(
        "on-bad-lines", .word(["error", "skip"]), otherwise: "skip", "What becomes of lines of a wrong length."),
      .optional(
        "nulls", .strings, otherwise: "the empty field and what pandas takes for missing",
        "Texts that mean a missing value."),
      .optional("sha256", .string, otherwise: "not checked", "The SHA-256 that the file must have."),
      .optional("lookup", .path, otherwise: "none", "A second file, whose columns are added."),
    ],
    result: .required(["reviews"]),
    examples: [
      Example("The built-in sample", after: .nothing, "load \"sample:reviews?rows=2000\" as reviews"),
      Example(
        "Five columns of it", after: .nothing,
        "load \"sample:reviews?rows=2000\"\n  columns: [customer_id, product_id, product_title, star_rating, review_date]\n  as reviews"
      ),
    ])

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

  init(_ arguments: Arguments, _ context: CheckContext) throws {
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
      schema = Schema(wanted.compactMap { name in schema.type(of: name).map { Schema.Field(name, $0) } })
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
      if let digest, digest != found {
        throw Diagnostic(
          .digestDiffers, "\"\(shown)\" is not the file that the notebook was written for", at: span,
          label: "read here",
          notes: ["its sha256 is \(found)", "the notebook says \(digest)"],
          help: ["get the right file, or change sha256: if the new one is meant"])
      }
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
    return [.sentence(sentence), .table(TableBlock(lines, footnote: footnote, language: say, titles: titles))]
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

extension DiagnosticCode {
  static let digestDiffers = DiagnosticCode(
    "digest-differs",
    "The file that load reads has another sha256 than the notebook says, so the report would not be the one that was published."
  )
}
