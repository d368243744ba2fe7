import Diagnostics

/// Operators and choices of SQL, Python, R and C where the language has another spelling: each is read for what it means, so
/// that one error says how it is written here and nothing else is said of the statement.
extension LanguageParser {
  /// Reads an operator of another language behind `left`; nil, and nothing read, when there is none.
  mutating func parseForeignOperator(
    _ left: ExpressionSyntax, _ start: Int, above minimum: Int
  ) -> ExpressionSyntax? {
    correctKeyword()
    switch current.kind {
    case .word(let word) where !peek(1).is(.colon):
      switch word.lowercased() {
      case "like", "ilike", "rlike": return parseLike(left, start, minimum, negated: false)
      case "between": return parseBetween(left, start, minimum, negated: false)
      case "not" where peek(1).word?.lowercased() == "like": return parseLike(left, start, minimum, negated: true)
      case "not" where peek(1).word?.lowercased() == "between": return parseBetween(left, start, minimum, negated: true)
      case "if" where minimum == 0: return parseTrailingIf(left, start)
      default: return nil
      }
    case .symbol(.percent): return parsePercent(left, start)
    case .symbol(.star) where isJoined(.star, .star): return parsePower(left, start, minimum)
    case .symbol(.slash) where isJoined(.slash, .slash): return parseDoubleSlash(left, start, minimum)
    default: return nil
    }
  }

  /// `AND` becomes `and`, once it has been said, where an operator can stand.
  mutating func correctKeyword() {
    guard let word = current.word, !peek(1).is(.colon), word != word.lowercased(), word == word.uppercased(),
      ["and", "or", "in", "is", "not", "null", "as"].contains(word.lowercased())
    else { return }
    let span = file.span(current.range)
    report(
      .foreignOperator, "\"\(word)\" is written \"\(word.lowercased())\" here", at: span,
      label: "write \(word.lowercased())", replacements: [Replacement(span, with: word.lowercased())])
    if index < end { tokens[index].kind = .word(word.lowercased()) }
  }

  private func isJoined(_ first: Symbol, _ second: Symbol) -> Bool {
    current.is(first) && peek(1).is(second) && current.range.upperBound == peek(1).range.lowerBound
  }

  /// Parentheses where what is proposed would not hold together as tightly as what stands there.
  private func grouped(_ text: String, _ minimum: Int) -> String { minimum > Precedence.or ? "(\(text))" : text }

  // MARK: SQL

  private mutating func parseLike(
    _ left: ExpressionSyntax, _ start: Int, _ minimum: Int, negated: Bool
  ) -> ExpressionSyntax? {
    guard minimum < Precedence.comparison, case .string(let pattern) = peek(negated ? 2 : 1).kind else { return nil }
    let sign = file.span(current.range)
    for _ in 0..<(negated ? 3 : 2) { advance() }
    let whole = span(from: start)
    let test = Self.test(of: left.span.text, like: pattern)
    report(
      .foreignOperator, "\"like\" is written as a function here", at: sign, label: "no operator",
      help: ["write \(negated ? "not " : "")\(test)"],
      replacements: [Replacement(whole, with: negated ? grouped("not " + test, minimum) : test)])
    return ExpressionSyntax(.isNull(left, negated: negated), span: whole)
  }

  /// What asks the same as SQL's pattern, where % stands for any text and _ for one character.
  private static func test(of text: String, like pattern: String) -> String {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    let inner = pattern.drop { $0 == "%" }
    let core = inner.reversed().drop { $0 == "%" }.reversed()
    let plain = String(core)
    guard !plain.contains("%"), !plain.contains("_") else {
      let special = "\\.+*?()[]{}^$|"
      let regex = pattern.map { character in
        character == "%"
          ? ".*" : character == "_" ? "." : special.contains(character) ? "\\\(character)" : "\(character)"
      }.joined()
      return "matches(\(text), \(quoted("^\(regex)$")))"
    }
    switch (pattern.hasPrefix("%"), pattern.hasSuffix("%") && !plain.isEmpty) {
    case (true, true): return "contains(\(text), \(quoted(plain)))"
    case (true, false): return "ends-with(\(text), \(quoted(plain)))"
    case (false, true): return "starts-with(\(text), \(quoted(plain)))"
    case (false, false): return "\(text) == \(quoted(plain))"
    }
  }

