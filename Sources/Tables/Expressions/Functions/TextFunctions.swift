import Diagnostics

extension ExpressionFunction {
  static let texts: [ExpressionFunction] = [
    ExpressionFunction(
      "lower", "lower(text)", "The text in lower case.",
      .row(.ofTexts(to: .string) { $0.texts(of: $1.operand) { $0.lowercased() } }), synonyms: ["tolower"]),
    ExpressionFunction(
      "upper", "upper(text)", "The text in upper case.",
      .row(.ofTexts(to: .string) { $0.texts(of: $1.operand) { $0.uppercased() } }), synonyms: ["toupper"]),
    ExpressionFunction(
      "trim", "trim(text)", "The text without white space at both ends.",
      .row(.ofTexts(to: .string) { $0.texts(of: $1.operand, trimmed) }), synonyms: ["strip"]),
    ExpressionFunction(
      "replace", "replace(text, from, to)", "The text with every occurrence of a part replaced by another.",
      arity: 3...3, .row(.ofTexts(to: .string) { $0.replacement($1.operands) }),
      synonyms: ["substitute", "substitute_all"]),
    ExpressionFunction(
      "contains", "contains(text, part)", "Whether the part occurs in the text, byte for byte.", arity: 2...2,
      .row(.ofTexts(to: .boolean) { $0.search($1.operand, $1.operands[1], PoolText.contains) })),
    ExpressionFunction(
      "matches", "matches(text, \"pattern\")",
      "Whether the regular expression matches anywhere in the text; ^ and $ tie it to the ends. It has no look-around and no "
        + "references to groups, so that no text takes it long.",
      arity: 2...2,
      .row(
        RowFunction(
          check: { checker, call in
            guard checker.require(.string, "a string", call), checker.isPattern(call.syntax.arguments[1]) else {
              return nil
            }
            return call.made(.boolean)
          },
          compute: { $0.matches($1.operand, String(decoding: PoolText.constant($1.operands[1]), as: UTF8.self)) })),
      synonyms: ["regexp_matches"]),
    ExpressionFunction(
      "length", "length(text)", "How many characters the text has, as a reader counts them.",
      .row(
        .ofTexts(to: .integer) { evaluator, call in
          evaluator.numbers(of: call.operand, type: .integer) { Int64(String(decoding: $0, as: UTF8.self).count) }
        }), synonyms: ["len"]),
    ExpressionFunction(
      "concat", "concat(text, text, ...)", "The texts one after another; null when one of them is.", arity: 2...64,
      .row(.ofTexts(to: .string) { $0.joined($1.operands) { $0.joined() } })),
    ExpressionFunction(
      "starts-with", "starts-with(text, part)", "Whether the text begins with the part.", arity: 2...2,
      .row(.ofTexts(to: .boolean) { $0.search($1.operand, $1.operands[1]) { $0.starts(with: $1) } }),
      synonyms: ["startswith"]),
    ExpressionFunction(
      "ends-with", "ends-with(text, part)", "Whether the text ends with the part.", arity: 2...2,
      .row(.ofTexts(to: .boolean) { $0.search($1.operand, $1.operands[1]) { $0.suffix($1.count).elementsEqual($1) } }),
      synonyms: ["endswith"]),
  ]

  @Sendable private static func trimmed(_ text: String) -> String? {
    var part = text[...]
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return String(part)
  }
}

extension ExpressionChecker {
  /// Whether an argument is a regular expression that is written out and can be read.
  fileprivate mutating func isPattern(_ expression: Expression) -> Bool {
    guard case .string(let pattern)? = expression.literal else {
      diagnostics.append(
        Diagnostic(
          .literalNeeded, "the pattern must be written out, in quotes", at: expression.span,
          help: ["use contains(text, part) to look for the text of a column"]))
      return false
    }
    if let fault = PatternOutline.fault(of: pattern) {
      diagnostics.append(fault.diagnostic(of: pattern, at: expression.span))
      return false
    }
    do {
      _ = try Regex<AnyRegexOutput>(pattern)
      _ = try PatternProgram(pattern)
      return true
    } catch let fault as PatternFault {
      diagnostics.append(fault.diagnostic(of: pattern, at: expression.span))
      return false
    } catch {
      diagnostics.append(
        Diagnostic(
          .invalidPattern, "\(PatternFault.shown(pattern)) is not a regular expression", at: expression.span,
          notes: ["\(error)"],
          help: ["put a backslash before characters that are meant as they are, or use contains"]))
      return false
    }
  }
}

extension ExpressionEvaluator {
  fileprivate func replacement(_ arguments: [Vector]) -> Vector {
    let (text, from, to) = (arguments[0], arguments[1], arguments[2])
    let limit = textLimit
    guard from.isConstant, to.isConstant, !from.isNull(0), !to.isNull(0) else {
      return joined(arguments) { parts in
        Self.replacing(Array(parts[1].utf8), with: Array(parts[2].utf8), in: parts[0], limit: limit)
      }
    }
    let (wanted, other) = (PoolText.constant(from), PoolText.constant(to))
    return texts(of: text) { Self.replacing(wanted, with: other, in: $0, limit: limit) }
  }

  /// Every occurrence from the left, none overlapping; an empty part occurs nowhere. A text that grows beyond `limit` ends there: it
  /// is not kept.
  private static func replacing(_ part: [UInt8], with other: [UInt8], in text: String, limit: Int) -> String {
    guard let first = part.first else { return text }
    let bytes = Array(text.utf8)
    guard bytes.count >= part.count else { return text }
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == first, bytes[position...].starts(with: part) {
        result += other
        position += part.count
        if result.count > limit { break }
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
