import Diagnostics

extension LanguageParser {
  /// A word, a name in backquotes, `____`, or one of them in braces; nil, and nothing read, for anything else.
  mutating func parseName() -> Name? {
    let token = current
    let span = file.span(token.range)
    switch token.kind {
    case .word(let text):
      if Lexicon.reserved.contains(text) { report(.reservedName, text, at: span) }
      advance()
      return Name(text, span: span)
    case .quotedName(let text):
      advance()
      return Name(text, span: span, isQuoted: true)
    case .unsolved:
      advance()
      return Name(span.text, span: span)
    case .symbol(.openBrace) where peek(2).is(.closeBrace):
      let braces = file.span(token.range.lowerBound..<peek(2).range.upperBound)
      let before = index
      advance()
      guard current.kind != .symbol(.openBrace), var name = parseName() else {
        index = before
        return nil
      }
      advance()
      name.blank = braces
      return name
    default: return nil
    }
  }

  private mutating func report(_ code: DiagnosticCode, _ word: String, at span: SourceSpan) {
    report(
      code, "\"\(word)\" is a word of the language and cannot be a name", at: span,
      help: ["put it in backquotes: `\(word)`"], replacements: [Replacement(span, with: "`\(word)`")])
  }

  /// Whether a key and its colon come next.
  var isKeyAhead: Bool {
    switch current.kind {
    case .word, .quotedName, .unsolved, .string: return peek(1).is(.colon)
    case .symbol(.openBrace): return peek(2).is(.closeBrace) && peek(3).is(.colon)
    default: return false
    }
  }

  /// A key with its colon; nil, and nothing read, when there is none.
  mutating func parseKey() -> Name? {
    guard isKeyAhead else { return nil }
    let span = file.span(current.range)
    var key: Name
    if case .string(let text) = current.kind {
      report(
        .wrongQuotes, "a name with spaces stands in backquotes", at: span, help: ["write `\(text)`:"],
        replacements: [Replacement(span, with: "`\(text)`")])
      advance()
      key = Name(text, span: span, isQuoted: true)
    } else {
      guard let name = parseName() else { return nil }
      key = name
    }
    let (colon, endOfKey) = (current.range, endOfPrevious)
    if peek(1).is(.assign), peek(1).range.lowerBound == colon.upperBound {
      advance()
      report(
        .unexpectedToken, "\"=\" has no place behind the colon", at: file.span(current.range),
        label: "write \(key.text):",
        replacements: [Replacement(file.span(endOfKey..<current.range.upperBound), with: ":")])
    } else if colon.lowerBound != endOfPrevious {
      let gap = file.span(endOfPrevious..<colon.upperBound)
      report(
        .spacedColon, "the colon follows its key directly", at: file.span(colon),
        label: "write \(key.text):", replacements: [Replacement(gap, with: ":")])
    }
    advance()
    if key.text.isEmpty { key.text = "____" }
    return key
  }
}