  private mutating func parseBetween(
    _ left: ExpressionSyntax, _ start: Int, _ minimum: Int, negated: Bool
  ) -> ExpressionSyntax? {
    guard minimum < Precedence.comparison, startsValue(peek(negated ? 2 : 1)) else { return nil }
    let sign = file.span(current.range)
    for _ in 0..<(negated ? 2 : 1) { advance() }
    let known = diagnostics.count
    guard descend() else { return left }
    let low = parse(above: Precedence.comparison)
    depth -= 1
    correctKeyword()
    var help = "both ends are compared: x >= 1 and x <= 5"
    var replacements: [Replacement] = []
    if current.word == "and", descend() {
      advance()
      let high = parse(above: Precedence.comparison)
      depth -= 1
      let text = left.span.text
      let written =
        negated
        ? "\(text) < \(low.span.text) or \(text) > \(high.span.text)"
        : "\(text) >= \(low.span.text) and \(text) <= \(high.span.text)"
      if diagnostics.count == known {
        help = "write \(written)"
        let isAlone = !negated && minimum <= Precedence.and || minimum == 0
        replacements = [Replacement(span(from: start), with: isAlone ? written : "(\(written))")]
      }
    }
    report(
      .foreignOperator, "\"between\" is written with two comparisons here", at: sign, label: "no operator",
      help: [help], replacements: replacements)
    return ExpressionSyntax(.isNull(left, negated: negated), span: span(from: start))
  }

  /// `case when c then a when d then b else e end`; nil, and nothing read, when that is not what stands there.
  mutating func parseCase() -> ExpressionSyntax? {
    guard current.word?.lowercased() == "case", peek(1).word?.lowercased() == "when" else { return nil }
    let start = current.range.lowerBound
    let sign = file.span(current.range)
    let known = diagnostics.count
    advance()
    var choices: [(test: String, value: String)] = []
    var otherwise = "null"
    while current.word?.lowercased() == "when", descend() {
      advance()
      let test = parse(above: 0)
      var value = placeholder()
      if current.word?.lowercased() == "then" {
        advance()
        value = parse(above: 0)
      }
      depth -= 1
      choices.append((test.span.text, value.span.text))
    }
    if current.word?.lowercased() == "else", descend() {
      advance()
      otherwise = parse(above: 0).span.text
      depth -= 1
    }
    let isWhole = current.word?.lowercased() == "end" && !choices.isEmpty
    if isWhole { advance() }
    let text = choices.reversed().reduce(otherwise) { "if(\($1.test), \($1.value), \($0))" }
    reportChoice("case … end", at: sign, start, text: isWhole && diagnostics.count == known ? text : nil)
    return ExpressionSyntax(.unsolved, span: span(from: start))
  }

  // MARK: Choices

  /// `if c then a else b`; nil, and nothing read, when that is not what stands there.
  mutating func parseIfThen() -> ExpressionSyntax? {
    guard current.word == "if", startsValue(peek(1)), isAhead("then") else { return nil }
    let start = current.range.lowerBound
    let sign = file.span(current.range)
    let known = diagnostics.count
    guard descend() else { return placeholder() }
    defer { depth -= 1 }
    advance()
    let test = parse(above: 0)
    guard current.word?.lowercased() == "then" else {
      reportChoice("if … then", at: sign, start, text: nil)
      return ExpressionSyntax(.unsolved, span: span(from: start))
    }
    advance()
    let value = parse(above: 0)
    var otherwise = "null"
    if current.word?.lowercased() == "else" {
      advance()
      otherwise = parse(above: 0).span.text
    }
    let text = "if(\(test.span.text), \(value.span.text), \(otherwise))"
    reportChoice("if … then", at: sign, start, text: diagnostics.count == known ? text : nil)
    return ExpressionSyntax(.unsolved, span: span(from: start))
  }

  /// Python's `a if c else b`.
  private mutating func parseTrailingIf(_ left: ExpressionSyntax, _ start: Int) -> ExpressionSyntax? {
    guard startsValue(peek(1)), isAhead("else") else { return nil }
    let sign = file.span(current.range)
    let known = diagnostics.count
    guard descend() else { return left }
    defer { depth -= 1 }
    advance()
    let test = parse(above: 0)
    var text: String?
    if current.word == "else" {
      advance()
      let other = parse(above: 0)
      if diagnostics.count == known { text = "if(\(test.span.text), \(left.span.text), \(other.span.text))" }
    }
    reportChoice("… if … else", at: sign, start, text: text)
    return ExpressionSyntax(.unsolved, span: span(from: start))
  }

  private mutating func reportChoice(_ written: String, at sign: SourceSpan, _ start: Int, text: String?) {
    report(
      .foreignOperator, "\"\(written)\" is written as a function here", at: sign, label: "if is a function",
      help: [text.map { "write \($0)" } ?? "it has three parts: if(condition, a, b)"],
      replacements: text.map { [Replacement(span(from: start), with: $0)] } ?? [])
  }

