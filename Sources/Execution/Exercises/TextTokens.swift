/// Words and signs of a text with their places: what a leak is looked for in, whatever the spaces, line breaks, cases and quotes, and
/// whatever the escapes of HTML, markdown and JSON.
struct TextTokens {
  struct Token: Sendable, Equatable {
    var text: String
    var range: Range<Int>
    static func == (a: Self, b: Self) -> Bool { a.text == b.text }
  }

  private(set) var tokens: [Token] = []

  /// - Parameter excluded: ranges that are left out, sorted or not.
  init(_ bytes: [UInt8], in range: Range<Int>? = nil, excluding excluded: [Range<Int>] = []) {
    let range = range ?? 0..<bytes.count
    let holes = excluded.sorted { $0.lowerBound < $1.lowerBound }
    var hole = 0
    var at = range.lowerBound
    var word: [UInt8] = []
    var start = at
    func isGap(_ place: Int) -> Bool { hole < holes.count && holes[hole].contains(place) }
    func flush(_ end: Int) {
      if word.isEmpty { return }
      tokens.append(Token(text: String(decoding: word, as: UTF8.self).lowercased(), range: start..<end))
      word = []
    }
    while at < range.upperBound {
      while hole < holes.count, holes[hole].upperBound <= at { hole += 1 }
      if isGap(at) {
        flush(at)
        at = holes[hole].upperBound
        continue
      }
      let character = PlainCharacter(bytes, at, range.upperBound)
      let next = at + character.width
      switch character.byte {
      case nil where character.isLetter:
        if word.isEmpty { start = at }
        word += bytes[at..<next]
      case nil: break
      case let byte? where Self.isWord(byte):
        if word.isEmpty { start = at }
        word.append(byte)
      case let byte?:
        // A dot or a hyphen inside a word belongs to it: model.test.mse, customer-minimum, 0.5.
        let isInner = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        if isInner, !word.isEmpty, next < range.upperBound, !isGap(next) {
          let following = PlainCharacter(bytes, next, range.upperBound)
          if following.isLetter || following.byte.map(Self.isWord) ?? false {
            word.append(byte)
            break
          }
        }
        flush(at)
        if byte > UInt8(ascii: " "), !"`\"'".utf8.contains(byte) {
          tokens.append(Token(text: String(decoding: [byte], as: UTF8.self), range: at..<next))
        }
        if let second = character.second {
          tokens.append(Token(text: String(decoding: [second], as: UTF8.self), range: at..<next))
        }
      }
      at = next
    }
    flush(range.upperBound)
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

  private init(tokens: [Token]) { self.tokens = tokens }

  /// The same as a page shows it: without marks of emphasis and without tags.
  var shown: TextTokens {
    var kept: [Token] = []
    var at = 0
    while at < tokens.count {
      let token = tokens[at]
      if token.text == "<", at + 1 < tokens.count, tokens[at + 1].range.lowerBound == token.range.upperBound,
        let close = tokens[at...].prefix(60).firstIndex(where: { $0.text == ">" })
      {
        at = close + 1
        continue
      }
      if token.text != "*" { kept.append(token) }
      at += 1
    }
    return TextTokens(tokens: kept)
  }

  func withoutLast(_ word: String) -> TextTokens {
    var copy = self
    if copy.tokens.last?.text == word { copy.tokens.removeLast() }
    return copy
  }

  var hasLetters: Bool { tokens.contains { $0.text.unicodeScalars.contains { $0.properties.isAlphabetic } } }

  /// The places where the tokens of another text follow each other in this one. O(tokens × tokens of the other).
  func places(of other: TextTokens) -> [Range<Int>] {
    guard let first = other.tokens.first, tokens.count >= other.tokens.count else { return [] }
    var found: [Range<Int>] = []
    for start in 0...(tokens.count - other.tokens.count) where tokens[start] == first {
      let piece = tokens[start..<start + other.tokens.count]
      guard piece.elementsEqual(other.tokens), let last = piece.last else { continue }
      found.append(tokens[start].range.lowerBound..<last.range.upperBound)
    }
    return found
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
      || ((byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z"))
  }
}

/// One character of a text as a reader takes it: `&gt;` and `\u003e` as `>`, `\_` as `_`, a quote of any form as a quote, what has no
/// width as nothing.
private struct PlainCharacter {
  /// nil for a letter beyond ASCII, and for nothing.
  var byte: UInt8?
  /// Of a sign that stands for two, the second: `≥` is read as `>=`.
  var second: UInt8?
  var isLetter = false
  /// Bytes that it takes.
  var width: Int

  init(_ bytes: [UInt8], _ at: Int, _ end: Int) {
    let first = bytes[at]
    (byte, width) = (first, 1)
    switch first {
    case UInt8(ascii: "&"): readEntity(bytes, at, end)
    case UInt8(ascii: "\\") where at + 1 < end: readEscape(bytes, at, end)
    case 0x80...: readWide(bytes, at, end)
    default: break
    }
  }

  private static let entities: [String: UInt8] = [
    "lt": 0x3C, "gt": 0x3E, "amp": 0x26, "quot": 0x22, "apos": 0x27, "nbsp": 0x20, "lowbar": 0x5F, "ast": 0x2A,
    "lpar": 0x28,
    "rpar": 0x29, "lsqb": 0x5B, "lbrack": 0x5B, "rsqb": 0x5D, "rbrack": 0x5D, "equals": 0x3D, "comma": 0x2C,
    "colon": 0x3A,
    "period": 0x2E, "sol": 0x2F, "plus": 0x2B, "num": 0x23, "percnt": 0x25, "excl": 0x21, "lbrace": 0x7B,
    "rbrace": 0x7D,
    "lcub": 0x7B, "rcub": 0x7D, "minus": 0x2D, "times": 0x2A, "divide": 0x2F, "grave": 0x60, "Tab": 0x20,
    "NewLine": 0x20, "ldquo": 0x22, "rdquo": 0x22,
    "lsquo": 0x27, "rsquo": 0x27,
  ]

  /// Of signs that stand for two.
  private static let signs: [String: UInt32] = ["le": 0x2264, "ge": 0x2265, "ne": 0x2260]

  private mutating func readEntity(_ bytes: [UInt8], _ at: Int, _ end: Int) {
    guard let close = bytes[at..<min(end, at + 12)].firstIndex(of: UInt8(ascii: ";")) else { return }
    let name = String(decoding: bytes[at + 1..<close], as: UTF8.self)
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let code = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let code else { return }
      take(code, width: close + 1 - at)
    } else if let code = Self.signs[name] {
      take(code, width: close + 1 - at)
    } else if let known = Self.entities[name] {
      (byte, width) = (known, close + 1 - at)
    }
  }

  private mutating func readEscape(_ bytes: [UInt8], _ at: Int, _ end: Int) {
    let next = bytes[at + 1]
    if next == UInt8(ascii: "u"), at + 6 <= end,
      let code = UInt32(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
    {
      take(code, width: 6)
    } else if next < 0x80, !(next | 0x20 >= UInt8(ascii: "a") && next | 0x20 <= UInt8(ascii: "z")), next > 0x20 {
      (byte, width) = (next, 2)
    } else if "nrt".utf8.contains(next) {
      // The line ends of a string in JSON.
      (byte, width) = (0x20, 2)
    }
  }

  private mutating func readWide(_ bytes: [UInt8], _ at: Int, _ end: Int) {
    let first = bytes[at]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    width = min(length, end - at)
    byte = nil
    guard let scalar = String(decoding: bytes[at..<at + width], as: UTF8.self).unicodeScalars.first else { return }
    take(scalar.value, width: width)
  }

  private mutating func take(_ code: UInt32, width: Int) {
    self.width = width
    byte = nil
    switch code {
    case 0..<0x80: byte = UInt8(code)
    case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: byte = 0x20
    case 0x2018...0x201F, 0x00AB, 0x00BB: byte = 0x22
    case 0x2010...0x2012: byte = 0x2D
    case 0xFF01...0xFF5E: byte = UInt8(code - 0xFEE0)
    case 0x2212: byte = UInt8(ascii: "-")
    case 0xD7, 0x22C5: byte = UInt8(ascii: "*")
    case 0xF7, 0x2215: byte = UInt8(ascii: "/")
    case 0x2264, 0x2A7D: (byte, second) = (UInt8(ascii: "<"), UInt8(ascii: "="))
    case 0x2265, 0x2A7E: (byte, second) = (UInt8(ascii: ">"), UInt8(ascii: "="))
    case 0x2260: (byte, second) = (UInt8(ascii: "!"), UInt8(ascii: "="))
    case 0x00AD, 0x200B...0x200F, 0x2060, 0xFEFF: break
    default: isLetter = true
    }
  }
}
