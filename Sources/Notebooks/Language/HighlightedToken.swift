import Diagnostics

/// A stretch of a cell's code with what it is, for colours in reports and editors.
public struct HighlightedToken: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case verb, key, keyword, name, number, string, `operator`, comment, blank
  }

  public var kind: Kind
  /// UTF-8 offsets in the file.
  public var range: Range<Int>

  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

extension LanguageParser {
  /// The tokens in a range of a file in order, comments among them; what lies between is space. Never fails.
  public static func highlight(file: SourceFile, range: Range<Int>) -> [HighlightedToken] {
    highlight(file: file, lines: lines(of: range, in: file))
  }

  /// The same for lines without their prefixes.
  public static func highlight(file: SourceFile, lines: [Range<Int>]) -> [HighlightedToken] {
    var lexer = Lexer(file: file)
    lexer.read(lines: lines)
    var found: [HighlightedToken] = []
    var margin: Int?
    var startsStatement = true
    for (at, token) in lexer.tokens.enumerated() {
      if token.isFirstOfLine, margin.map({ token.indentation <= $0 }) ?? true {
        startsStatement = true
        margin = token.indentation
      }
      let kind: HighlightedToken.Kind
      switch token.kind {
      case .end: continue
      case .word(let word):
        let isKey = lexer.tokens[at + 1].is(.colon)
        if isKey {
          kind = .key
        } else if startsStatement {
          kind = .verb
        } else {
          kind = Lexicon.reserved.contains(word) ? .keyword : .name
        }
      case .quotedName: kind = lexer.tokens[at + 1].is(.colon) ? .key : .name
      case .integer, .decimal, .date: kind = .number
      case .string: kind = .string
      case .unsolved, .symbol(.openBrace), .symbol(.closeBrace): kind = .blank
      case .symbol: kind = .operator
      }
      found.append(HighlightedToken(kind: kind, range: token.range))
      if !token.is(.openBrace) {
        startsStatement = false
      } else if startsStatement, lexer.tokens[at + 1].isFirstOfLine {
        margin = nil
      }
    }
    found += lexer.comments.map { HighlightedToken(kind: .comment, range: $0) }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
