/// Guesses what separates the fields of a text from its first lines.
struct SeparatorRecognition {
  /// Most likely first; where two explain the lines equally well, the earlier one is taken.
  static let candidates = [",", "\t", ";", "|", "::"]
  /// What surprises nobody in a file whose name promises nothing.
  static let usual = [",", "\t"]
  /// What may stand between fields, too, but stands in texts more often.
  private static let unlikely = [" ", ":", "^", "~"]
  private static let greatestLineCount = 50

  /// A space means runs of spaces.
  private(set) var separator: String
  /// Another that would cut all lines as evenly.
  private(set) var rival: String?
  /// The first line has another number of fields than most of the lines below it.
  private(set) var raggedStart: (fields: Int, expected: Int)?

  /// - Parameters:
  ///   - preferred: wins a tie.
  ///   - isWhole: whether the text ends with its last line.
  init(_ text: UnsafeBufferPointer<UInt8>, preferring preferred: String, isWhole: Bool) {
    separator = preferred
    var best = 0
    var cuts: [(separator: String, counts: [Int])] = []
    for candidate in [preferred] + Self.candidates where !cuts.contains(where: { $0.separator == candidate }) {
      let counts = Self.counts(text, Array(candidate.utf8), isWhole: isWhole)
      cuts.append((candidate, counts))
      let score = Self.score(counts)
      if score > best {
        best = score
        separator = candidate
      }
    }
    let lines = cuts[0].counts.count
    if best == 0, Self.isSeparatedBySpaces(text, isWhole: isWhole) {
      separator = " "
      return
    }
    if best == lines, lines > 1 { chooseAmongEqual(cuts, text) }
    // The first line explains at most half of the lines: perhaps the table begins further down.
    if best * 2 <= lines {
      for (candidate, counts) in cuts {
        guard let (count, frequency) = Self.most(counts), count > 0, frequency * 2 > lines, counts[0] != count else {
          continue
        }
        separator = candidate
        raggedStart = (counts[0] + 1, count + 1)
        return
      }
    }
    if best == 0, lines > 1 {
      rival = Self.unlikely.first { candidate in
        guard let (count, frequency) = Self.most(Self.counts(text, Array(candidate.utf8), isWhole: isWhole)) else {
          return false
        }
        return count > 0 && frequency * 10 >= lines * 9
      }
    }
  }

  /// A comma between digits, where something else cuts the lines as well, is the decimal comma.
  private mutating func chooseAmongEqual(
    _ cuts: [(separator: String, counts: [Int])], _ text: UnsafeBufferPointer<UInt8>
  ) {
    guard let other = cuts.first(where: { $0.separator != separator && Self.score($0.counts) == $0.counts.count })
    else {
      return
    }
    rival = other.separator
    if separator == ",", Self.standsBetweenDigits(UInt8(ascii: ","), text) {
      (separator, rival) = (other.separator, ",")
    }
  }

  /// How many of the first lines have the separator as often as the first line, if that has it.
  private static func score(_ counts: [Int]) -> Int {
    guard let first = counts.first, first > 0 else { return 0 }
    return counts.reduce(0) { $0 + ($1 == first ? 1 : 0) }
  }

  /// The most frequent of some numbers, the smallest among equals, and how often it is there.
  private static func most(_ counts: [Int]) -> (count: Int, frequency: Int)? {
    let frequencies = counts.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    return frequencies.min { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// How often each of the first lines that are not empty has a separator outside of quotes.
  private static func counts(_ text: UnsafeBufferPointer<UInt8>, _ separator: [UInt8], isWhole: Bool) -> [Int] {
    var counts: [Int] = []
    var count = 0
    var isQuoted = false
    var length = 0
    var position = 0
    while position < text.count, counts.count < greatestLineCount {
      let byte = text[position]
      // Tabs and `::` come without quoting, where a quote is data.
      if byte == 0x22, separator != [0x09], separator.count == 1 { isQuoted.toggle() }
      if byte == 0x0A, !isQuoted {
        if length > 0 { counts.append(count) }
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
    if length > 0, counts.count < greatestLineCount, isWhole || counts.isEmpty { counts.append(count) }
    return counts.isEmpty ? [0] : counts
  }

  private static func standsBetweenDigits(_ byte: UInt8, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let isDigit: (UInt8) -> Bool = { $0 >= 0x30 && $0 <= 0x39 }
    for position in text.indices where text[position] == byte {
      guard position > 0, position + 1 < text.count, isDigit(text[position - 1]), isDigit(text[position + 1]) else {
        return false
      }
    }
    return true
  }

  /// Whether every line has equally many words, more than one, and a digit in each: prose has not.
  private static func isSeparatedBySpaces(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Bool {
    var lines = text.prefix(1 << 16).split(separator: 0x0A).map { line in
      line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    }
    if text.count > 1 << 16 || !isWhole, lines.count > 1 { lines.removeLast() }
    lines = lines.filter { !$0.isEmpty }
    guard let width = lines.first?.count, width > 1, lines.allSatisfy({ $0.count == width }) else { return false }
    // Only the first line may be a header. A day and a time of day are one value.
    let rows = lines.count == 1 ? lines[...] : lines.dropFirst()
    return rows.allSatisfy { line in line.allSatisfy { word in word.contains { $0 >= 0x30 && $0 <= 0x39 } } }
      && !rows.allSatisfy(isMoment)
  }

  private static func isMoment(_ words: [Slice<UnsafeBufferPointer<UInt8>>]) -> Bool {
    let text = Array(words.joined(separator: [0x20]))
    return text.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { TypeInference.kind(of: $0, bytes.count) == .datetime } ?? false
    }
  }
}
