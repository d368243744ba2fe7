import Diagnostics

/// A piece of HTML: elements, text, and what is HTML already.
///
/// Text is escaped by being put in, a literal as well as what stands in its interpolations; only another piece goes in as it is. What
/// was written elsewhere (a chart's drawing, a style sheet, a script) comes in through `init(markup:)` and nowhere else.
package struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The text of the file.
  package private(set) var source = ""

  package init() {}
  package init(stringLiteral text: String) { source = Self.escape(text) }
  package init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }
  /// The door for markup of our own that no element makes: SVG, style sheets, scripts.
  init(markup: String) { source = markup }

  /// Text, escaped.
  package static func text(_ text: String) -> HTML { HTML(stringLiteral: text) }

  var isEmpty: Bool { source.isEmpty }

  package static func += (html: inout HTML, other: HTML) { html.source += other.source }
  static func + (a: HTML, b: HTML) -> HTML { HTML(markup: a.source + b.source) }

  /// Pieces and texts between the words of a literal: `"\(name) of \(link)"`.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) { source += HTML.escape(literal) }
    package mutating func appendInterpolation(_ text: String) { source += HTML.escape(text) }
    package mutating func appendInterpolation(_ number: Int) { source += String(number) }
    package mutating func appendInterpolation(_ html: HTML) { source += html.source }
  }

  /// Safe between tags and in double-quoted attributes; control characters that HTML forbids become U+FFFD, and names and passwords in
  /// addresses asterisks, wherever the text comes from. O(bytes).
  static func escape(_ text: String) -> String {
    let text = Credentials.masked(text)
    let needsWork: (UInt8) -> Bool = { byte in
      byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\"")
        || byte == UInt8(ascii: "'") || (byte < 0x20 && byte != 0x0A && byte != 0x09)
    }
    guard text.utf8.contains(where: needsWork) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
      case 0x09, 0x0A, 0x20...: out.append(byte)
      case 0x0D: out.append(0x0A)
      default: out.append(contentsOf: "\u{FFFD}".utf8)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
