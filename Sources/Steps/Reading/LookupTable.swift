import Diagnostics
import Reports
import Tables

/// The second file of a `load`: a left join with the first of its rows for each key.
struct LookupTable: Sendable {
  let argument: PathArgument
  let keys: [String]
  let added: [Schema.Field]
  let outline: SourceOutline
  private let source: DataSource
  private let options: ReadingOptions
  private let span: SourceSpan

  /// - Parameter table: the table that it completes, as a diagnostic calls it, and its columns.
  init(
    _ argument: PathArgument, completing table: (name: String, schema: Schema), options first: ReadingOptions,
    _ arguments: Arguments
  ) throws {
    self.argument = argument
    let span = arguments.span(Load.lookup)
    self.span = span
    source = try DataSource(argument, at: span)
    options = try LoadOptions.lookup(arguments, beside: first)
    do {
      outline = try source.outline(options, at: span)
    } catch var fault as Diagnostic where fault.code == .wrongNameCount {
      fault.primary = SpanLabel(arguments.span(Load.lookupNames), "as many names as columns are wanted")
      throw fault
    }
    let mine = JoinKeys.Side(name: table.name, schema: table.schema)
    let other = JoinKeys.Side(name: argument.text, schema: outline.schema)
    keys = try Self.keys(mine, other, isUnnamed: outline.isUnnamed && options.names == nil, arguments)
    let faults = JoinKeys.faults(
      keys, mine, other, at: { arguments.isGiven(Load.on) ? arguments.span(Load.on, item: $0) : span },
      typesHelp: { "say of both files types: [\($0): \($1.rawValue)]" })
    if !faults.isEmpty { throw DiagnosticList(faults) }
    let clashes = JoinKeys.clashes(keys, mine, other)
    if !clashes.isEmpty {
      let renamed = outline.schema.names.map { clashes.contains($0) ? "other_\($0)" : $0 }
      throw TableFaults.nameClash(
        clashes, clashes.count == 1 ? "is in both files" : "are in both files", at: span,
        help: ["give it another name, as in lookup-names: [\(renamed.joined(separator: ", "))]"])
    }
    let found = Set(keys)
    added = outline.schema.fields.filter { !found.contains($0.name) }
    if added.isEmpty {
      throw Diagnostic(
        .wrongValue, "\(argument.text) has no column beside \(Phrase.list(keys)), so it would add nothing", at: span,
        label: "adds no column")
    }
  }

  /// The columns of `on:`, or the only one that both files have.
  private static func keys(
    _ mine: JoinKeys.Side, _ other: JoinKeys.Side, isUnnamed: Bool, _ arguments: Arguments
  ) throws -> [String] {
    let span = arguments.span(Load.lookup)
    let notes = [
      "its columns are \(other.schema.names.joined(separator: ", "))",
      "the table's are \(mine.schema.names.joined(separator: ", "))",
    ]
    if isUnnamed {
      throw Diagnostic(
        .noCommonColumn, "\(other.name) has no header, so its columns have no names to look anything up by", at: span,
        label: "columns without names", notes: notes,
        help: ["name its columns in their order: lookup-names: […], and those of the first file with names: […]"])
    }
    if let keys = try arguments[Load.on] {
      if keys.isEmpty { throw TableFaults.diagnostic(.noColumns, at: arguments.span(Load.on)) }
      return keys
    }
    let common = other.schema.names.filter { mine.schema.type(of: $0) != nil }
    if common.isEmpty {
      throw Diagnostic(
        .noCommonColumn, "\(other.name) has no column in common with the table it is to complete", at: span,
        label: "nothing to look up by", notes: notes,
        help: ["give the key one name in both, with names: or lookup-names:"])
    }
    if common.count > 1 {
      throw Diagnostic(
        .severalCommonColumns, "\(other.name) has \(Phrase.list(common)) in common with the table it is to complete",
        at: span, label: "by which of them?",
        help: [
          "say which of them tells what a row is about: on: \(common[0]), or on: [\(common.joined(separator: ", "))]"
        ])
    }
    return common
  }

  /// The table with the columns of this file that are wanted, how the two fit, and what reading it found.
  func adding(
    to table: Table, wanted: [String], _ context: RunContext
  ) throws -> (table: Table, counts: PartnerCounts, report: LoadReport) {
    let columns = keys + added.map(\.name).filter { wanted.contains($0) }
    let (second, report) = try TableLoading.read(source, columns: columns, options, context, at: span)
    try source.require(outline.schema, found: report.schema, at: span)
    let (complete, counts) = try tables(at: span) {
      try table.lookingUp(second.selecting(columns), on: keys.map { Table.JoinKey($0) }, threads: context.threads)
    }
    return (complete, counts, report)
  }

  /// That not one of the rows is found here.
  func matchingNothing(_ rows: Int, of table: String) -> Diagnostic {
    PartnerlessRows.warning(rows, of: (table, argument.text), by: keys, at: span)
  }

  func input(of report: LoadReport) -> ReportInput? {
    report.file.map { ReportInput(source.shown, .xxh128($0.digest)) }
  }
}

extension DiagnosticCode {
  static let noCommonColumn = DiagnosticCode(
    "no-common-column", "The file of lookup: has no column that the loaded table has, so no row can be found by it.")
  static let severalCommonColumns = DiagnosticCode(
    "several-common-columns",
    "The file of lookup: has several columns of the same name as the table that it completes, and not all of them need say what a "
      + "row is about. on: names those that must agree.")
}