  private func isAhead(_ word: String) -> Bool {
    // A choice is no longer than a few lines; empirical, so that many of them stay linear.
    (0..<200).contains { peek($0).word?.lowercased() == word }
  }

  // MARK: Arithmetic

  /// `80%` where nothing follows that could be divided by.
  private mutating func parsePercent(_ left: ExpressionSyntax, _ start: Int) -> ExpressionSyntax? {
    let number: Double
    switch left.kind {
    case .literal(.integer(let value)): number = Double(value)
    case .literal(.decimal(let value)): number = value
    default: return nil
    }
    guard left.span.range.upperBound == current.range.lowerBound, !startsValue(peek(1)) || peek(2).is(.colon) else {
      return nil
    }
    advance()
    let whole = span(from: start)
    let share = "\(number / 100)"
    report(
      .malformedNumber, "a share is written as a decimal", at: whole,
      label: isInOption ? "write \(share)" : "\(share), behind its option's name",
      replacements: isInOption ? [Replacement(whole, with: share)] : [])
    return ExpressionSyntax(.literal(.decimal(number / 100)), span: whole)
  }

  /// The place of a sign that is written twice, `**` or `//`.
  private var doubledSign: SourceSpan { file.span(current.range.lowerBound..<peek(1).range.upperBound) }

  /// Reads such a sign and what stands to its right; nil when the nesting is too deep for that.
  private mutating func parseBehindDoubledSign() -> ExpressionSyntax? {
    advance()
    advance()
    guard descend() else { return nil }
    defer { depth -= 1 }
    return parse(above: Precedence.product)
  }

  private mutating func parsePower(_ left: ExpressionSyntax, _ start: Int, _ minimum: Int) -> ExpressionSyntax? {
    guard minimum < Precedence.product else { return nil }
    let sign = doubledSign
    guard let exponent = parseBehindDoubledSign() else { return left }
    let whole = span(from: start)
    var text: String?
    if case .literal(.integer(let count)) = exponent.kind, (2...3).contains(count), left.isSingle {
      text = Array(repeating: left.span.text, count: count).joined(separator: " * ")
    }
    report(
      .foreignOperator, "there is no operator for powers", at: sign, label: "multiply instead",
      help: [text.map { "write \($0)" } ?? "a square is x * x, and a root is sqrt(x)"],
      replacements: text.map { [Replacement(whole, with: $0)] } ?? [])
    return ExpressionSyntax(.binary(.multiply, left, exponent), span: whole)
  }

  /// A comment of other languages, or Python's division of whole numbers.
  private mutating func parseDoubleSlash(_ left: ExpressionSyntax, _ start: Int, _ minimum: Int) -> ExpressionSyntax? {
    let sign = doubledSign
    guard isDivisorAhead else {
      skipComment(sign)
      return left
    }
    guard minimum < Precedence.product else { return nil }
    guard let right = parseBehindDoubledSign() else { return left }
    let whole = span(from: start)
    let text = "floor(\(left.span.text) / \(right.span.text))"
    report(
      .foreignOperator, "there is no operator for whole division", at: sign, label: "divide and round down",
      help: [left.isSingle ? "write \(text)" : "round down what is divided: floor(a / b)"],
      replacements: left.isSingle ? [Replacement(whole, with: text)] : [])
    return ExpressionSyntax(.binary(.divide, left, right), span: whole)
  }

  private var isDivisorAhead: Bool {
    switch peek(2).kind {
    case .integer, .decimal, .symbol(.openParenthesis): return true
    case .word, .quotedName:
      let next = peek(3)
      if next.kind == .end || next.isFirstOfLine || next.closes { return true }
      if case .symbol = next.kind { return !next.is(.colon) }
      return next.word == "as" || next.word == "and" || next.word == "or"
    default: return false
    }
  }

  /// Reads over a comment that starts with two slashes.
  mutating func skipComment(_ sign: SourceSpan) {
    report(
      .foreignOperator, "a comment starts with #", at: sign, label: "write #",
      replacements: [Replacement(sign, with: "#")])
    advance()
    while index < end, !current.isFirstOfLine { advance() }
  }
}

extension ExpressionSyntax {
  /// Whether it holds together by itself, so that it may be written twice or divided without parentheses.
  fileprivate var isSingle: Bool {
    switch kind {
    case .name, .path, .call, .literal: true
    default: false
    }
  }
}
