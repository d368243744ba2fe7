import Diagnostics
import Reports
import Tables

/// Runs a part of a step on tables; what the tables cannot do becomes a diagnostic with its place and what to do.
func tables<Result>(at span: SourceSpan, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let fault as TableError {
    throw TableFaults.diagnostic(fault, at: span)
  }
}

extension SourceSpan {
  /// What a step finds wrong while it runs.
  func fault(
    _ code: DiagnosticCode, _ message: String, notes: [String] = [], help: [String] = []
  ) -> Diagnostic {
    Diagnostic(code, message, at: self, label: "in this step", notes: notes, help: help)
  }
}

/// The faults of table operations, worded with their place.
enum TableFaults {
  static func diagnostic(_ found: TableError, at span: SourceSpan) -> Diagnostic {
    switch found {
    case .noColumn(let name): return span.fault(.unknownColumn, "the table has no column \"\(name)\"")
    case .wrongType: return span.fault(.typeMismatch, found.description)
    case .typesDiffer(let left, let leftType, let right, let rightType):
      return keyTypesDiffer(left, leftType, right, rightType, at: span)
    case .nameClash(let names): return nameClash(names, "would be there twice", at: span)
    case .notEnoughRows(let wanted, let available):
      return Diagnostic(
        .notEnoughRows, "\(Phrase.count(wanted, "row")) are asked for, and the table has \(Phrase.integer(available))",
        at: span,
        label: "more than there are", help: ["ask for at most \(available)"])
    case .tooManyRows(let count):
      return span.fault(
        .tooManyRows, "the result would have \(Phrase.integer(count)) rows, more than a table can hold",
        help: ["a key that repeats in both tables pairs every row with every other: make it distinct with dedupe first"]
      )
    case .tooLarge(let rows, let bytes, let memory):
      return span.fault(
        .resultTooLarge,
        "the result would have \(Phrase.integer(rows)) rows and take \(gigabytes(bytes)) of memory, of which "
          + "\(gigabytes(memory)) are left",
        help: [
          "a key that repeats in both tables pairs every row with every other: make it distinct with dedupe first",
          "or name more columns with on:, or leave out of both tables what is not needed with select",
        ])
    case .tooManyPairs(let columns, let bytes, let memory):
      return span.fault(
        .resultTooLarge,
        "the pairs of \(Phrase.integer(columns)) columns would take \(gigabytes(bytes)) of memory, of which "
          + "\(gigabytes(memory)) are left", help: ["name fewer of them with columns:"])
    case .textsTooLong(let limit):
      return span.fault(
        .resultTooLarge, "the texts that are made would take more than \(gigabytes(limit)), a quarter of the memory",
        help: ["join or replace less of what other concat and replace have made longer"])
    case .fractionOutside, .quantileOutside, .negativeCount:
      return span.fault(.outOfRange, found.description)
    case .noColumns: return Diagnostic(.wrongValue, "at least one column is wanted", at: span, label: "names none")
    }
  }

  /// "29 GB"; less than one with a decimal.
  static func gigabytes(_ bytes: Int) -> String {
    let amount = Double(bytes) / 1e9
    return "\(Phrase.number(amount, decimals: amount < 10 ? 1 : 0)) GB"
  }

  /// Names that a table would have twice; `reason` ends the sentence that starts with them.
  static func nameClash(
    _ names: [String], _ reason: String, at span: SourceSpan, related: [SpanLabel] = [], help: [String] = []
  ) -> Diagnostic {
    var listed = names.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
    if names.count > 4 { listed += " and \(names.count - 4) more" }
    return Diagnostic(
      .nameClash, "\(names.count == 1 ? "the column" : "the columns") \(listed) \(reason)", at: span,
      label: "a table has every name once", related: related, help: help)
  }

  static func keyTypesDiffer(
    _ left: String, _ leftType: ColumnType, _ right: String, _ rightType: ColumnType, at span: SourceSpan,
    help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .keyTypesDiffer, "\(left) is \(leftType.described), and \(right) is \(rightType.described)", at: span,
      label: "these can never be equal", help: [help ?? "make them of one type where they are loaded, with types:"])
  }

  /// Neither or both of two options of which exactly one must be given.
  static func notExactlyOne(
    of options: [any DeclaredParameter], isNone: Bool, step: String, at span: SourceSpan
  ) -> Diagnostic {
    let listed = options.map { $0.parameter.name + ":" }.joined(separator: " or ")
    return Diagnostic(
      isNone ? .missingOption : .conflictingOptions, "\(step) needs either \(listed)\(isNone ? "" : ", not both")",
      at: span, label: isNone ? "neither is given" : "one option too many",
      help: ["give exactly one of \(listed); matinee help \(step) has examples"])
  }
}

extension DiagnosticCode {
  static let notEnoughRows = DiagnosticCode(
    "not-enough-rows",
    "A step asks for more rows than the table has. Rows are drawn without replacement, so that none can come twice.")
  static let tooManyRows = DiagnosticCode(
    "too-many-rows",
    "A join would give more than 4,294,967,294 rows, which is more than a table can hold. Its keys repeat in both tables; "
      + "make them distinct in one of the two.")
  static let resultTooLarge = DiagnosticCode(
    "result-too-large",
    "The result of a step would be larger than the memory that is left: of the machine, of the container or as the process is "
      + "limited (ulimit -v). It is told before any of it is taken. Most often a key repeats in both tables of a join, so that every "
      + "row of one goes with every row of the other; or concat and replace, of what they have made before, double a text again and "
      + "again.")
  static let nameClash = DiagnosticCode(
    "name-clash",
    "The result of a step would have two columns of the same name. Rename or leave out one of them before the step.")
  static let keyTypesDiffer = DiagnosticCode(
    "key-types-differ",
    "The columns that a join compares are of different types, so that no two values could be equal. An integer and an index "
      + "are compared as numbers; all else must be of the same type.")
  static let conflictingOptions = DiagnosticCode(
    "conflicting-options", "Two options of a step exclude each other, and both are given.")
}
