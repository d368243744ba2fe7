import Notebooks

/// The parameters that a statement names.
enum ParameterUses {
  /// Names after `params.`, sorted, each once. A value that happens to be called `params` is counted too, which does no harm.
  static func names(in statement: Statement) -> [String] {
    var found: Set<String> = []
    for operand in statement.operands { collect(operand, &found) }
    for option in statement.options { collect(option.value, &found) }
    return found.sorted()
  }

  private static func collect(_ syntax: ExpressionSyntax, _ found: inout Set<String>) {
    switch syntax.kind {
    case .literal, .name, .unsolved: break
    case .path(let parts):
      if parts.count > 1, parts[0].text == "params" {
        found.insert(parts.dropFirst().map(\.text).joined(separator: "."))
      }
    case .unary(_, let operand), .blank(let operand), .isNull(let operand, _), .entry(_, let operand):
      collect(operand, &found)
    case .binary(_, let left, let right), .range(let left, let right):
      collect(left, &found)
      collect(right, &found)
    case .call(_, let arguments, let options):
      for argument in arguments { collect(argument, &found) }
      for option in options { collect(option.value, &found) }
    case .list(let elements): for element in elements { collect(element, &found) }
    }
  }
}

extension ParameterValue {
  /// As the language writes it: values of different types or contents never have the same text.
  var canonicalText: String {
    switch self {
    case .integer(let value): Literal.integer(value).canonicalText
    case .decimal(let value): Literal.decimal(value).canonicalText
    case .string(let text): Literal.string(text).canonicalText
    case .boolean(let truth): Literal.boolean(truth).canonicalText
    case .date(let days): Literal.date(days).canonicalText
    case .null: "null"
    case .list(let items): "[" + items.map(\.canonicalText).joined(separator: ", ") + "]"
    case .entry(let name, let value): "\(name.quotedForSource): \(value.canonicalText)"
    }
  }
}
