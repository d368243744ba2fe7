/// A token of TeX in math mode.
enum TeXToken: Equatable {
  /// `\alpha`, `\,`: the name without the backslash.
  case command(String)
  case character(Character)
  /// `12`, `0.5`
  case number(String)
  case open, close, superscript, subscripted, align
  /// One or more spaces: only `\text{…}` sees them.
  case space

  /// The tokens of a formula. Never fails; a lone backslash at the end is the command of an empty name. O(length).
  static func tokens(of source: String) -> [TeXToken] {
    var tokens: [TeXToken] = []
    let characters = Array(source)
    var at = 0
    while at < characters.count {
      let character = characters[at]
      at += 1
      switch character {
      case "\\":
        var name = ""
        while at < characters.count, characters[at].isASCII, characters[at].isLetter {
          name.append(characters[at])
          at += 1
        }
        if name.isEmpty, at < characters.count {
          name = String(characters[at])
          at += 1
        }
        tokens.append(.command(name))
      case "{": tokens.append(.open)
      case "}": tokens.append(.close)
      case "^": tokens.append(.superscript)
      case "_": tokens.append(.subscripted)
      case "&": tokens.append(.align)
      case _ where character.isWhitespace:
        if tokens.last != .space { tokens.append(.space) }
      case _ where character.isASCIIDigit:
        var number = String(character)
        while at < characters.count {
          let isPoint = characters[at] == "." && at + 1 < characters.count && characters[at + 1].isASCIIDigit
          guard characters[at].isASCIIDigit || isPoint else { break }
          number.append(characters[at])
          at += 1
        }
        tokens.append(.number(number))
      default: tokens.append(.character(character))
      }
    }
    return tokens
  }
}

extension Character {
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
