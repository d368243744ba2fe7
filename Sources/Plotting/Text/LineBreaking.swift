/// Breaks labels into lines: at spaces, after hyphens and slashes, and between any two ideographs or kana but where
/// Japanese line breaking (JIS X 4051) forbids it.
public enum LineBreaking {
  /// Lines no wider than `width`; a word that is wider by itself is broken between characters. Never fewer than one line.
  public static func lines(_ text: String, width: Double, size: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces(text) {
      if TextMetrics.width(trimmed(line + piece), size: size) <= width {
        line += piece
        continue
      }
      if !trimmed(line).isEmpty { lines.append(trimmed(line)) }
      line = ""
      if TextMetrics.width(trimmed(piece), size: size) <= width {
        line = piece
      } else {
        for character in piece {
          if !line.isEmpty, TextMetrics.width(line + String(character), size: size) > width {
            lines.append(trimmed(line))
            line = ""
          }
          line.append(character)
        }
      }
    }
    if !trimmed(line).isEmpty || lines.isEmpty { lines.append(trimmed(line)) }
    return lines
  }

  /// As ``lines(_:width:size:)``, at most `limit` of them; what is cut off is replaced by an ellipsis.
  static func lines(_ text: String, width: Double, size: Double, limit: Int) -> [String] {
    let all = lines(text, width: width, size: size)
    guard all.count > limit, limit > 0 else { return all }
    return all.prefix(limit - 1) + [ellipsized(all[(limit - 1)...].joined(separator: " "), width: width, size: size)]
  }

  /// The text, cut and ended by an ellipsis if it is wider than `width`.
  static func ellipsized(_ text: String, width: Double, size: Double, bold: Bool = false) -> String {
    if TextMetrics.width(text, size: size, bold: bold) <= width { return text }
    var kept = text
    while !kept.isEmpty, TextMetrics.width(trimmed(kept) + "…", size: size, bold: bold) > width { kept.removeLast() }
    return trimmed(kept) + "…"
  }

  /// Whether every word fits, so that a wrapped label breaks none between its letters.
  static func breaksNoWord(_ text: String, width: Double, size: Double) -> Bool {
    pieces(text).allSatisfy { TextMetrics.width(trimmed($0), size: size) <= width }
  }

  /// The text cut at every place where a line may end; spaces stay with the piece before them.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var previous: Character?
    for character in text {
      if let previous, mayBreak(between: previous, and: character) {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character.isNewline ? " " : character)
      previous = character
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  private static func mayBreak(between a: Character, and b: Character) -> Bool {
    if b.isWhitespace { return false }
    if a.isWhitespace { return true }
    if "-/–—".contains(a) { return !b.isNumber }
    if notAtStart.contains(b) || notAtEnd.contains(a) { return false }
    return isWide(a) || isWide(b)
  }

  private static let notAtStart: Set<Character> = Set("、。，．・：；？！ー々ゝ）」』】〕〉》ぁぃぅぇぉっゃゅょァィゥェォッャュョ!?),.:;]}’”…")
  private static let notAtEnd: Set<Character> = Set("（「『【〔〈《([{‘“")

  private static func isWide(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFF: return true
    default: return false
    }
  }

  private static func trimmed(_ text: String) -> String {
    var result = Substring(text)
    while let last = result.last, last.isWhitespace { result.removeLast() }
    while let first = result.first, first.isWhitespace { result.removeFirst() }
    return String(result)
  }
}
