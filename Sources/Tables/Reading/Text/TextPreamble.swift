import Files

/// What stands above the table in a file: lines that say something about it, and are no part of it.
struct TextPreamble {
  /// Bytes to pass over, with a byte order mark before them; 0 where no line is passed over.
  var bytes = 0
  var lines = 0
  /// What a first line such as `sep=;`, which Excel writes and reads, says that separates fields.
  var separator: String?
  /// The lines that begin with `#`.
  var comments = 0

  init() {}

  /// - Parameter skip: how many lines stand above the table; nil: those that say themselves that they do.
  init(_ text: [UInt8], skip: Int?) {
    let mark = text.starts(with: ByteOrderMark.utf8) ? ByteOrderMark.utf8.count : 0
    var position = mark
    if let skip {
      while lines < skip, position < text.count {
        position = Self.lineEnd(text, position)
        lines += 1
      }
      bytes = lines > 0 ? position : 0
      return
    }
    if let (found, end) = Self.separatorLine(text, position) {
      separator = found
      position = end
      lines = 1
    }
    let start = position
    while position < text.count, text[position] == UInt8(ascii: "#") {
      position = Self.lineEnd(text, position)
      comments += 1
    }
    if comments > 0, isHeader(text, last: Self.lineStart(text, before: position), next: position) {
      position = Self.lineStart(text, before: position)
      comments -= 1
    }
    // A text of nothing but such lines is left as it is.
    if position == text.count, separator == nil { (position, comments) = (start, 0) }
    lines += comments
    bytes = lines > 0 ? position : 0
  }

  /// Whether the last of the lines with `#` names the columns: it has as many fields as the line below it, and more than one.
  private func isHeader(_ text: [UInt8], last: Int, next: Int) -> Bool {
    let named = text[last..<next]
    let row = text[next..<Self.lineEnd(text, next)]
    return SeparatorRecognition.candidates.contains { candidate in
      let bytes = Array(candidate.utf8)
      let count = named.occurrences(of: bytes)
      return count > 0 && count == row.occurrences(of: bytes)
    }
  }

  private static func separatorLine(_ text: [UInt8], _ start: Int) -> (String, Int)? {
    let end = lineEnd(text, start)
    var line = text[start..<end]
    while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
    guard line.count >= 5, line.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }) else {
      return nil
    }
    let separator = String(decoding: line.dropFirst(4), as: UTF8.self)
    // A header of one column may be called like that, too.
    return FieldSeparator.isSeparator(separator) ? (separator, end) : nil
  }

  private static func lineEnd(_ text: [UInt8], _ start: Int) -> Int {
    (text[start...].firstIndex(of: 0x0A) ?? text.count - 1) + 1
  }

  private static func lineStart(_ text: [UInt8], before end: Int) -> Int {
    (text[..<max(0, end - 1)].lastIndex(of: 0x0A) ?? -1) + 1
  }
}

extension Collection<UInt8> {
  /// How often `pattern`, one or two bytes, occurs.
  func occurrences(of pattern: [UInt8]) -> Int {
    var count = 0
    var before: UInt8?
    for byte in self {
      if pattern.count == 1 ? byte == pattern[0] : byte == pattern[1] && before == pattern[0] {
        count += 1
        before = nil
      } else {
        before = byte
      }
    }
    return count
  }
}
