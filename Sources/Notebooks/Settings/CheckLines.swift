import Diagnostics

/// The `check:` of a cell's options: statements of the language, not YAML, whose quotes and colons mean other things.
///
///     #| check:
///     #|   - expect reduced.rows > 0 because: "the filter kept nothing"
///     #|   - expect reduced.rows < ratings.rows
///     #|       because: "nothing was cut"
struct CheckLines {
  /// The key's place; nil when there is no `check:`.
  private(set) var key: SourceSpan?
  /// The lines of the statements, without the dashes.
  private(set) var statements: [Range<Int>] = []
  /// Whole lines of the file, from the key to the last statement, with the line ends.
  private(set) var span: SourceSpan?
  /// The other options' lines.
  private(set) var rest: [Range<Int>] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ lines: [Range<Int>], in file: SourceFile) {
    var isInside = false
    /// Columns before the first statement: what is deeper goes on with the one above.
    var margin: Int?
    for line in lines {
      let indentation = file.bytes[line].prefix { $0 == .space }.count
      let start = line.lowerBound + indentation
      let text = file.bytes[start..<line.upperBound]
      let isItem = text.first == UInt8(ascii: "-") && (text.count == 1 || text[start + 1] == .space)
      if isInside, text.isEmpty || indentation > 0 || isItem {
        if text.isEmpty { continue }
        margin = margin ?? indentation
        let skipped = isItem ? 1 + text.dropFirst().prefix { $0 == .space }.count : min(indentation, margin ?? 0)
        statements.append((isItem ? start : line.lowerBound) + skipped..<line.upperBound)
        cover(line, in: file)
        continue
      }
      isInside = indentation == 0 && text.starts(with: "check:".utf8)
      guard isInside else {
        rest.append(line)
        continue
      }
      let span = file.span(start..<start + 5)
      if let first = key {
        diagnostics.append(
          Diagnostic(
            .duplicateKey, "\"check\" is set twice", at: span, related: [SpanLabel(first, "first set here")],
            help: ["write all checks below one check:, each behind a dash"]))
      }
      key = key ?? span
      margin = nil
      cover(line, in: file)
      let after = text.dropFirst(6).drop { $0 == .space }
      if !after.isEmpty, !after.elementsEqual("|".utf8) { statements.append(after.startIndex..<line.upperBound) }
    }
  }

  private mutating func cover(_ line: Range<Int>, in file: SourceFile) {
    let number = file.line(at: line.lowerBound) - file.firstLine
    let next = number + 1 < file.lineStarts.count ? file.lineStarts[number + 1] : file.bytes.count
    let whole = file.span(file.lineStarts[number]..<next)
    span = span.map { $0.union(whole) } ?? whole
  }

  /// The statements, each an `expect` that says what to tell a learner; with what is wrong with them.
  func read(in file: SourceFile) -> ([Statement], [Diagnostic]) {
    guard let key else { return ([], []) }
    var faults = diagnostics
    let (parsed, found) = LanguageParser.parse(Lexer(file: file, lines: statements))
    faults += found
    if parsed.isEmpty, found.isEmpty {
      faults.append(
        Diagnostic(
          .malformedCheck, "there is nothing below check:", at: key,
          help: ["write - expect reduced.rows > 0 because: \"the filter kept nothing\""]))
    }
    for statement in parsed where !statement.isDamaged {
      if statement.verb.text != "expect" {
        faults.append(
          Diagnostic(
            .malformedCheck, "a check is an expect", at: statement.verb.span, label: "not expect",
            help: ["write - expect reduced.rows > 0 because: \"the filter kept nothing\""]))
      } else if !statement.tellsReason {
        faults.append(
          Diagnostic(
            .malformedCheck, "a check does not say what is wrong when it fails", at: statement.span,
            label: "no because:", help: ["tell the learner in words: because: \"…\""]))
      }
    }
    return (parsed.filter { $0.verb.text == "expect" }, faults)
  }
}

extension Statement {
  /// The option of an `expect` that says what is wrong when it fails.
  public static let reason = "because"

  /// Whether it says what is wrong when it fails.
  public var tellsReason: Bool { options.contains { $0.key.text == Self.reason } }
}

extension DiagnosticCode {
  static let malformedCheck = DiagnosticCode(
    "malformed-check",
    "Below check: of a cell's options stand statements, each an expect with because:, which is what a learner is told when it "
      + "does not hold.")
}
