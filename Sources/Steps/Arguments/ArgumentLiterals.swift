import Diagnostics
import Notebooks
import Reports
import Tables

/// Numbers, words and texts as arguments.
extension ArgumentBinder {
  func integer(_ value: ExpressionSyntax, _ range: ClosedRange<Int>, _ parameter: Parameter) throws -> Int {
    guard let number = value.number else { throw wrongValue(value, parameter) }
    guard let whole = Int(exactly: number) else { throw wrongValue(value, parameter) }
    guard range.contains(whole) else {
      throw outOfRange(
        value, parameter, low: Phrase.integer(range.lowerBound),
        high: range.upperBound == .max ? nil : Phrase.integer(range.upperBound)
      )
    }
    return whole
  }

  /// "1" for 1.0.
  private static func short(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }

  func decimal(_ value: ExpressionSyntax, _ range: ClosedRange<Double>, _ parameter: Parameter) throws -> Double {
    guard let number = value.number else { throw wrongValue(value, parameter) }
    guard range.contains(number) else {
      let high = range.upperBound == .infinity ? nil : Self.short(range.upperBound)
      throw outOfRange(value, parameter, low: Self.short(range.lowerBound), high: high)
    }
    return number
  }

  func word(_ value: ExpressionSyntax, _ words: [String], _ parameter: Parameter) throws -> String {
    // A hyphen before a digit is a minus in expressions; as a choice, latin-1 is a word.
    let written = words.contains(value.span.text) ? value.span.text : nil
    guard let text = value.asColumnName ?? written else { throw wrongValue(value, parameter) }
    if words.contains(text) { return text }
    let near =
      Self.synonyms[text.lowercased()].flatMap { words.contains($0) ? [$0] : nil }
      ?? NearMiss.suggestions(for: text, among: words)
    let help = [NearMiss.question(near) ?? "choose one of \(words.joined(separator: ", "))"]
    throw Diagnostic(
      .wrongValue, "\"\(text)\" is not a choice for \(parameter.name) of \(signature.name)", at: value.span,
      label: "not one of \(words.joined(separator: ", "))", help: help,
      replacements: near.prefix(1).map { Replacement(value.span, with: $0) })
  }

  /// What other tools call the choices of options.
  private static let synonyms = [
    "text": "string", "str": "string", "varchar": "string", "char": "string", "object": "string", "utf8": "string",
    "int": "integer", "int64": "integer", "int32": "integer", "bigint": "integer", "long": "integer",
    "whole": "integer",
    "float": "decimal", "double": "decimal", "float64": "decimal", "float32": "decimal", "number": "decimal",
    "numeric": "decimal", "real": "decimal", "bool": "boolean", "logical": "boolean", "timestamp": "datetime",
    "time": "datetime", "unix": "seconds", "desc": "descending", "asc": "ascending", "utf8mb4": "utf-8",
    "iso-8859-1": "latin-1", "latin1": "latin-1", "raise": "error", "ignore": "skip",
  ]

  func string(_ value: ExpressionSyntax, _ parameter: Parameter) throws -> String {
    if case .literal(.string(let text)) = value.kind { return text }
    if case .name(let name) = value.kind {
      var text = name.text
      if case .string(.separator) = parameter.kind { text = SeparatorWord.written(text) ?? text }
      // A file's name has an ending, which nobody but the author knows.
      let isFile = if case .path = parameter.kind { true } else { false }
      throw Diagnostic(
        .wrongValue, "\(parameter.name) of \(signature.name) is a text", at: value.span, label: "a name, not a text",
        help: [
          isFile
            ? "name the file in double quotes, as in \"\(name.text).csv\""
            : "write it in double quotes: \"\(text)\""
        ],
        replacements: isFile ? [] : [Replacement(value.span, with: "\"\(text)\"")])
    }
    throw wrongValue(value, parameter)
  }

  func entry(_ value: ExpressionSyntax, _ words: [String], _ parameter: Parameter) throws -> (String, String) {
    guard case .entry(let name, let inner) = value.kind else {
      throw Diagnostic(
        .wrongValue, "\(parameter.name) of \(signature.name) is a list of name: word", at: value.span,
        label: "no colon", help: ["as in \(parameter.name): [\(value.span.text): \(words.first ?? "word")]"])
    }
    return (name.text, try word(inner.filled, words, parameter))
  }

  func newName(_ value: ExpressionSyntax, _ parameter: Parameter) throws -> String {
    guard let name = value.asColumnName, !name.isEmpty else { throw wrongValue(value, parameter) }
    return name
  }

