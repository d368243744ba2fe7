import Diagnostics
import Languages

/// What the end of a line inside a paragraph means: a space where words are written apart, nothing where they are not.
///
/// Markdown leaves a line's end in the text, and browsers show it as a space (CSS Text 3, 4.1.3 lets them drop it between wide
/// characters, but not all do). Japanese and Chinese have no spaces between words, so that one would be a hole in the line.
enum LineEnd {
  /// Whether two lines are joined without a space: when both sides are wide, or one side is and the text is Japanese. Korean
  /// has spaces, though its characters are wide.
  static func joins(_ before: Character?, _ after: Character?, in language: Language) -> Bool {
    guard let before, let after else { return false }
    switch language {
    case .japanese: return isWide(before) || isWide(after)
    case .english: return isWide(before) && isWide(after)
    }
  }

  private static func isWide(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, DisplayWidth.columns(of: character) == 2 else { return false }
    switch scalar.value {
    case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF: return false
    default: return true
    }
  }
}
