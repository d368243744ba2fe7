import Diagnostics

/// Reads the language of cells: bytes of a markdown file to statements, with everything that is wrong with them.
///
/// A statement is its first line and the lines indented under it; while a bracket is open, lines that cannot start a
/// statement go on with it too. An error ends no more than the statement it is in. Complexity: O(bytes).
public struct LanguageParser {
  let file: SourceFile
  var tokens: [Token]
  var diagnostics: [Diagnostic]
  /// The token to read next, and where the statement that is being read ends.
  var index = 0
  var end = 0
  /// Open brackets around the place, and the height of the tree of the expression read last.
  var depth = 0
  var height = 0
  /// Set when the rest of a statement is skipped: what follows would only be noise.
  var hasGivenUp = false
  var isExpectation = false
  /// Whether the value of an option is read, where `=` cannot stand for a colon.
  var isInOption = false

  /// Brackets in brackets; deeper ones are an error, so that no input exhausts the stack. Empirical: 10 times what people write.
  static let depthLimit = 64
  /// Operators above each other in one expression, for the same reason.
  static let heightLimit = 400

  init(_ lexer: Lexer) {
    file = lexer.file
    tokens = lexer.tokens
    diagnostics = lexer.diagnostics
    end = tokens.count - 1
  }

  /// The statements in a range of a file, and all errors in them in the order of their places.
  public static func parse(file: SourceFile, range: Range<Int>) -> (statements: [Statement], diagnostics: [Diagnostic])
  {
    parse(Lexer(file: file, lines: lines(of: range, in: file)))
  }

  /// The same of lines that were lexed: those of a cell may have prefixes, as in a list or a quote, which they leave out.
  static func parse(_ lexer: Lexer) -> (statements: [Statement], diagnostics: [Diagnostic]) {
    var parser = LanguageParser(lexer)
    var statements = parser.parseStatements(until: parser.tokens.count - 1, blank: nil)
    let found = parser.diagnostics.sorted(by: Diagnostic.inReadingOrder)
    mark(&statements, damagedBy: found)
    return (statements, found)
  }

  /// One expression, as in an inline value. nil when there is none at all.
  public static func parseExpression(file: SourceFile, range: Range<Int>) -> (ExpressionSyntax?, [Diagnostic]) {
    parseExpression(file: file, lines: lines(of: range, in: file), span: file.span(range))
  }

  static func parseExpression(
    file: SourceFile, lines: [Range<Int>], span: SourceSpan
  ) -> (ExpressionSyntax?, [Diagnostic]) {
    var parser = LanguageParser(Lexer(file: file, lines: lines))
    guard parser.index < parser.end else {
      return (nil, parser.diagnostics + [Diagnostic(.missingValue, "there is no expression", at: span)])
    }
    let expression = parser.parseExpression()
    if parser.index < parser.end { parser.reportLeftOver() }
    return (expression, parser.diagnostics.sorted(by: Diagnostic.inReadingOrder))
  }

  static func lines(of range: Range<Int>, in file: SourceFile) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    let range = range.clamped(to: 0..<file.bytes.count)
    var line = file.line(at: range.lowerBound)
    while line <= file.lineStarts.count, file.lineStarts[line - 1] < max(range.upperBound, range.lowerBound + 1) {
      lines.append(file.range(ofLine: line).clamped(to: range))
      line += 1
    }
    return lines
  }

  private static func mark(_ statements: inout [Statement], damagedBy diagnostics: [Diagnostic]) {
    var next = 0
    let places = diagnostics.compactMap { $0.primary?.span.range.lowerBound }
    for position in statements.indices {
      let range = statements[position].span.range
      while next < places.count, places[next] < range.lowerBound { next += 1 }
      if next < places.count, places[next] <= range.upperBound { statements[position].isDamaged = true }
    }
  }

  // MARK: Statements and their lines

  mutating func parseStatements(until limit: Int, blank: SourceSpan?) -> [Statement] {
    var statements: [Statement] = []
    while index < limit {
      hasGivenUp = false
      depth = 0
      if tokens[index].is(.openBrace), index + 1 < limit, tokens[index + 1].isFirstOfLine,
        blank == nil, let close = matchingClose(of: index, until: limit)
      {
        let span = file.span(tokens[index].range.lowerBound..<tokens[close].range.upperBound)
        if close == index + 1 { report(.emptyBlank, "there is nothing between the braces", at: span) }
        index += 1
        statements += parseStatements(until: close, blank: span)
        index = close + 1
        continue
      }
      end = endOfStatement(from: index, until: limit)
      let next = end
      if var statement = parseBlankOrStatement() {
        if let blank {
          statement.isBlank = true
          statement.blank = statement.blank ?? blank
        }
        statements.append(statement)
      }
      index = next
    }
    return statements
  }

  private func endOfStatement(from start: Int, until limit: Int) -> Int {
    let base = max(tokens[start].indentation, 0)
    var open = 0
    for at in start..<limit {
      let token = tokens[at]
      if at > start, token.isFirstOfLine, token.indentation <= base, open == 0 || !goesOn(at, until: limit) {
        return at
      }
      if token.opens != nil { open += 1 } else if token.closes { open = max(0, open - 1) }
    }
    return limit
  }

  /// Whether a line that is not indented can only be the inside of a bracket that is open.
  private func goesOn(_ at: Int, until limit: Int) -> Bool {
    switch tokens[at].kind {
    case .symbol(.openBrace): return false
    case .word, .unsolved, .quotedName:
      guard at + 1 < limit, !tokens[at + 1].isFirstOfLine else { return false }
      return tokens[at + 1].is(.comma) || tokens[at + 1].closes
    default: return true
    }
  }

  /// Looks no further than 5,000 tokens (empirical), so that a page of opening braces does not take a page's square of time.
  func matchingClose(of opener: Int, until limit: Int) -> Int? {
    var open = 0
    for at in opener..<min(limit, opener + 5_000) {
      if tokens[at].opens != nil {
        open += 1
      } else if tokens[at].closes {
        open -= 1
        if open == 0 { return tokens[at].kind == .symbol(.closeBrace) ? at : nil }
      }
    }
    return nil
  }

  // MARK: Tokens

  /// The next token of the statement; at its end a token of kind `end` just behind the last one.
  var current: Token { peek(0) }

  func peek(_ ahead: Int) -> Token {
    if index + ahead < end { return tokens[index + ahead] }
    let place = endOfPrevious
    return Token(kind: .end, range: place..<place, indentation: -1)
  }

  /// Where the token that was read last ends.
  var endOfPrevious: Int { index > 0 ? tokens[min(index, end) - 1].range.upperBound : tokens[0].range.lowerBound }

  mutating func advance() { if index < end { index += 1 } }

  func span(from start: Int) -> SourceSpan { file.span(start..<max(start, endOfPrevious)) }
}
