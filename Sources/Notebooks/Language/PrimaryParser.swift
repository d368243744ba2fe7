import Diagnostics

extension LanguageParser {
  func startsValue(_ token: Token) -> Bool {
    switch token.kind {
    case .end: return false
    case .word(let word): return !Lexicon.reserved.contains(word) || ["true", "false", "null", "not"].contains(word)
    case .symbol(let symbol): return symbol.closing != nil || symbol == .minus
    default: return true
    }
  }

  mutating func parsePrimary() -> ExpressionSyntax {
    height = 0
    let token = current
    let span = file.span(token.range)
    func literal(_ literal: Literal) -> ExpressionSyntax { ExpressionSyntax(.literal(literal), span: span) }
    switch token.kind {
    case .integer(let value):
      advance()
      return literal(.integer(value))
    case .decimal(let value):
      advance()
      return literal(.decimal(value))
    case .string(let value):
      advance()
      return literal(.string(value))
    case .date(let value):
      advance()
      return literal(.date(value))
    case .unsolved:
      advance()
      return ExpressionSyntax(.unsolved, span: span)
    case .word("true"), .word("false"):
      advance()
      return literal(.boolean(token.word == "true"))
    case .word("null"):
      advance()
      return literal(.null)
    case .word("as") where index > 0 && !peek(1).is(.colon):
      let place = file.span(endOfPrevious..<endOfPrevious)
      report(.missingValue, "a value is missing before \"as\"", at: place, label: "expected a value")
      return placeholder()
    case .word(let word) where Lexicon.reserved.contains(word):
      reportUnexpected()
      if word != "as", !peek(1).is(.colon) { advance() }
      return placeholder()
    case .word, .quotedName: return parseIfThen() ?? parseCase() ?? parseNameOrCall()
    case .symbol(.openParenthesis): return parseParenthesized()
    case .symbol(.openBracket): return parseList()
    case .symbol(.openBrace): return parseBlank()
    case .end:
      report(.missingValue, "a value is missing", at: span, label: "expected a value")
      return placeholder()
    case .symbol(.star) where index > 0 && tokens[index - 1].is(.openParenthesis) && peek(1).is(.closeParenthesis):
      // As SQL counts rows.
      report(
        .unexpectedToken, "\"*\" cannot stand here", at: span, label: "remove it",
        help: ["count() counts all rows, count(column) those with a value"], replacements: [Replacement(span, with: "")]
      )
      advance()
      return placeholder()
    default:
      reportUnexpected()
      if !token.closes, !token.is(.comma) { advance() }
      return placeholder()
    }
  }

  private mutating func parseNameOrCall() -> ExpressionSyntax {
    let start = current.range.lowerBound
    guard let first = parseName() else { return placeholder() }
    var names = [first]
    while current.is(.dot), current.range.lowerBound == endOfPrevious {
      let dot = file.span(current.range)
      advance()
      guard current.range.lowerBound == endOfPrevious, let part = parsePathPart() else {
        report(.missingName, "a name is missing behind the dot", at: dot, help: ["values are written reduced.rows"])
        break
      }
      names += part
    }
    if names.count == 1, current.is(.openParenthesis), current.range.lowerBound == endOfPrevious {
      return parseCall(first)
    }
    if names.count > 1, current.is(.openParenthesis), current.range.lowerBound == endOfPrevious {
      return parseMethodCall(names, start)
    }
    return ExpressionSyntax(names.count == 1 ? .name(first) : .path(names), span: span(from: start))
  }

  /// A word (a reserved one too), a name in backquotes, or numbers as in `overlap.200.201`.
  private mutating func parsePathPart() -> [Name]? {
    let span = file.span(current.range)
    switch current.kind {
    case .word(let text):
      advance()
      return [Name(text, span: span)]
    case .quotedName(let text):
      advance()
      return [Name(text, span: span, isQuoted: true)]
    case .integer, .decimal:
      advance()
      var at = span.range.lowerBound
      return span.text.split(separator: ".").map { digits in
        let part = file.span(at..<at + digits.utf8.count)
        at += digits.utf8.count + 1
        return Name(String(digits), span: part)
      }
    default: return nil
    }
  }

  private mutating func parseParenthesized() -> ExpressionSyntax {
    let opener = index
    guard descend() else { return placeholder() }
    advance()
    var inner = parse()
    depth -= 1
    if current.is(.comma) { return parseParenthesizedList(inner, opener) }
    closeBracket(opener)
    inner.span = span(from: tokens[opener].range.lowerBound)
    return inner
  }

