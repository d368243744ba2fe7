import Diagnostics
import Files
import Reports
import SampleData
import Tables

enum LoadOptions {
  /// The options of `load` as those of the reader.
  static func reading(_ arguments: Arguments) throws -> ReadingOptions {
    var options = ReadingOptions()
    options.separator = try arguments[Load.separator]
    options.header = try arguments[Load.header]
    options.names = try arguments[Load.names]
    options.skip = try arguments[Load.skip]
    options.quoting = try arguments[Load.quoting]
    options.onBadLines = try arguments[Load.onBadLines]
    options.encoding = try arguments[Load.encoding]
    options.nulls = try arguments[Load.nulls]
    options.types = try arguments[Load.types]
    // They may be columns of the file of lookup:.
    options.allowsOtherTypes = true
    return options
  }

  /// The options for the file of `lookup:`. The first file's layout need not be the second's; what values mean is.
  static func lookup(_ arguments: Arguments, beside first: ReadingOptions) throws -> ReadingOptions {
    var options = ReadingOptions()
    options.names = try arguments[Load.lookupNames]
    options.onBadLines = first.onBadLines
    options.encoding = first.encoding
    options.nulls = first.nulls
    options.types = first.types
    options.allowsOtherTypes = true
    return options
  }

  /// Throws a `Diagnostic` for an option that is said although it has no meaning for the source.
  ///
  /// - Parameters:
  ///   - known: those that have one.
  ///   - reason: what the source is instead of what the others are for.
  static func check(
    _ arguments: Arguments, known: Set<ReadingOption>, _ source: DataSource, reason: String
  ) throws {
    let others = ReadingOption.allCases.filter { !known.contains($0) }.map { parameter($0) }
    for option in others where arguments.isSaid(option) {
      throw Diagnostic(
        .wrongValue, "\(option.parameter.name): has no meaning for \(source.shown), which \(reason)",
        at: arguments.span(option), label: "says how a file is read", help: ["leave it out"])
    }
  }

  private static func parameter(_ option: ReadingOption) -> any DeclaredParameter {
    switch option {
    case .types: Load.types
    case .separator: Load.separator
    case .header: Load.header
    case .skip: Load.skip
    case .quoting: Load.quoting
    case .encoding: Load.encoding
    case .nulls: Load.nulls
    }
  }
}

/// What reading found beside the table.
struct LoadReport {
  var skippedByReason: [BadLineReason: Int] = [:]
  var skippedCount: Int { skippedByReason.values.reduce(0, +) }
  /// line, fields or reason, text
  var skipped = Table([])
  var notices: [ReadingNotice] = []
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
      let table = try Self.table(of: sample, columns: columns, options, context)
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
      found.skippedByReason = [.length: lines.count]
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
      found.skippedByReason = report.skippedByReason
      found.skipped = listing(report.skipped)
      found.notices = report.notices
      return (table, found)
    }
  }

  /// The columns of the built-in sample, under the names that are given.
  private static func table(
    of sample: SampleReviews, columns: [String], _ options: ReadingOptions, _ context: RunContext
  ) throws -> Table {
    guard let names = options.names else { return sample.table(columns: columns, threads: context.threads) }
    let own = Dictionary(zip(names, sample.schema.names), uniquingKeysWith: { first, _ in first })
    let table = sample.table(columns: columns.compactMap { own[$0] }, threads: context.threads)
    return Table(zip(columns.filter { own[$0] != nil }, table.columns).map { ($0, $1) }, rowCount: table.rowCount)
  }

  /// The lines that were left out: with their numbers of fields where these are the reason, else with the reason.
  private static func listing(_ lines: [SkippedLine]) -> Table {
    var columns = [("line", Column(integers: lines.map(\.line)))]
    if lines.allSatisfy({ $0.reason == .length }) {
      columns.append(("fields", Column(integers: lines.map { $0.fieldCount ?? 0 })))
    } else {
      columns.append(("reason", Column(strings: lines.map(\.reason.rawValue))))
    }
    columns.append(("text", Column(strings: lines.map(\.excerpt))))
    return Table(columns.map { (name: $0.0, column: $0.1) })
  }
}

extension ReadingProgress {
  /// Rows of the whole file if the rest is like what was read.
  var estimatedRows: Int? {
    guard fileBytes > 0, totalFileBytes > 0 else { return nil }
    return max(rows, Int(Double(rows) / Double(fileBytes) * Double(totalFileBytes)))
  }
}

extension DiagnosticCode {
  static let badSampleLine = DiagnosticCode(
    "bad-sample-line",
    "The built-in sample has a few lines of a wrong length, as the real data has; say on-bad-lines: skip to leave them out."
  )
}

extension Arguments {
  /// Whether an option says something: a parameter for it may hold an empty list, which says nothing.
  func isSaid(_ option: any DeclaredParameter) -> Bool {
    switch values[option.parameter.name] {
    case nil: false
    case .entries(let entries)?: !entries.isEmpty
    case .strings(let texts)?: !texts.isEmpty
    default: true
    }
  }
}
