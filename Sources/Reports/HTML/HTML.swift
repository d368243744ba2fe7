import Diagnostics

/// A piece of HTML. Text that is interpolated into it is escaped; only another piece of HTML is taken as it is.
struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  private(set) var source: String

  init() { source = "" }
  init(stringLiteral value: String) { source = value }
  init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }
  /// Text, escaped.
  init(text: String) { source = Self.escape(text) }
  /// Markup of our own making: SVG, MathML.
  init(markup: String) { source = markup }

  var isEmpty: Bool { source.isEmpty }

  static func += (html: inout HTML, other: HTML) { html.source += other.source }
  static func + (a: HTML, b: HTML) -> HTML { HTML(markup: a.source + b.source) }

  struct StringInterpolation: StringInterpolationProtocol {
    var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: String) { source += literal }
    mutating func appendInterpolation(_ text: String) { source += HTML.escape(text) }
    mutating func appendInterpolation(_ number: Int) { source += String(number) }
    mutating func appendInterpolation(_ html: HTML) { source += html.source }
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

extension Sequence<HTML> {
  func joined(_ separator: HTML = "") -> HTML { HTML(markup: map(\.source).joined(separator: separator.source)) }
}
