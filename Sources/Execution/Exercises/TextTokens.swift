/// Words and signs of a text with their places: what a leak is looked for in, whatever the spaces and line breaks.
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
    while at < range.upperBound {
      while hole < holes.count, holes[hole].upperBound <= at { hole += 1 }
      if hole < holes.count, holes[hole].contains(at) {
        at = holes[hole].upperBound
        continue
      }
      let start = at
      if Self.isWord(bytes[at]) {
        // A dot or a hyphen inside a word belongs to it: model.test.mse, customer-minimum, 0.5.
        while at < range.upperBound,
          Self.isWord(bytes[at])
            || (bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: "-")) && at + 1 < range.upperBound
              && Self.isWord(bytes[at + 1])
        { at += 1 }
      } else {
        at += 1
        if bytes[start] <= UInt8(ascii: " ") || bytes[start] == UInt8(ascii: "`") { continue }
      }
      tokens.append(Token(text: String(decoding: bytes[start..<at], as: UTF8.self).lowercased(), range: start..<at))
    }
  }

  init(_ text: String) { self.init(Array(text.utf8)) }

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
    byte >= 0x80 || byte == UInt8(ascii: "_") || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
      || ((byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z"))
  }
}
