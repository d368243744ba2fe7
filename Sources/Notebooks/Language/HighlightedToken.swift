import Diagnostics

/// A stretch of a cell's code with what it is, for colours in reports and editors.
public struct HighlightedToken: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case verb, key, keyword, name, number, string, `operator`, comment, blank
  }

  public var kind: Kind
  /// UTF-8 offsets in the code.
  public var range: Range<Int>

  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

extension LanguageParser {
  /// The tokens of code that is no cell's, as of a fence that is shown: in order, comments among them; what lies between is space.
  /// Never fails.
  public static func highlight(_ code: String) -> [HighlightedToken] {
    let file = SourceFile(path: "", text: code)
    return Lexer(file: file, lines: lines(of: 0..<file.bytes.count, in: file)).tokensOfFile
  }
}

extension Lexer {
  /// The tokens by their places in the file.
  fileprivate var tokensOfFile: [HighlightedToken] {
    var found: [HighlightedToken] = []
    var margin: Int?
    var startsStatement = true
    for (at, token) in tokens.enumerated() {
      if token.isFirstOfLine, margin.map({ token.indentation <= $0 }) ?? true {
        startsStatement = true
        margin = token.indentation
      }
      let kind: HighlightedToken.Kind
      switch token.kind {
      case .end: continue
      case .word(let word):
        let isKey = tokens[at + 1].is(.colon)
        if isKey {
          kind = .key
        } else if startsStatement {
          kind = .verb
        } else {
          kind = Lexicon.reserved.contains(word) ? .keyword : .name
        }
      case .quotedName: kind = tokens[at + 1].is(.colon) ? .key : .name
      case .integer, .decimal, .date: kind = .number
      case .string: kind = .string
      case .unsolved, .symbol(.openBrace), .symbol(.closeBrace): kind = .blank
      case .symbol: kind = .operator
      }
      found.append(HighlightedToken(kind: kind, range: token.range))
      if !token.is(.openBrace) {
        startsStatement = false
      } else if startsStatement, tokens[at + 1].isFirstOfLine {
        margin = nil
      }
    }
    if comments.isEmpty { return found }
    found += comments.map { HighlightedToken(kind: .comment, range: $0) }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The tokens by their places in the code that the lines make.
  func highlights(of lines: [Range<Int>]) -> [HighlightedToken] {
    var next = 0
    var shift = 0
    var start = 0
    return tokensOfFile.map { token in
      while next < lines.count, lines[next].lowerBound <= token.range.lowerBound {
        shift = start - lines[next].lowerBound
        start += lines[next].count + 1
        next += 1
      }
      let range = token.range
      return HighlightedToken(kind: token.kind, range: range.lowerBound + shift..<range.upperBound + shift)
    }
  }
}
