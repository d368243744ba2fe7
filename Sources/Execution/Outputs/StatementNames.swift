import Notebooks

/// The names that a statement mentions.
enum StatementNames {
  /// First parts of names and paths, in the order in which they are written.
  static func inOrder(_ statement: Statement) -> [String] { parts(of: statement).map(\.text) }

  /// The same, and of each path its first part with the dot behind it once more: what addresses a value, not a table.
  static func used(in statement: Statement) -> [String] { parts(of: statement).flatMap(\.keys) }

  static func used(in syntax: ExpressionSyntax) -> [String] {
    var found: [Part] = []
    collect(syntax, &found)
    return found.flatMap(\.keys)
  }

  private struct Part {
    var text: String
    var isPath: Bool
    var keys: [String] { isPath ? [text, text + "."] : [text] }
  }

  private static func parts(of statement: Statement) -> [Part] {
    var found: [Part] = []
    for operand in statement.operands { collect(operand, &found) }
    for option in statement.options { collect(option.value, &found) }
    return found
  }

  private static func collect(_ syntax: ExpressionSyntax, _ found: inout [Part]) {
    switch syntax.kind {
    case .literal, .unsolved: break
    case .name(let name): found.append(Part(text: name.text, isPath: false))
    case .path(let parts): found += parts.prefix(1).map { Part(text: $0.text, isPath: true) }
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
