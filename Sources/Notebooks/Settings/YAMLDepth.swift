/// How deeply a text of YAML may be nested, found without parsing it.
enum YAMLDepth {
  /// Levels that no settings need and that every stack has room for; empirical.
  private static let limit = 200

  /// The place from which a text may be nested more deeply than `limit`, counted from 0; nil when there is none.
  ///
  /// What is counted is never less than the depth: all brackets, also those in quotes and comments; all indicators of a line; its
  /// indentation. Complexity: O(bytes).
  static func excess(in bytes: [UInt8]) -> (line: Int, column: Int)? {
    var (line, column) = (0, 0)
    var (brackets, indicators) = (0, 0)
    var isIndentation = true
    for (position, byte) in bytes.enumerated() {
      switch byte {
      case .newline:
        (line, column) = (line + 1, 0)
        (indicators, isIndentation) = (0, true)
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"):
        if position + 1 < bytes.count, bytes[position + 1] <= .space { indicators += 1 }
      default: break
      }
      if byte != .space { isIndentation = false }
      // A level of a block takes a column of indentation at least.
      if brackets > limit || indicators > limit || (isIndentation && column > 2 * limit) { return (line, column) }
      column += 1
    }
    return nil
  }
}
