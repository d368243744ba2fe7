import Notebooks

/// The names that a statement mentions.
enum StatementNames {
  /// First parts of names and paths, in the order in which they are written.
  static func inOrder(_ statement: Statement) -> [String] {
    var found: [String] = []
    for operand in statement.operands { collect(operand, &found) }
    for option in statement.options { collect(option.value, &found) }
    return found
  }

  private static func collect(_ syntax: ExpressionSyntax, _ found: inout [String]) {
    switch syntax.kind {
    case .literal, .unsolved: break
    case .name(let name): found.append(name.text)
    case .path(let parts): found += parts.prefix(1).map(\.text)
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
