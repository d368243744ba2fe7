import Diagnostics

extension LanguageParser {
  mutating func parseBlankOrStatement() -> Statement? {
    isExpectation = false
    guard current.is(.openBrace) else { return parseStatement() }
    let opener = index
    guard let close = matchingClose(of: opener, until: end) else {
      report(
        .unclosedBracket, "a blank has no closing brace", at: file.span(endOfStatementPlace), label: "expected }",
        related: [SpanLabel(file.span(tokens[opener].range), "opened here")])
      advance()
      // One mistake, and one error.
      return index < end ? parseStatement() : nil
    }
    guard close == end - 1 else { return parseStatement() }
    let span = file.span(tokens[opener].range.lowerBound..<tokens[close].range.upperBound)
    advance()
    if index == close {
      report(.emptyBlank, "there is nothing between the braces", at: span)
      return nil
    }
    end = close
    guard var statement = parseStatement() else { return nil }
    statement.isBlank = true
    statement.blank = span
    statement.span = span
    return statement
  }

  private var endOfStatementPlace: Range<Int> {
    let place = tokens[max(end, 1) - 1].range.upperBound
    return place..<place
  }

  private mutating func parseStatement() -> Statement? {
    let start = current.range.lowerBound
    if let key = parseKey() {
      report(
        .optionWithoutStatement, "an option stands where a statement starts", at: key.span,
        label: "indent the line to go on with the statement above")
      _ = parseValue(of: key)
      var rest = Statement(verb: key, operands: [], options: [], bindings: [], span: key.span)
      parseParts(of: &rest)
      return nil
    }
    if current.is(.slash), peek(1).is(.slash) {
      skipComment(file.span(current.range.lowerBound..<peek(1).range.upperBound))
      return nil
    }
    guard var verb = parseVerb() else { return nil }
    if let meant = parseVerbCall(verb) {
      verb = meant
      var rest = Statement(verb: verb, operands: [], options: [], bindings: [], span: verb.span)
      parseParts(of: &rest)
      rest.span = span(from: start)
      return rest
    }
    var assigned: Name?
    // Other languages declare the name with a word before it.
    if ["let", "var", "val", "const"].contains(verb.text), peek(1).is(.assign), let name = parseName() { verb = name }
    if current.is(.assign) {
      let equals = file.span(current.range)
      reportAssignment(to: verb, at: equals, start)
      assigned = verb
      advance()
      guard let actual = parseVerb() else { return nil }
      verb = actual
    }
    isExpectation = verb.text == "expect"
    var statement = Statement(verb: verb, operands: [], options: [], bindings: [], span: verb.span)
    parseParts(of: &statement)
    if statement.bindings.isEmpty, let assigned { statement.bindings = [assigned] }
    statement.span = span(from: start)
    return statement
  }

  /// `few = head reviews`
  private mutating func reportAssignment(to name: Name, at equals: SourceSpan, _ start: Int) {
    let rest = tokens[min(index + 1, end)..<max(end, min(index + 1, end))]
    let isNamed = rest.contains { $0.word == "as" }
    guard let first = rest.first, let last = rest.last, !isNamed else {
      return report(.assignment, "a result gets its name with \"as\"", at: equals)
    }
    // A number, a name or a calculation is no step, with or without a name at its end.
    var isStep = false
    if first.word != nil, let second = rest.dropFirst().first {
      if case .string = second.kind { isStep = true } else { isStep = second.word != nil }
    }
    guard isStep else {
      return report(
        .assignment, "only the result of a step gets a name", at: equals,
        help: [
          "a value with a name is a parameter: params: {\(name.span.text): …} in the front matter, here params.\(name.span.text)"
        ])
    }
    let statement = file.span(first.range.lowerBound..<last.range.upperBound)
    let text = "\(statement.text) as \(name.span.text)"
    report(
      .assignment, "a result gets its name with \"as\"", at: equals,
      help: text.contains("\n") ? ["the last words of the step are: as \(name.span.text)"] : ["write \(text)"],
      replacements: [Replacement(file.span(start..<last.range.upperBound), with: text)])
  }

