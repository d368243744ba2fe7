import Diagnostics

/// A place of a cell's code that a learner fills in: `{5}`, which runs as what it holds, or `____`, which is left open.
public struct Blank: Sendable, Hashable {
  /// The braces with what they hold, or the underscores.
  public var span: SourceSpan
  /// Whether something is still to be written here.
  public var isOpen: Bool

  /// What stands between the braces, without the spaces around it; empty for underscores.
  public var content: String {
    let text = span.text
    guard text.hasPrefix("{"), text.hasSuffix("}") else { return "" }
    return String(text.dropFirst().dropLast()).trimmed
  }
}

extension Lexer {
  /// The outermost blanks in lines of a cell, in order. Braces mean nothing else in the language, so tokens are enough; what has
  /// no partner is left to the parser to report. O(tokens).
  var blanks: [Blank] {
    var found: [Blank] = []
    var start: Int?
    var depth = 0
    var isOpen = false
    for token in tokens {
      switch token.kind {
      case .symbol(.openBrace):
        if depth == 0 {
          start = token.range.lowerBound
          isOpen = false
        }
        depth += 1
      case .symbol(.closeBrace):
        depth = max(0, depth - 1)
        if depth == 0, let begin = start {
          found.append(Blank(span: file.span(begin..<token.range.upperBound), isOpen: isOpen))
          start = nil
        }
      case .unsolved:
        isOpen = true
        if depth == 0 { found.append(Blank(span: file.span(token.range), isOpen: true)) }
      default: break
      }
    }
    return found
  }
}
