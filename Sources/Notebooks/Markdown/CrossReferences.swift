/// `@fig-stars` and `[-@fig-stars]` in running text.
enum CrossReferences {
  static let prefixes = ["fig", "tbl", "eq", "sec", "exr"]

  enum Piece: Equatable {
    case text(String)
    /// `written` is what stands in the source.
    case reference(label: String, numberOnly: Bool, written: String)
  }

  /// Cuts a text; an `@` behind a letter or digit belongs to an address, not to a reference. Complexity: O(characters).
  static func pieces(of text: String) -> [Piece] {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return [.text(text)] }
    var pieces: [Piece] = []
    let bytes = Array(text.utf8)
    var start = 0
    var at = 0
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "@"), !(at > 0 && (bytes[at - 1].isWordStart || bytes[at - 1].isDigit)),
        let length = label(in: bytes, from: at + 1)
      else {
        at += 1
        continue
      }
      var written = at..<at + 1 + length
      let numberOnly =
        at - start >= 2 && bytes[at - 1] == UInt8(ascii: "-") && bytes[at - 2] == UInt8(ascii: "[")
        && written.upperBound < bytes.count && bytes[written.upperBound] == UInt8(ascii: "]")
      if numberOnly { written = at - 2..<written.upperBound + 1 }
      if written.lowerBound > start { pieces.append(.text(string(start..<written.lowerBound))) }
      let name = string(at + 1..<at + 1 + length)
      pieces.append(.reference(label: name, numberOnly: numberOnly, written: string(written)))
      at = written.upperBound
      start = at
    }
    if start < bytes.count { pieces.append(.text(string(start..<bytes.count))) }
    return pieces
  }

  private static func label(in bytes: [UInt8], from start: Int) -> Int? {
    guard prefixes.contains(where: { bytes[start...].starts(with: Array(($0 + "-").utf8)) }) else { return nil }
    var end = start
    while end < bytes.count, bytes[end].isWordStart || bytes[end].isDigit || bytes[end] == UInt8(ascii: "-") {
      end += 1
    }
    while bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    let length = end - start
    return prefixes.contains(String(decoding: bytes[start..<end], as: UTF8.self)) ? nil : length
  }
}
