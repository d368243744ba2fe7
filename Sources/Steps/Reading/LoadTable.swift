import Diagnostics
import Notebooks
import Reports
import Tables

/// What `load` does with a table.
struct TableLoading: Sendable {
  let argument: PathArgument
  let lookup: LookupTable?
  let outline: SourceOutline
  /// What comes out.
  let schema: Schema
  /// Whether names: gives the columns names.
  let isNamed: Bool
  private let source: DataSource
  private let options: ReadingOptions
  private let digest: String?
  private let name: String
  private let span: SourceSpan

  init(_ arguments: Arguments) throws {
    argument = try arguments[Load.source]
    span = arguments.span(Load.source)
    name = arguments.statement.bindings.first?.text ?? "table"
    source = try DataSource(argument, at: span)
    options = try LoadOptions.reading(arguments)
    digest = try arguments[Load.sha256]?.lowercased()
    isNamed = options.names != nil
    if case .sample = source {
      try LoadOptions.check(arguments, known: [], source, reason: "is made and not read")
    }
    do {
      outline = try source.outline(options, at: span)
    } catch var fault as Diagnostic {
      // The file is sound; an option that does not fit it is at fault.
      if fault.code == .badSeparator {
        fault.primary = SpanLabel(arguments.span(Load.separator), "no separator")
      } else if fault.code == .wrongNameCount {
        fault.primary = SpanLabel(arguments.span(Load.names), "as many names as columns are wanted")
      }
      throw fault
    }
    if let format = outline.format {
      try LoadOptions.check(arguments, known: format.options, source, reason: "is read as \(format.name)")
    }
    if let second = try arguments[Load.lookup] {
      lookup = try LookupTable(second, completing: (source.shown, outline.schema), options: options, arguments)
    } else {
      lookup = nil
    }
    if lookup == nil, let option = [Load.on, Load.lookupNames].first(where: { arguments.isGiven($0) }) {
      throw Diagnostic(
        .missingOption, "\(option.name): says how a second file is looked up, and there is none",
        at: arguments.span(option),
        label: "without lookup:", help: ["name the file with lookup:, or leave \(option.name): out"])
    }
    try Self.checkTypes(options.types.keys.sorted(), [outline] + [lookup?.outline].compactMap { $0 }, source, arguments)
    let complete = Schema(outline.schema.fields + (lookup?.added ?? []))
    guard let wanted = try arguments[Load.columns] else {
      schema = complete
      return
    }
    for column in wanted where complete.type(of: column) == nil {
      throw CheckFaults.unknownColumn(
        column, at: arguments.span(Load.columns, item: column), table: source.shown, schema: complete,
        bindingSpan: nil)
    }
    schema = Schema(wanted.compactMap { complete.field($0) })
  }

  /// Throws when `types:` names what none of the files has.
  private static func checkTypes(
    _ names: [String], _ outlines: [SourceOutline], _ source: DataSource, _ arguments: Arguments
  ) throws {
    if names.isEmpty { return }
    let known = Set(outlines.flatMap { $0.schema.names + $0.keys })
    for name in names where !known.contains(name) {
      throw CheckFaults.unknownColumn(
        name, at: arguments.span(Load.types, item: name), table: source.shown,
        schema: Schema(outlines.flatMap(\.schema.fields)), bindingSpan: nil)
    }
  }

  var effect: Effect {
    Effect(
      outputs: [.table(schema)], values: [("\(name).skipped", .integer)],
      sources: [argument] + (lookup.map { [$0.argument] } ?? []))
  }

  struct Details: OutcomeDetails {
    var rows: Int
    var leftOut: LeftOutLines
    /// The first of the lines that are left out.
    var skipped: Table
    var notices: [ReadingNotice]
    var lookup: Lookup?

    struct Lookup: Codable {
      var counts: PartnerCounts
      var leftOut: LeftOutLines
      var notices: [ReadingNotice]
    }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    // A table that nobody reads a column of still has rows, which one column counts.
    let needed = context.neededColumns.first.flatMap { $0 } ?? Set(schema.names)
    var wanted = schema.names.filter { needed.contains($0) }
    if wanted.isEmpty { wanted = Array(schema.names.prefix(1)) }
    // What is looked up, and how many rows find a partner, does not depend on which columns are read further down.
    let keys = lookup?.keys ?? []
    let added = Set(lookup?.added.map(\.name) ?? [])
    let own = wanted.filter { !added.contains($0) }
    let read = own + keys.filter { !own.contains($0) }

    let (main, report) = try Self.read(
      source, columns: read.isEmpty ? Array(outline.schema.names.prefix(1)) : read, options, context, at: span,
      digestsSHA256: digest != nil)
    try source.require(outline.schema, found: report.schema, at: span)
    var table = main
    var sources = [try input(of: report)]
    var partners: Details.Lookup?
    var remarks = report.notices.compactMap { $0.remark(file: argument.text) }
    var filesRead = [report.file].compactMap { $0 }
    if let lookup {
      let found = try lookup.adding(to: table, wanted: wanted, context)
      table = found.table
      partners = .init(
        counts: found.counts, leftOut: LeftOutLines(found.report.skippedByReason), notices: found.report.notices)
      if let input = lookup.input(of: found.report) { sources.append(input) }
      filesRead += [found.report.file].compactMap { $0 }
      remarks += found.report.notices.compactMap { $0.remark(file: lookup.argument.text) }
    }
    table = table.selecting(wanted)
    return Outcome(
      outputs: [.table(table)], values: ["\(name).skipped": .integer(report.skippedCount)],
      details: Details(
        rows: table.rowCount, leftOut: LeftOutLines(report.skippedByReason), skipped: report.skipped,
        notices: report.notices, lookup: partners),
      remarks: remarks, sources: sources, filesRead: filesRead)
  }

  func warnings(_ outcome: Outcome<Details>) -> [Diagnostic] {
    let (rows, found) = (outcome.details.rows, outcome.details.lookup)
    func told(_ notices: [ReadingNotice], of file: String) -> [Diagnostic] {
      notices.map { DataSource.placed($0.warning(file: file), at: span) }
    }
    var warnings = told(outcome.details.notices, of: argument.text)
    guard let lookup, let found else { return warnings }
    warnings += told(found.notices, of: lookup.argument.text)
    if rows > 0, found.counts.partnerless == rows { warnings.append(lookup.matchingNothing(rows, of: argument.text)) }
    return warnings
  }

  /// What was read, checked against the digest that the notebook promises.
  private func input(of report: LoadReport) throws -> ReportInput {
    switch source {
    case .sample(let sample, let shown):
      return ReportInput(shown, .sample(rows: sample.rows, seed: sample.seed))
    case .file(_, let shown):
      guard let digest else { return ReportInput(shown, report.file.map { .xxh128($0.digest) }) }
      let found = report.sha256 ?? ""
      try source.require(digest, found: found, at: span)
      return ReportInput(shown, .sha256(found))
    }
  }
}
