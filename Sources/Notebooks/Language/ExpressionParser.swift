import Diagnostics

/// Precedence climbing (Martin Richards, "The Top Down Parsing of Expressions", 1979) over the table in Syntax.swift.
extension LanguageParser {
  /// How tightly operators hold together.
  enum Precedence {
    static let or = 1
    static let and = 2
    static let not = 3
    static let comparison = 4
    static let range = 5
    static let sum = 6
    static let product = 7
  }

  mutating func parseExpression() -> ExpressionSyntax {
    height = 0
    return parse(above: 0)
  }

  /// An expression of operators that bind more tightly than `minimum`.
  mutating func parse(above minimum: Int) -> ExpressionSyntax {
    let start = current.range.lowerBound
    var left: ExpressionSyntax
    if current.word == "NOT", startsValue(peek(1)) { correctKeyword() }
    if current.word == "not" || current.is(.exclamation) {
      if current.is(.exclamation) { reportSpelling("!", "not", current.range) }
      guard descend() else { return placeholder() }
      advance()
      let operand = parse(above: Precedence.not - 1)
      depth -= 1
      height += 1
      left = ExpressionSyntax(.unary(.not, operand), span: span(from: start))
    } else {
      left = parseSigned()
    }
    var compared: SourceSpan?
    var chain: SourceSpan?
    while !hasGivenUp {
      if let foreign = parseForeignOperator(left, start, above: minimum) {
        left = foreign
        continue
      }
      guard let (join, width) = joinAhead(), join.precedence > minimum else { break }
      if case .isNull = join {
        left = parseIsNull(left, start)
        continue
      }
      let sign = file.span(current.range.lowerBound..<peek(width - 1).range.upperBound)
      checkSpelling(of: left, sign)
      if join.isComparison {
        chain = compared
        compared = sign
      }
      let leftHeight = height
      index = min(index + width, end)
      guard descend() else { return left }
      let right = parse(above: join.precedence)
      depth -= 1
      if let first = chain {
        reportChain(left, first, sign, right, isGrouped: minimum >= Precedence.and)
        chain = nil
      }
      height = max(leftHeight, height) + 1
      if height > LanguageParser.heightLimit {
        giveUp(at: sign)
        return left
      }
      switch join {
      case .binary(let operation): left = ExpressionSyntax(.binary(operation, left, right), span: span(from: start))
      case .range: left = ExpressionSyntax(.range(left, right), span: span(from: start))
      case .isNull: break
      }
    }
    return left
  }

  private enum Join {
    case binary(BinaryOperator)
    case range
    case isNull

    var precedence: Int {
      switch self {
      case .range: return Precedence.range
      case .isNull: return Precedence.comparison
      case .binary(let operation):
        switch operation {
        case .or: return Precedence.or
        case .and: return Precedence.and
        case .add, .subtract: return Precedence.sum
        case .multiply, .divide, .remainder: return Precedence.product
        default: return Precedence.comparison
        }
      }
    }

    var isComparison: Bool {
      if case .binary = self { return precedence == Precedence.comparison }
      return false
    }
  }

  /// The operator that comes next and how many tokens it takes.
  private func joinAhead() -> (Join, Int)? {
    switch current.kind {
    case .word(let word) where !peek(1).is(.colon):
      switch word {
      case "and": return (.binary(.and), 1)
      case "or": return (.binary(.or), 1)
      case "in": return (.binary(.contained), 1)
      case "not" where peek(1).word == "in": return (.binary(.notContained), 2)
      case "is": return (.isNull, 1)
      default: return nil
      }
    case .symbol(let symbol):
      switch symbol {
      case .dots: return (.range, 1)
      case .equal where isFollowed(by: .assign): return (.binary(.equal), 2)
      case .notEqual where isFollowed(by: .assign): return (.binary(.notEqual), 2)
      case .assign where isFollowed(by: .greater): return (.binary(.greaterOrEqual), 2)
      case .assign where isFollowed(by: .less): return (.binary(.lessOrEqual), 2)
      case .assign: return (.binary(.equal), 1)
      case .doubleAnd: return (.binary(.and), 1)
      case .doubleOr: return (.binary(.or), 1)
      case .less where peek(1).is(.greater): return (.binary(.notEqual), 2)
      default: return BinaryOperator(rawValue: symbol.rawValue).map { (.binary($0), 1) }
      }
    default: return nil
    }
  }

  private func isFollowed(by symbol: Symbol) -> Bool {
    peek(1).is(symbol) && peek(1).range.lowerBound == current.range.upperBound
  }

  /// Comparisons as other languages, and hurried hands, write them.
  private static let misspelled = ["===": "==", "!==": "!=", "=>": ">=", "=<": "<="]