  private mutating func parseVerb() -> Name? {
    if case .end = current.kind {
      report(.missingVerb, "a statement is missing", at: file.span(current.range))
      return nil
    }
    if let name = parseName() {
      if name.isQuoted {
        report(.missingVerb, "a statement starts with its verb, not with a name in backquotes", at: name.span)
        return nil
      }
      return name
    }
    var label = ""
    var help = ["for instance: describe reviews"]
    if current.closes {
      (label, help) = ("there is no bracket before it that it closes", ["remove it"])
    } else if current.is(.openBrace), let close = matchingClose(of: index, until: end), close > index + 1,
      close < end - 1
    {
      // `{dedupe reviews} as distinct`: what is behind the braces belongs to the step.
      let inner = file.span(tokens[index + 1].range.lowerBound..<tokens[close - 1].range.upperBound)
      let rest = file.span(tokens[close + 1].range.lowerBound..<tokens[end - 1].range.upperBound)
      help = ["braces around a step hold all of it: {\(inner.text) \(rest.text)}"]
    }
    report(
      .missingVerb, "a statement starts with its verb, not with \(described(current))", at: file.span(current.range),
      label: label, help: help)
    return nil
  }

  private mutating func parseParts(of statement: inout Statement) {
    while index < end, !hasGivenUp {
      let before = index
      let known = diagnostics.count
      if current.word == "as", !peek(1).is(.colon) {
        parseBindings(of: &statement)
      } else if let key = parseKey() {
        append(OptionSyntax(key: key, value: parseValue(of: key)), to: &statement)
      } else if isBlankOfOptions {
        parseBlankOptions(of: &statement)
      } else if current.kind == .unsolved, !(statement.options.isEmpty && statement.bindings.isEmpty) {
        // A whole option that is left to fill in.
        let span = file.span(current.range)
        advance()
        statement.options.append(
          OptionSyntax(key: Name(span.text, span: span), value: ExpressionSyntax(.unsolved, span: span), blank: span))
      } else if current.closes {
        reportLeftOver()
        advance()
      } else if statement.options.isEmpty, statement.bindings.isEmpty {
        parseOperand(of: &statement)
      } else {
        parseMisplaced(in: &statement)
      }
      if index == before {
        if diagnostics.count == known { reportLeftOver() }
        advance()
      }
    }
  }

  private mutating func append(_ option: OptionSyntax, to statement: inout Statement) {
    checkDuplicate(option.key, among: statement.options)
    statement.options.append(option)
  }

  mutating func checkDuplicate(_ key: Name, among options: [OptionSyntax]) {
    guard !key.isUnsolved, let first = options.first(where: { $0.key.text == key.text }) else { return }
    report(
      .duplicateOption, "the option \"\(key.text)\" is given twice", at: key.span,
      related: [SpanLabel(first.key.span, "first given here")])
  }

  private mutating func parseOperand(of statement: inout Statement) {
    let operand = parseExpression()
    if current.is(.comma), !statement.operands.isEmpty {
      // What stands behind the first operand and has a comma is a list.
      statement.operands.append(parseUnbracketed(operand, isBehindKey: false))
      return
    }
    statement.operands.append(operand)
    if current.is(.comma) {
      report(
        .unexpectedToken, "operands are separated by spaces", at: file.span(current.range),
        label: "remove the comma", replacements: [Replacement(file.span(current.range), with: "")])
      advance()
    }
  }

  /// Braces around one or more options: `{epochs: 25}`.
  private var isBlankOfOptions: Bool {
    guard current.is(.openBrace), peek(2).is(.colon) else { return false }
    switch peek(1).kind {
    case .word, .quotedName, .unsolved: return true
    default: return false
    }
  }

  private mutating func parseBlankOptions(of statement: inout Statement) {
    let opener = index
    advance()
    let first = statement.options.count
    while let key = parseKey() { append(OptionSyntax(key: key, value: parseValue(of: key)), to: &statement) }
    closeBracket(opener)
    let braces = span(from: tokens[opener].range.lowerBound)
    for at in first..<statement.options.count { statement.options[at].blank = braces }
  }

