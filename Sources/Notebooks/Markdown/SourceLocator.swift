import Diagnostics

/// Finds where the pieces of a block stand in the file, going forward only.
///
/// cmark's columns of inlines count neither prefixes of later lines nor what entities and escapes took; the order of the pieces
/// is certain, though, and so is the range of the block.
struct SourceLocator {
  let file: SourceFile
  var position: Int
  var end: Int

  init(file: SourceFile, range: Range<Int>) {
    self.file = file
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next place where `text` stands, as the stretches of its lines without their prefixes; moves behind it.
  mutating func find(_ text: String) -> [Range<Int>]? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first(where: { $0 > .space }) else { return nil }
    var at = position
    // Beyond the first few thousand bytes a piece is not where it should be; gives up to stay linear.
    var attempts = 0
    while at < end {
      if file.bytes[at] == first, let lines = match(wanted, at: at) {
        position = lines.last?.upperBound ?? at
        return lines
      }
      at += 1
      attempts += 1
      if attempts > 200_000 { return nil }
    }
    return nil
  }

  /// Compares without regard to white space and line prefixes; `\|` may stand for `|`.
  private func match(_ wanted: [UInt8], at start: Int) -> [Range<Int>]? {
    var lines: [Range<Int>] = []
    var lineStart = start
    var at = start
    var next = 0
    while next < wanted.count, wanted[next] <= .space { next += 1 }
    while next < wanted.count {
      if wanted[next] <= .space {
        next += 1
        continue
      }
      guard at < end else { return nil }
      let byte = file.bytes[at]
      if byte == wanted[next] {
        next += 1
        at += 1
      } else if byte == .newline {
        lines.append(lineStart..<at)
        at += 1
        while at < end, file.bytes[at] == .space || file.bytes[at] == .tab || file.bytes[at] == UInt8(ascii: ">") {
          at += 1
        }
        if at + 1 < end, file.bytes[at] == UInt8(ascii: "#"), file.bytes[at + 1] == UInt8(ascii: "|") { at += 2 }
        lineStart = at
      } else if byte <= .space {
        at += 1
      } else if byte == UInt8(ascii: "\\"), at + 1 < end, file.bytes[at + 1] == UInt8(ascii: "|") {
        at += 1
      } else {
        return nil
      }
    }
    return lines + [lineStart..<at]
  }
}
