import Diagnostics
import Reports
import Tables

enum LoadOptions {
  /// The options of `load` as those of the reader.
  static func reading(_ arguments: Arguments) -> ReadingOptions {
    var options = ReadingOptions()
    options.separator = arguments.string("separator")
    options.header = arguments.boolean("header")
    options.quoting = arguments.boolean("quoting")
    options.onBadLines = arguments.word("on-bad-lines") == "error" ? .error : .skip
    options.encoding = arguments.word("encoding") == "latin-1" ? .latin1 : .utf8
    options.nulls = arguments.strings("nulls")
    for (name, word) in arguments.entries("types") ?? [] { options.types[name] = DeclaredType(rawValue: word) }
    return options
  }
}

/// What reading found beside the table.
struct LoadReport {
  var skippedCount = 0
  /// line, fields, text
  var skipped = Table([])
  var warnings: [Diagnostic] = []
  var digests: [(name: String, digest: String)] = []
  /// The file as it was read; nil for the built-in sample.
  var file: FileDigest?
  /// Its SHA-256, where it was asked for.
  var sha256: String?
  /// The columns that reading found, of all of the file.
  var schema: Schema?
}

extension TableLoading {
  static func read(
    _ source: DataSource, columns: [String], _ options: ReadingOptions, _ context: RunContext, at span: SourceSpan,
    digestsSHA256: Bool = false
  ) throws -> (Table, LoadReport) {
    var found = LoadReport()
    switch source {
    case .sample(let sample, _):
      let table = sample.table(columns: columns, threads: context.threads)
      let lines = sample.skippedLines
      guard !lines.isEmpty, options.onBadLines == .skip else {
        if let first = lines.first {
          throw Diagnostic(
            .badSampleLine,
            "line \(first.line) of the sample has \(first.fields) fields instead of \(sample.schema.count)",
            at: span, label: "read here", notes: ["\(lines.count) lines are of a wrong length, as in the real data"],
            help: ["leave them out with on-bad-lines: skip"])
        }
        return (table, found)
      }
      found.skippedCount = lines.count
      found.skipped = Table([
        ("line", Column(integers: lines.map(\.line))), ("fields", Column(integers: lines.map(\.fields))),
      ])
      return (table, found)
    case .file(let path, _):
      let progress = context.progress
      let (table, report) = try DataSource.placed(at: span) {
        try TableReader.read(
          path, options: options, columns: columns, threads: context.threads,
          digestsSHA256: digestsSHA256,
          progress: { progress.report($0.rows, $0.estimatedRows, "rows") }, isCancelled: progress.isCancelled)
      }
      found.file = FileDigest(path: path, digest: report.digest)
      found.sha256 = report.sha256
      found.schema = report.outline.schema
      found.skippedCount = report.skippedCount
      found.skipped = Table([
        ("line", Column(integers: report.skipped.map(\.line))),
        ("fields", Column(integers: report.skipped.map { $0.fieldCount ?? 0 })),
        ("text", Column(strings: report.skipped.map(\.excerpt))),
      ])
      found.warnings = report.warnings
      return (table, found)
    }
  }
}

extension ReadingProgress {
  /// Rows of the whole file if the rest is like what was read.
  var estimatedRows: Int? {
    guard fileBytes > 0, totalFileBytes > 0 else { return nil }
    return max(rows, Int(Double(rows) / Double(fileBytes) * Double(totalFileBytes)))
  }
}

/// The second file of a `load`: its columns, added by those that both files have.
struct LookupTable: Sendable {
  let argument: PathArgument
  let keys: [String]
  let added: [Schema.Field]
  /// As the reader wrote it.
  var shown: String { source.shown }
  private let source: DataSource
  private let options: ReadingOptions
  private let schema: Schema
  private let span: SourceSpan

  init(_ argument: PathArgument, beside schema: Schema, options: ReadingOptions, at span: SourceSpan) throws {
    self.argument = argument
    self.span = span
    source = try DataSource(argument, at: span)
    // The first file's separator and types need not be the second's.
    var own = ReadingOptions()
    own.onBadLines = options.onBadLines
    own.encoding = options.encoding
    self.options = own
    let second = try source.schema(own, at: span)
    self.schema = second
    let common = second.names.filter { schema.type(of: $0) != nil }
    guard !common.isEmpty else {
      throw Diagnostic(
        .noCommonColumn, "\(argument.text) has no column in common with the table it is to complete", at: span,
        label: "nothing to look up by",
        notes: [
          "its columns are \(second.names.joined(separator: ", "))",
          "the table's are \(schema.names.joined(separator: ", "))",
        ])
    }
    keys = common
    added = second.fields.filter { !common.contains($0.name) }
  }

  func adding(
    to table: Table, wanted: [String], _ context: RunContext
  ) throws -> (table: Table, file: FileDigest?) {
    let columns = keys + added.map(\.name).filter { wanted.contains($0) }
    let (second, report) = try TableLoading.read(source, columns: columns, options, context, at: span)
    try source.require(schema, found: report.schema, at: span)
    let first = try second.deduplicating(by: keys, threads: context.threads).table
    let joined = try table.joining(
      first.selecting(columns), on: keys.map { Table.JoinKey($0) }, kind: .left, threads: context.threads)
    return (joined, report.file)
  }

  /// The file, where nobody reads a column of it.
  func digest(_ context: RunContext) throws -> FileDigest? {
    guard case .file(let path, _) = source else { return nil }
    return try context.digest(ofFile: path)
  }
}

extension DiagnosticCode {
  static let noCommonColumn = DiagnosticCode(
    "no-common-column", "The file of lookup: has no column that the loaded table has, so no row can be found by it.")
  static let badSampleLine = DiagnosticCode(
    "bad-sample-line",
    "The built-in sample has a few lines of a wrong length, as the real data has; say on-bad-lines: skip to leave them out."
  )
}