  /// The value of an option; when it is missing, an unsolved one without width.
  mutating func parseValue(of key: Name) -> ExpressionSyntax {
    if index >= end || current.closes || current.is(.comma) || current.word == "as" || isKeyAhead {
      let place = file.span(endOfPrevious..<endOfPrevious)
      report(
        .missingValue, "the option \"\(key.text)\" has no value", at: place, label: "expected a value",
        related: [SpanLabel(key.span, "of this option")])
      if current.is(.comma) { advance() }
      return ExpressionSyntax(.unsolved, span: place)
    }
    isInOption = true
    let value = parseExpression()
    isInOption = false
    guard current.is(.comma), depth == 0 else { return value }
    return parseUnbracketed(value, isBehindKey: true)
  }

  /// `by: a, b`: the list is meant, its brackets are missing.
  private mutating func parseUnbracketed(_ first: ExpressionSyntax, isBehindKey: Bool) -> ExpressionSyntax {
    var elements = [first]
    let before = index - 1
    while current.is(.comma) {
      advance()
      if index >= end || isKeyAhead || current.word == "as" { break }
      elements.append(parseExpression())
    }
    let all = span(from: first.span.range.lowerBound)
    guard elements.count > 1 else {
      let comma = file.span(endOfPrevious - 1..<endOfPrevious)
      report(
        .unexpectedToken, "a comma stands behind the value", at: comma, label: "options are separated by spaces",
        replacements: [Replacement(comma, with: "")])
      return first
    }
    if reportGroupedNumber(from: before) { return first }
    if reportDecimalComma(elements, from: before) { return first }
    if isBehindKey, reportCompared(elements, at: all) { return first }
    // Where an option's name is missing as well, brackets alone would not do.
    report(
      .unbracketedList, "a list of values stands in brackets", at: all,
      help: [isBehindKey ? "write [\(all.text)]" : "name its option as well, as in columns: [\(all.text)]"],
      replacements: isBehindKey ? [Replacement(all, with: "[\(all.text)]")] : [])
    return ExpressionSyntax(.list(elements), span: all)
  }

  /// `rows: 1,000` and `year(day) == 2,015`: one number, with a comma between its thousands. Says so if it can only be that: groups of
  /// three digits without spaces, which follow a comparison or begin with zeros, as no item of a list does.
  private mutating func reportGroupedNumber(from first: Int) -> Bool {
    guard first >= 0, first < index, index > 0 else { return false }
    let place = file.span(tokens[first].range.lowerBound..<tokens[index - 1].range.upperBound)
    guard place.text.wholeMatch(of: /[0-9]{1,3}(?:,[0-9]{3})+/) != nil else { return false }
    let isCompared = first > 0 && !tokens[first - 1].is(.colon)
    guard isCompared || place.text.split(separator: ",").dropFirst().contains(where: { $0.hasPrefix("0") }) else {
      return false
    }
    let plain = place.text.filter { $0 != "," }
    // What the lexer said of 000 is said by this.
    diagnostics.removeAll { fault in
      fault.code == .malformedNumber
        && fault.primary.map {
          place.range.lowerBound <= $0.span.range.lowerBound && $0.span.range.upperBound <= place.range.upperBound
        }
          ?? false
    }
    report(
      .unexpectedToken, "a number is written without a comma", at: place, label: "write \(plain)",
      replacements: [Replacement(place, with: plain)])
    return true
  }

  /// `price > 1,5` and `1,5 * price`: a decimal with a comma. Says so if it can only be that: digits on both sides without spaces, in
  /// a sum or behind a comparison, as no item of a list is.
  private mutating func reportDecimalComma(_ elements: [ExpressionSyntax], from first: Int) -> Bool {
    guard elements.count == 2, first >= 0, first + 2 < tokens.count, case .integer = tokens[first].kind,
      case .integer = tokens[first + 2].kind
    else { return false }
    let place = file.span(tokens[first].range.lowerBound..<tokens[first + 2].range.upperBound)
    guard place.text.wholeMatch(of: /[0-9]+,[0-9]+/) != nil else { return false }
    var isPart = first > 0 && !tokens[first - 1].is(.colon)
    if case .literal = elements[1].kind {} else { isPart = true }
    guard isPart else { return false }
    let text = place.text.replacing(",", with: ".")
    report(
      .unexpectedToken, "a decimal is written with a point", at: place, label: "write \(text)",
      replacements: [Replacement(place, with: text)])
    return true
  }

