import Diagnostics
import JSONText

/// What may stand between fields.
enum FieldSeparator {
  static func isSeparator(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let isLetter: (UInt8) -> Bool = { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
    let isWrong: (UInt8) -> Bool = { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 || $0 == 0 || isLetter($0) }
    return !bytes.isEmpty && bytes.count <= 8 && !bytes.contains(where: isWrong)
  }

  /// Throws `Diagnostic` for what cannot separate fields.
  static func check(_ separator: String) throws {
    if !isSeparator(separator) {
      throw Diagnostic(
        .badSeparator, "\(JSON.quote(separator)) cannot separate fields",
        help: [
          SeparatorWord.written(separator).map { "say separator: \"\($0)\"" }
            ?? #"name one to eight ASCII characters, such as "," or "\t" or "::""#
        ])
    }
  }
}

/// Separators that people call by their names.
public enum SeparatorWord {
  private static let characters = [
    "tab": #"\t"#, "tabs": #"\t"#, "tabulator": #"\t"#, "comma": ",", "semicolon": ";", "pipe": "|", "bar": "|",
    "space": " ",
    "spaces": " ", "blank": " ", "colon": ":",
  ]

  /// The separator as a notebook writes it between quotes; nil for words that name none.
  public static func written(_ word: String) -> String? { characters[word.lowercased()] }
}
