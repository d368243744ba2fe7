import Notebooks

/// Whether a line's end inside a paragraph is a space for readers: Japanese is written without spaces between words.
enum LineJoint {
  /// - Parameters:
  ///   - before: the last character of the line.
  ///   - after: the first character of the next one.
  static func isSpace(between before: Character?, and after: Character?, in language: Language) -> Bool {
    let sides = [before, after].map { side in side.map { isJapanese($0) } ?? false }
    switch language {
    // Names and numbers stand among Japanese words without a space as well.
    case .japanese: return !sides.contains(true)
    case .english: return sides.contains(false)
    }
  }

  /// Kana, kanji, full-width forms and their punctuation.
  private static func isJapanese(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x3000...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF:
      return true
    default: return false
    }
  }
}
