import Diagnostics

/// What stands between the braces of a blank: a value, and what people write for one.
extension LanguageParser {
  mutating func parseBlank() -> ExpressionSyntax {
    let opener = index
    guard descend() else { return placeholder() }
    let isInside = depth > 1
    defer { depth -= 1 }
    advance()
    if current.is(.closeBrace) {
      advance()
      let braces = span(from: tokens[opener].range.lowerBound)
      report(.emptyBlank, "there is nothing between the braces", at: braces)
      return ExpressionSyntax(.unsolved, span: braces)
    }
    var inner = parse()
    if current.is(.comma) {
      inner = parseSeveral(inner, opener, isInside: isInside)
    } else {
      inner = parseListInBlank(inner)
    }
    closeBracket(opener)
    return ExpressionSyntax(.blank(inner), span: span(from: tokens[opener].range.lowerBound))
  }

  /// `{a, b}`: one mistake, and one error. A list without its brackets, items of the list around the blank, or one number with a comma.
  private mutating func parseSeveral(
    _ first: ExpressionSyntax, _ opener: Int, isInside: Bool
  ) -> ExpressionSyntax {
    var elements = [first]
    var comma = file.span(current.range)
    while current.is(.comma), !hasGivenUp {
      comma = file.span(current.range)
      advance()
      if index >= end || current.closes { break }
      elements.append(parse())
    }
    let content = span(from: first.span.range.lowerBound)
    guard elements.count > 1 else {
      report(
        .unexpectedToken, "a comma stands behind the value", at: comma, label: "remove the comma",
        replacements: [Replacement(comma, with: "")])
      return first
    }
    let written = AnsweredNumber(content.text)
    if isOperand(opener), written.isNumber {
      report(
        .unexpectedToken, "a number is written without a comma", at: content,
        label: written.plain.map { "write \($0)" } ?? "", help: written.help,
        replacements: written.plain.map { [Replacement(content, with: $0)] } ?? [])
    } else if isInside, isItem(opener) {
      // The brackets are there, and each blank holds one of their values.
      let apart = elements.map { "{\($0.span.text)}" }.joined(separator: ", ")
      let braces = file.span(tokens[opener].range.lowerBound..<current.range.upperBound)
      report(
        .unbracketedList, "a blank in a list holds one value", at: content, help: ["write \(apart)"],
        replacements: current.is(.closeBrace) ? [Replacement(braces, with: apart)] : [])
    } else {
      report(
        .unbracketedList, "a list of values stands in brackets", at: content, help: ["write [\(content.text)]"],
        replacements: [Replacement(content, with: "[\(content.text)]")])
    }
    return ExpressionSyntax(.list(elements), span: content)
  }

  /// Whether a blank stands behind an operator, where no list can.
  private func isOperand(_ opener: Int) -> Bool {
    guard opener > 0, case .symbol(let symbol) = tokens[opener - 1].kind else { return false }
    switch symbol {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .star, .slash, .percent:
      return true
    default: return false
    }
  }

  /// Whether a blank is an item of a list or an argument of a call.
  private func isItem(_ opener: Int) -> Bool {
    guard opener > 0 else { return false }
    let before = tokens[opener - 1]
    return before.is(.openBracket) || before.is(.openParenthesis) || before.is(.comma)
  }

  /// `as {train, test}`: several names in one blank. nil, and nothing read, where that is not what stands there.
  mutating func parseBlankNames() -> [Name]? {
    guard current.is(.openBrace), peek(2).is(.comma), let close = matchingClose(of: index, until: end) else {
      return nil
    }
    let before = index
    let braces = file.span(current.range.lowerBound..<tokens[close].range.upperBound)
    advance()
    var names: [Name] = []
    while index < close, current.kind != .symbol(.openBrace), var name = parseName() {
      name.blank = braces
      names.append(name)
      guard current.is(.comma), index + 1 < close else { break }
      advance()
    }
    guard index == close else {
      index = before
      return nil
    }
    advance()
    return names
  }
}