  func wrongValue(_ value: ExpressionSyntax, _ parameter: Parameter) -> Diagnostic {
    let text = value.span.text
    let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
    var help: [String] = []
    var replacements: [Replacement] = []
    if case .literal(.string(let inner)) = value.kind, !inner.isEmpty, !parameter.kind.isText {
      if fits(inner, parameter.kind) {
        help = ["write \(inner) without quotes"]
        replacements = [Replacement(value.span, with: inner)]
      } else if case .column(let table, _) = parameter.kind, case .table(let argument)? = bound.values[table] {
        help = ["\(parameter.name): takes the name of a column of \(argument.name), not a text"]
      }
    }
    if case .name(let name) = value.kind, !name.isQuoted, Self.takesText(parameter.kind) {
      help = ["if it is a text, write it in quotes: \"\(name.text)\""]
      replacements = [Replacement(value.span, with: "\"\(name.text)\"")]
    }
    if help.isEmpty, case .literal(.string(let inner)) = value.kind, Self.takesNewNames(parameter.kind),
      !inner.isEmpty, !inner.contains("`")
    {
      help = ["write it in backquotes: `\(inner)`"]
      replacements = [Replacement(value.span, with: "`\(inner)`")]
    }
    return Diagnostic(
      .wrongValue, "\(parameter.name) of \(signature.name) cannot be \(shown)", at: value.span,
      label: "\(Self.article(parameter.kind.noun)) is wanted", notes: ["\(parameter.name): \(parameter.summary)"],
      help: help, replacements: replacements)
  }

  private static func takesText(_ kind: ParameterKind) -> Bool {
    switch kind {
    case .string: true
    case .either(let a, let b): takesText(a) || takesText(b)
    default: false
    }
  }

  private static func takesNewNames(_ kind: ParameterKind) -> Bool {
    switch kind {
    case .newName, .newNames: true
    default: false
    }
  }

  /// Whether a text would be a value of the kind without its quotes.
  private func fits(_ text: String, _ kind: ParameterKind) -> Bool {
    func column(_ table: String, _ types: Set<ColumnType>?) -> Bool {
      guard case .table(let argument)? = bound.values[table], let type = argument.schema.type(of: text) else {
        return false
      }
      return Lexicon.isWord(text) && types?.contains(type) ?? true
    }
    switch kind {
    case .integer(let range), .integers(let range, _): return Int(text).map { range.contains($0) } ?? false
    case .decimal(let range), .decimals(let range, _): return Double(text).map { range.contains($0) } ?? false
    case .boolean: return text == "true" || text == "false"
    case .word(let words): return words.contains(text)
    case .column(let table, let types), .columns(let table, let types, _): return column(table, types)
    case .sortKeys(let table, _): return column(table, nil)
    case .newName, .newNames: return Lexicon.isWord(text)
    case .either(let a, let b): return fits(text, a) || fits(text, b)
    case .table, .tables, .model, .models, .embedding, .string, .strings, .path, .range, .entries, .condition,
      .expression, .aggregate, .scalar:
      return false
    }
  }

  private func outOfRange(_ value: ExpressionSyntax, _ parameter: Parameter, low: String, high: String?) -> Diagnostic {
    let allowed = high.map { "between \(low) and \($0)" } ?? "at least \(low)"
    return Diagnostic(
      .outOfRange, "\(parameter.name) of \(signature.name) must be \(allowed)", at: value.span,
      label: "\(value.span.text) is outside", notes: ["\(parameter.name): \(parameter.summary)"])
  }
}

extension ParameterKind {
  /// Whether a text is wanted, and not the name of something.
  var isText: Bool {
    switch self {
    case .string, .strings, .path: true
    default: false
    }
  }

  /// As a sentence names it.
  var noun: String {
    switch self {
    case .table: "table"
    case .tables: "table, or a list of tables"
    case .model: "model"
    case .models: "model, or a list of models"
    case .embedding: "embedding"
    case .column: "column"
    case .columns, .sortKeys: "column, or a list of columns"
    case .integer: "whole number"
    case .decimal: "number"
    case .boolean: "true or false"
    case .word(let words): words.count == 1 ? "the word \(words[0])" : "one of \(words.joined(separator: ", "))"
    case .string: "text in double quotes"
    case .strings: "list of texts in double quotes"
    case .path: "file or source in double quotes"
    case .range: "range of whole numbers, such as 5..10"
    case .integers: "list of whole numbers"
    case .decimals: "list of numbers"
    case .entries: "list of name: word"
    case .newName: "name"
    case .newNames: "list of names"
    case .condition: "condition"
    case .expression, .aggregate, .scalar: "expression"
    case .either(let a, let b): "\(a.noun) or \(b.noun)"
    }
  }
}

extension ExpressionSyntax {
  /// The name it is, where it is one; a text that a parameter put in counts as one.
  var asColumnName: String? {
    if case .name(let name) = kind { return name.text }
    return nil
  }

  /// The number it is, where it is a literal with or without a minus.
  var number: Double? {
    switch kind {
    case .literal(.integer(let value)): Double(value)
    case .literal(.decimal(let value)): value
    case .unary(.minus, let inner): inner.filled.number.map { -$0 }
    default: nil
    }
  }
}

extension CheckFaults {
  /// A blank that nobody has filled in: a state, not an error.
  public static func unsolved(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unsolvedBlank, "a blank is left to fill in", at: span, label: "put your answer here", severity: .note,
      help: ["replace \(span.text) and run again"])
  }
}

extension DiagnosticCode {
  public static let wrongValue = DiagnosticCode(
    "wrong-value", "An operand or an option is given something of another kind than it takes.")
  public static let outOfRange = DiagnosticCode(
    "out-of-range", "A number is outside of what an option allows; the message names both ends.")
  public static let unsolvedBlank = DiagnosticCode(
    "unsolved-blank", "A blank (____ or <CODE>) stands where a learner is to write something.")
}
