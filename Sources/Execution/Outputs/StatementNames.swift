import Notebooks

/// The names that a statement mentions.
enum StatementNames {
  /// First parts of names and paths, in the order in which they are written.
  static func inOrder(_ statement: Statement) -> [String] { parts(of: statement.expressions).map(\.text) }

  /// The same, and of each path its first part with the dot behind it once more: what addresses a value, not a table.
  static func used(in statement: Statement) -> [String] { parts(of: statement.expressions).flatMap(\.keys) }

  static func used(in syntax: ExpressionSyntax) -> [String] { parts(of: [syntax]).flatMap(\.keys) }

  private struct Part {
    var text: String
    var isPath: Bool
    var keys: [String] { isPath ? [text, text + "."] : [text] }
  }

  private static func parts(of expressions: [ExpressionSyntax]) -> [Part] {
    expressions.walk.compactMap { part in
      if case .name(let name) = part.kind { return Part(text: name.text, isPath: false) }
      if case .path(let names) = part.kind { return names.first.map { Part(text: $0.text, isPath: true) } }
      return nil
    }
  }
}
