import CivilCalendar

extension Statement {
  /// The statement without what has no meaning: spaces, line breaks, comments, braces, the spelling of numbers.
  ///
  /// Equal texts mean equal statements; it is part of the key of a cached result. Complexity: O(nodes).
  public func canonicalText(includingBindings: Bool = true) -> String {
    var text = CanonicalText.name(verb)
    for operand in operands { text += " " + CanonicalText.operand(operand) }
    for option in options { text += " " + CanonicalText.name(option.key) + ": " + option.value.canonicalText }
    if includingBindings, !bindings.isEmpty {
      text += " as " + bindings.map(CanonicalText.name).joined(separator: ", ")
    }
    return text
  }
}

extension ExpressionSyntax {
  /// The expression with single spaces and only the parentheses it needs; `{5}` reads as `5`.
  public var canonicalText: String { CanonicalText.expression(self, above: 0) }
}

private enum CanonicalText {
  static func name(_ name: Name) -> String { name.isQuoted ? "`\(name.text)`" : name.text }

  /// An operand that starts like the continuation of the one before it keeps its parentheses.
  static func operand(_ operand: ExpressionSyntax) -> String {
    switch operand.filled.kind {
    case .unary, .binary, .isNull, .range: return "(\(expression(operand, above: 0)))"
    default: return expression(operand, above: 0)
    }
  }

  static func expression(_ expression: ExpressionSyntax, above outer: Int) -> String {
    let (text, precedence) = written(expression)
    return precedence <= outer ? "(\(text))" : text
  }

  /// The text and how tightly it holds together; 9 is a single value.
  private static func written(_ syntax: ExpressionSyntax) -> (String, Int) {
    switch syntax.kind {
    case .literal(let literal): return (literal.canonicalText, 9)
    case .name(let word): return (name(word), 9)
    case .path(let parts): return (parts.map(name).joined(separator: "."), 9)
    case .unary(.minus, let operand): return ("-" + expression(operand, above: 7), 8)
    case .unary(.not, let operand): return ("not " + expression(operand, above: 2), 3)
    case .binary(let operation, let left, let right):
      let own = precedence(of: operation)
      // Comparisons do not chain, so both sides of one must hold together more tightly.
      let leftBound = own == 4 ? 4 : own - 1
      return (
        "\(expression(left, above: leftBound)) \(operation.rawValue) \(expression(right, above: own))", own
      )
    case .call(let function, let arguments, let options):
      let parts =
        arguments.map { expression($0, above: 0) } + options.map { "\(name($0.key)): \($0.value.canonicalText)" }
      return ("\(name(function))(\(parts.joined(separator: ", ")))", 9)
    case .list(let elements): return ("[" + elements.map(\.canonicalText).joined(separator: ", ") + "]", 9)
    case .entry(let key, let value): return ("\(name(key)): \(value.canonicalText)", 1)
    case .range(let lower, let upper): return ("\(expression(lower, above: 5))..\(expression(upper, above: 5))", 5)
    case .isNull(let operand, let negated):
      return (expression(operand, above: 4) + (negated ? " is not null" : " is null"), 4)
    case .blank(let inner): return written(inner)
    case .unsolved: return ("____", 9)
    }
  }

  private static func precedence(of operation: BinaryOperator) -> Int {
    switch operation {
    case .or: 1
    case .and: 2
    case .add, .subtract: 6
    case .multiply, .divide, .remainder: 7
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained, .notContained: 4
    }
  }
}

extension Literal {
  /// The literal as the language writes it; a decimal in its shortest form that reads back the same.
  public var canonicalText: String {
    switch self {
    case .integer(let value): return String(value)
    case .decimal(let value): return value.description
    case .string(let text): return text.quotedForSource
    case .boolean(let value): return value ? "true" : "false"
    case .date(let days): return CivilDay(days: days).description
    case .null: return "null"
    }
  }
}

extension String {
  /// As a string of the language: in double quotes, with escapes.
  public var quotedForSource: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case "\0": text += "\\0"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
