/// Guesses what separates the fields of a text from its first lines.
enum SeparatorRecognition {
  /// Most likely first; where two explain the lines equally well, the earlier one is taken.
  static let candidates = [",", "\t", ";", "|", "::"]
  private static let lines = 50

  /// The candidate that the first line has and that most lines have equally often; `preferred` wins a tie.
  static func separator(of text: UnsafeBufferPointer<UInt8>, preferring preferred: String) -> String {
    var best = preferred
    var bestScore = 0
    for candidate in [preferred] + candidates {
      let score = score(text, Array(candidate.utf8))
      if score > bestScore {
        best = candidate
        bestScore = score
      }
    }
    return best
  }

  /// How many of the first lines have the separator as often as the first line, if that has it.
  private static func score(_ text: UnsafeBufferPointer<UInt8>, _ separator: [UInt8]) -> Int {
    var expected: Int?
    var agreeing = 0
    var seen = 0
    var count = 0
    var isQuoted = false
    var length = 0
    var position = 0
    while position < text.count, seen < lines {
      let byte = text[position]
      // Tabs and `::` come without quoting, where a quote is data.
      if byte == 0x22, separator != [0x09], separator.count == 1 { isQuoted.toggle() }
      if byte == 0x0A, !isQuoted {
        if length > 0 {
          if let expected {
            agreeing += count == expected ? 1 : 0
          } else {
            if count == 0 { return 0 }
            expected = count
            agreeing = 1
          }
          seen += 1
        }
        count = 0
        length = 0
      } else {
        if byte != 0x0D { length += 1 }
        if !isQuoted, byte == separator[0], position + separator.count <= text.count,
          separator.count == 1 || text[position + 1] == separator[1]
        {
          count += 1
          position += separator.count - 1
        }
      }
      position += 1
    }
    if length > 0, seen < lines { agreeing += expected == nil ? (count > 0 ? 1 : 0) : (count == expected ? 1 : 0) }
    return agreeing
  }
}