  /// `item in "a", "b"` and `year == 2015, 2016`: what is listed belongs to the comparison.
  private mutating func reportCompared(_ elements: [ExpressionSyntax], at all: SourceSpan) -> Bool {
    guard case .binary(let operation, let left, let right) = elements[0].kind else { return false }
    let items = [right] + elements.dropFirst()
    let word: String
    switch operation {
    case .equal, .contained: word = "in"
    case .notEqual, .notContained: word = "not in"
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or:
      report(.unexpectedToken, "a comma stands between conditions", at: all, help: ["join them with and, or with or"])
      return true
    case .add, .subtract, .multiply, .divide, .remainder: return false
    }
    let isOfValues = items.allSatisfy { if case .literal = $0.kind { true } else { false } }
    let text = "\(left.span.text) \(word) [\(items.map(\.span.text).joined(separator: ", "))]"
    report(
      .unbracketedList, "a list of values stands in brackets", at: all, help: isOfValues ? ["write \(text)"] : [],
      replacements: isOfValues ? [Replacement(all, with: text)] : [])
    return true
  }

  private mutating func parseBindings(of statement: inout Statement) {
    let keyword = file.span(current.range)
    advance()
    if !statement.bindings.isEmpty {
      report(.repeatedAs, "\"as\" is given twice", at: keyword, help: ["several names are separated by commas"])
    }
    while true {
      if let names = parseBlankNames() {
        for name in names { bind(name, in: &statement) }
        guard current.is(.comma) else { break }
        advance()
        continue
      }
      guard !isKeyAhead, let name = parseName() else {
        report(
          .missingName, "a name is missing behind \"as\"", at: file.span(current.range), label: "expected a name",
          related: [SpanLabel(keyword, "for the result that this names")])
        if !isKeyAhead, !current.closes { advance() }
        break
      }
      bind(name, in: &statement)
      guard current.is(.comma) else { break }
      advance()
    }
  }

  private mutating func bind(_ name: Name, in statement: inout Statement) {
    if let first = statement.bindings.first(where: { $0.text == name.text }), !name.isUnsolved {
      report(
        .duplicateBinding, "two results get the name \"\(name.text)\"", at: name.span,
        related: [SpanLabel(first.span, "the first one")])
    }
    statement.bindings.append(name)
  }

  /// Something that is no option stands behind options or names.
  private mutating func parseMisplaced(in statement: inout Statement) {
    correctKeyword()
    if current.word == "as" || parseDirection(in: &statement) { return }
    let place = file.span(current.range)
    let isBehindValue = place.range.lowerBound == endOfPrevious
    if let word = current.word, !Lexicon.reserved.contains(word) {
      if let last = statement.bindings.last {
        let gap = file.span(last.span.range.upperBound..<last.span.range.upperBound)
        report(
          .missingComma, "names of results are separated by commas", at: place,
          related: [SpanLabel(last.span, "behind this one")], replacements: [Replacement(gap, with: ",")])
        if let name = parseName() { statement.bindings.append(name) }
        return
      }
      if !peek(1).isFirstOfLine, startsValue(peek(1)), !peek(1).is(.openParenthesis) {
        let gap = file.span(place.range.upperBound..<place.range.upperBound)
        report(
          .missingColon, "a colon is missing behind \"\(word)\"", at: place, label: "write \(word):",
          replacements: [Replacement(gap, with: ":")])
        if let name = parseName() {
          append(OptionSyntax(key: name, value: parseValue(of: name)), to: &statement)
        }
        return
      }
    }
    guard startsValue(current) else { return }
    let operand = parseExpression()
    if reportNameless(operand) { return }
    if reportUnseparated(operand, in: statement) { return }
    var help = ["operands stand before the first option: \(statement.verb.text) \(operand.span.text) …"]
    if case .openParenthesis = tokens[max(0, index - 1)].kind.symbol { help = [] }
    if place.text == "(" { help = ["the ( of a call follows its name directly"] }
    if place.text == "[", isBehindValue {
      help = [
        "there are no places in brackets: a column is its name alone, and parts of texts are asked for with starts-with, contains or matches"
      ]
    }
    report(
      .misplacedOperand, "a value stands where an option is expected", at: operand.span,
      label: "belongs to no option", help: help)
  }
}

extension Token.Kind {
  var symbol: Symbol? {
    if case .symbol(let symbol) = self { return symbol }
    return nil
  }
}