  private mutating func checkSpelling(of left: ExpressionSyntax, _ sign: SourceSpan) {
    if let meant = Self.misspelled[sign.text] { return reportSpelling(sign.text, meant, sign.range) }
    switch current.kind {
    case .symbol(.doubleAnd): reportSpelling("&&", "and", sign.range)
    case .symbol(.doubleOr): reportSpelling("||", "or", sign.range)
    case .symbol(.less) where peek(1).is(.greater): reportSpelling("<>", "!=", sign.range)
    case .symbol(.assign):
      var help = ["equality is written =="]
      if case .name(let name) = left.kind, depth == 0, !isExpectation, !isInOption {
        help.append("an option is written \(name.text): …")
      }
      report(
        .singleEquals, "\"=\" is no comparison", at: sign, label: "write ==", help: help,
        replacements: [Replacement(sign, with: "==")])
    default: break
    }
  }

  private mutating func reportSpelling(_ written: String, _ meant: String, _ range: Range<Int>) {
    let span = file.span(range)
    let isTight = range.upperBound < file.bytes.count && file.bytes[range.upperBound] != .space
    report(
      .foreignOperator, "\"\(written)\" is written \"\(meant)\" here", at: span, label: "write \(meant)",
      replacements: [Replacement(span, with: isTight && meant != "!=" ? meant + " " : meant)])
  }

  private mutating func reportChain(
    _ left: ExpressionSyntax, _ first: SourceSpan, _ second: SourceSpan, _ right: ExpressionSyntax, isGrouped: Bool
  ) {
    var help = ["join two comparisons with and"]
    var replacements: [Replacement] = []
    if case .binary(_, _, let middle) = left.kind {
      let text = "\(left.span.text) and \(middle.span.text) \(second.text) \(right.span.text)"
      help = ["write \(text)"]
      replacements = [Replacement(left.span.union(right.span), with: isGrouped ? "(\(text))" : text)]
    }
    report(
      .chainedComparison, "comparisons cannot be chained", at: second, label: "a second comparison",
      related: [SpanLabel(first, "the first one")], help: help, replacements: replacements)
  }

  /// What other languages and readers call null.
  private static let wordsForNull: Set<String> = ["nul", "nil", "none", "na", "nan", "missing", "undefined"]

  private mutating func parseIsNull(_ operand: ExpressionSyntax, _ start: Int) -> ExpressionSyntax {
    let keyword = file.span(current.range)
    advance()
    correctKeyword()
    let isNegated = current.word == "not"
    if isNegated { advance() }
    height += 1
    if height > LanguageParser.heightLimit { giveUp(at: keyword) }
    correctKeyword()
    if current.word == "null" {
      advance()
    } else {
      let missing = file.span(endOfPrevious..<endOfPrevious)
      var help = ["write \(operand.span.text) is \(isNegated ? "not " : "")null"]
      var replacements = [Replacement(missing, with: " null")]
      let asked = diagnostics.count
      if let word = current.word?.lowercased(), Self.wordsForNull.contains(word) {
        replacements = [Replacement(file.span(current.range), with: "null")]
        advance()
      } else if startsValue(current) {
        let value = parse(above: Precedence.comparison)
        let text = "\(operand.span.text) \(isNegated ? "!=" : "==") \(value.span.text)"
        help = ["write \(text)"]
        replacements = asked == diagnostics.count ? [Replacement(span(from: start), with: text)] : []
      }
      if hasGivenUp { return operand }
      diagnostics.insert(
        Diagnostic(
          .isWithoutNull, "\"is\" asks for null only", at: keyword, label: "not followed by null", help: help,
          replacements: replacements),
        at: min(asked, diagnostics.count))
    }
    return ExpressionSyntax(.isNull(operand, negated: isNegated), span: span(from: start))
  }

  private mutating func parseSigned() -> ExpressionSyntax {
    guard current.is(.minus) else { return parsePrimary() }
    let start = current.range.lowerBound
    guard descend() else { return placeholder() }
    advance()
    let operand = parseSigned()
    depth -= 1
    height += 1
    return ExpressionSyntax(.unary(.minus, operand), span: span(from: start))
  }

  // MARK: Depth

  /// Goes one level down; false, with an error, when that is too deep.
  mutating func descend() -> Bool {
    if hasGivenUp { return false }
    if depth >= LanguageParser.depthLimit {
      giveUp(at: file.span(current.range))
      return false
    }
    depth += 1
    return true
  }

  mutating func giveUp(at span: SourceSpan) {
    report(
      .tooDeep, "the expression is nested too deeply", at: span,
      help: ["at most \(LanguageParser.depthLimit) levels are read; split it over several steps"])
    hasGivenUp = true
    index = end
  }

  /// What stands for a value that could not be read; its span is empty.
  func placeholder() -> ExpressionSyntax {
    ExpressionSyntax(.unsolved, span: file.span(endOfPrevious..<endOfPrevious))
  }
}