  /// `(a, b)`: the list is meant, its brackets are of the wrong kind.
  private mutating func parseParenthesizedList(_ first: ExpressionSyntax, _ opener: Int) -> ExpressionSyntax {
    var elements = [first]
    while current.is(.comma), !hasGivenUp {
      advance()
      elements.append(parseExpression())
    }
    closeBracket(opener)
    let all = span(from: tokens[opener].range.lowerBound)
    let inner = all.text.hasSuffix(")") ? String(all.text.dropFirst().dropLast()) : nil
    report(
      .unbracketedList, "a list stands in square brackets", at: all, help: inner.map { ["write [\($0)]"] } ?? [],
      replacements: inner.map { [Replacement(all, with: "[\($0)]")] } ?? [])
    return ExpressionSyntax(.list(elements), span: all)
  }

  /// An expression inside brackets, whose height counts from here.
  mutating func parse() -> ExpressionSyntax {
    let inner = parseExpression()
    height += 1
    return inner
  }

  private mutating func parseList() -> ExpressionSyntax {
    let opener = index
    var elements: [ExpressionSyntax] = []
    var tallest = 0
    parseItems(opener) { parser in
      let start = parser.current.range.lowerBound
      if let key = parser.parseKey() {
        let value = parser.parseValue(of: key)
        elements.append(ExpressionSyntax(.entry(key, value), span: parser.span(from: start)))
      } else {
        elements.append(parser.parse())
      }
      tallest = max(tallest, parser.height)
    }
    height = tallest + 2
    return ExpressionSyntax(.list(elements), span: span(from: tokens[opener].range.lowerBound))
  }

  mutating func parseCall(_ name: Name) -> ExpressionSyntax {
    let opener = index
    var arguments: [ExpressionSyntax] = []
    var options: [OptionSyntax] = []
    var tallest = 0
    parseItems(opener) { parser in
      if let key = parser.parseKey() {
        let value = parser.parseValue(of: key)
        parser.checkDuplicate(key, among: options)
        options.append(OptionSyntax(key: key, value: value))
      } else {
        let argument = parser.parse()
        if let last = options.last {
          parser.report(
            .misplacedOperand, "an argument stands behind an option", at: argument.span,
            related: [SpanLabel(last.key.span, "options come last")])
        }
        arguments.append(argument)
      }
      tallest = max(tallest, parser.height)
    }
    height = tallest + 2
    return ExpressionSyntax(
      .call(name, arguments: arguments, options: options), span: span(from: name.span.range.lowerBound))
  }

  /// Items separated by commas up to the bracket that closes.
  private mutating func parseItems(_ opener: Int, _ item: (inout LanguageParser) -> Void) {
    guard descend() else { return }
    defer { depth -= 1 }
    advance()
    while index < end, !current.closes {
      if current.is(.comma) {
        report(.missingValue, "a value is missing before the comma", at: file.span(current.range))
        advance()
        continue
      }
      let before = index
      item(&self)
      if hasGivenUp { return }
      parseDirection(after: before)
      if current.is(.comma) {
        advance()
      } else if index < end, !current.closes {
        reportSeparator(after: before)
        if index == before { advance() }
      }
    }
    closeBracket(opener)
  }

  private mutating func reportSeparator(after before: Int) {
    if index > before, startsValue(current) {
      let gap = file.span(endOfPrevious..<endOfPrevious)
      report(
        .missingComma, "a comma is missing", at: gap, label: "expected a comma",
        replacements: [Replacement(gap, with: ",")])
    } else {
      reportUnexpected()
      if index < end, !startsValue(current) { advance() }
    }
  }

  /// Reads the bracket that closes the one at `opener`, or says what stands there instead.
  mutating func closeBracket(_ opener: Int) {
    guard !hasGivenUp, let expected = tokens[opener].opens else { return }
    if current.is(expected) {
      advance()
      return
    }
    let opened = SpanLabel(file.span(tokens[opener].range), "opened here")
    let written = tokens[opener].kind.symbol?.rawValue ?? ""
    let missing = file.span(endOfPrevious..<endOfPrevious)
    // A brace that is closed later holds too much, and is read over as a whole: one mistake, and one error.
    let close = tokens[opener].is(.openBrace) ? matchingClose(of: opener, until: end) : nil
    if index < end, close == nil, current.word == "as" || isKeyAhead {
      // The rest of the statement begins here: the bracket was forgotten.
      report(
        .unclosedBracket, "\(written) has no closing \(expected.rawValue)", at: missing,
        label: "expected \(expected.rawValue)", related: [opened])
    } else if index < end, !current.closes {
      reportUnexpected(expected: expected.rawValue, opened: opened)
      if let close {
        index = close + 1
        return
      }
      while index < end, !current.closes, !current.is(.comma) {
        if current.word == "as" || isKeyAhead { return }
        advance()
      }
      if current.is(expected) { advance() }
    } else if index < end {
      let found = current.kind.symbol?.rawValue ?? ""
      report(
        .mismatchedBracket, "\(written) is closed by \(found)", at: file.span(current.range),
        label: "expected \(expected.rawValue)", related: [opened])
      advance()
    } else {
      report(
        .unclosedBracket, "\(written) has no closing \(expected.rawValue)", at: missing,
        label: "expected \(expected.rawValue)", related: [opened])
    }
  }
}
