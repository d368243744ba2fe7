/// The words that cannot be names unless they stand in backquotes.
public enum Lexicon {
  public static let reserved: Set<String> = ["as", "and", "or", "not", "in", "is", "null", "true", "false"]

  /// `<CODE>`, or three underscores or more and nothing else.
  public static func isUnsolved(_ word: String) -> Bool {
    word == "<CODE>" || (word.utf8.count >= 3 && word.utf8.allSatisfy { $0 == UInt8(ascii: "_") })
  }

  /// Whether `text` can be written as a name without backquotes.
  public static func isWord(_ text: String) -> Bool {
    var previous: UInt8 = UInt8(ascii: "-")
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if offset == 0 || previous == UInt8(ascii: "-") { return false }
      case UInt8(ascii: "-"):
        if previous == UInt8(ascii: "-") { return false }
      default:
        if byte < 0x80 { return false }
      }
      previous = byte
    }
    guard previous != UInt8(ascii: "-"), !reserved.contains(text), !isUnsolved(text) else { return false }
    return text.unicodeScalars.allSatisfy { $0.isASCII || $0.properties.isAlphabetic || $0.properties.isXIDContinue }
  }
}
