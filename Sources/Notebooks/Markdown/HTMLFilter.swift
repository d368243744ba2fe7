/// What of raw HTML may reach a report: a few tags without attributes. All else is shown as the text it is.
enum HTMLFilter {
  /// Tags that mark up text and can neither load, run nor style anything.
  static let harmless: Set<String> = [
    "b", "br", "dd", "del", "details", "div", "dl", "dt", "em", "i", "ins", "kbd", "li", "mark", "ol", "p", "s", "samp",
    "small", "strong", "sub", "summary", "sup", "u", "ul", "var", "wbr",
  ]

  enum Piece: Equatable {
    case tag(String)
    case text(String)
  }

  /// Whether `text` is one harmless tag without attributes: `<sub>`, `</sub>`, `<br/>`.
  static func isHarmlessTag(_ text: Substring) -> Bool {
    guard text.first == "<", text.last == ">" else { return false }
    var inner = text.dropFirst().dropLast()
    if inner.first == "/" { inner.removeFirst() } else if inner.last == "/" { inner.removeLast() }
    return harmless.contains(inner.trimmed.lowercased())
  }

  /// Comments are dropped. Complexity: O(bytes).
  static func pieces(of html: String) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var rest = Substring(html)
    var hasComments = true
    func flush() {
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
    }
    while let character = rest.first {
      guard character == "<" else {
        text.append(character)
        rest.removeFirst()
        continue
      }
      if hasComments, rest.hasPrefix("<!--") {
        guard let close = rest.firstRange(of: "-->") else {
          hasComments = false
          continue
        }
        rest = rest[close.upperBound...]
        continue
      }
      // No harmless tag is longer than "</details >"; looks no further than a little beyond.
      if let close = rest.prefix(16).firstIndex(of: ">"), isHarmlessTag(rest[...close]) {
        flush()
        pieces.append(.tag(String(rest[...close])))
        rest = rest[rest.index(after: close)...]
      } else {
        text.append(character)
        rest.removeFirst()
      }
    }
    flush()
    return pieces
  }

  /// The name of the first tag among pieces that are shown as text; nil when none is. An end alone says nothing new.
  static func shownTag(in pieces: [Piece]) -> String? {
    for case .text(let text) in pieces {
      for part in text.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
        let name = part.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        if let first = name.first, first.isLetter { return name.lowercased() }
      }
    }
    return nil
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
