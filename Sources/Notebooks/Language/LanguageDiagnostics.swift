import Diagnostics

extension LanguageParser {
  mutating func report(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan, label: String = "", related: [SpanLabel] = [],
    help: [String] = [], replacements: [Replacement] = []
  ) {
    if hasGivenUp { return }
    diagnostics.append(
      Diagnostic(code, message, at: span, label: label, related: related, help: help, replacements: replacements))
  }

  /// The next token cannot stand where it stands.
  ///
  /// - Parameters:
  ///   - expected: the bracket that should stand here, and `opened` where the one is that it closes.
  mutating func reportUnexpected(expected: String? = nil, opened: SpanLabel? = nil, label: String = "") {
    let found = described(current)
    let message = expected.map { "expected \($0), found \(found)" } ?? "\(found) cannot stand here"
    report(
      .unexpectedToken, message, at: file.span(current.range), label: label, related: [opened].compactMap { $0 })
  }

  /// What is left over when all before it has been read.
  mutating func reportLeftOver() {
    reportUnexpected(label: current.closes ? "there is no bracket before it that it closes" : "")
  }

  func described(_ token: Token) -> String {
    switch token.kind {
    case .end: return "the end of the statement"
    case .word(let word): return "\"\(word)\""
    case .quotedName: return "a name"
    case .string: return "a string"
    case .integer, .decimal: return "a number"
    case .date: return "a date"
    case .unsolved: return "a blank"
    case .symbol(let symbol): return "\"\(symbol.rawValue)\""
    }
  }
}

extension DiagnosticCode {
  static let missingVerb = DiagnosticCode(
    "missing-verb",
    "Every statement starts with its verb, such as load or describe. A line that goes on with the statement above it "
      + "is indented.")
  static let unexpectedToken = DiagnosticCode(
    "unexpected-token",
    "Something stands where the grammar has no place for it. A statement is: verb operands key: value … as name.")
  static let missingValue = DiagnosticCode(
    "missing-value",
    "An operator, an option's key or a comma needs a value beside it, and there is none.")
  static let missingName = DiagnosticCode(
    "missing-name", "A name must follow \"as\" or the dot of a path, and there is none.")
  static let missingComma = DiagnosticCode(
    "missing-comma", "Items of a list, arguments of a call and names of results are separated by commas.")
  public static let missingColon = DiagnosticCode(
    "missing-colon", "An option is a key, a colon and a value, such as by: customer_id. The colon is missing.")
  static let spacedColon = DiagnosticCode(
    "spaced-colon", "The colon of an option follows its key directly: by: customer_id, not by : customer_id.")
  static let unclosedBracket = DiagnosticCode(
    "unclosed-bracket",
    "A bracket or brace was opened and the statement ended before it was closed. Lines that go on with a statement are "
      + "indented.")
  static let mismatchedBracket = DiagnosticCode(
    "mismatched-bracket", "A bracket is closed by one of another kind, as in [1, 2).")
  static let emptyBlank = DiagnosticCode(
    "empty-blank",
    "Braces mark what a learner has to fill in and hold its solution. To leave a blank open, write ____ instead.")
  static let duplicateOption = DiagnosticCode(
    "duplicate-option", "An option is given twice in one statement. Which value counts would be a guess; remove one.")
  static let duplicateBinding = DiagnosticCode(
    "duplicate-binding", "Two results of one statement get the same name. Give each its own.")
  static let repeatedAs = DiagnosticCode(
    "repeated-as", "A statement says \"as\" once; several names of results are separated by commas.")
  static let misplacedOperand = DiagnosticCode(
    "misplaced-operand",
    "Operands stand before the options. A value behind an option is a misplaced operand, or its key is missing.")
  static let optionWithoutStatement = DiagnosticCode(
    "option-without-statement",
    "A line starts with key: value but is not indented, so it belongs to no statement. Indent it under its statement.")
  public static let unbracketedList = DiagnosticCode(
    "unbracketed-list", "Several values of one option are a list and stand in brackets: by: [customer_id, product_id].")
  static let assignment = DiagnosticCode(
    "assignment", "Results are not assigned with =; they get their names at the end of the statement: … as name.")
  static let singleEquals = DiagnosticCode(
    "single-equals", "Equality is written ==. A single = is used for nothing, so that no comparison is an accident.")
  static let foreignOperator = DiagnosticCode(
    "foreign-operator",
    "An operator, a choice or a comment is written as in another language. Here conditions are joined with the words and, "
      + "or, not; unequal is !=; what SQL asks with like and between is a function or two comparisons; a choice is "
      + "if(condition, a, b); and a comment starts with #.")
  static let chainedComparison = DiagnosticCode(
    "chained-comparison",
    "A comparison gives true or false, which cannot be compared further. Write 1 < x and x < 5.")
  static let isWithoutNull = DiagnosticCode(
    "is-without-null", "\"is\" only asks whether a value is missing: is null, is not null. Equality is written ==.")
  static let reservedName = DiagnosticCode(
    "reserved-name",
    "A word of the language (as, and, or, not, in, is, null, true, false) cannot be a name. In backquotes it can.")
  static let tooDeep = DiagnosticCode(
    "too-deep", "Brackets or operators are nested deeper than the language reads. Split the expression over steps.")
}
