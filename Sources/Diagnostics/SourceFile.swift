import Synchronization

/// A text that diagnostics can point into: a notebook, a settings file, a data file's excerpt or the command line.
///
/// Identity is the object: two files with the same path read at different times are different sources.
public final class SourceFile: Sendable {
  /// The path as the reader knows it, relative to where the command was started.
  public let path: String
  /// The text as UTF-8 bytes. Every `SourceSpan` counts in these.
  public let bytes: [UInt8]
  /// Offset of the first byte of each line; the first is 0.
  public let lineStarts: [Int]
  /// The number of the first line of `bytes`: 1, or more for an excerpt from the middle of a larger file.
  public let firstLine: Int
  /// Whether every byte is a character of its own.
  private let isASCII: Bool
  /// Places of long lines whose columns are known, by the line's start.
  private let counted = Mutex<[Int: Counted]>([:])
  /// Whether it is the text of a seal, which no reader may see: it stands in no file, and nothing that is told points into it.
  public let isSealed: Bool

  public init(path: String, bytes: [UInt8], firstLine: Int = 1, isSealed: Bool = false) {
    self.isSealed = isSealed
    self.path = path
    self.bytes = bytes
    self.firstLine = firstLine
    var starts = [0]
    var all: UInt8 = 0
    for (offset, byte) in bytes.enumerated() {
      all |= byte
      if byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    }
    lineStarts = starts
    isASCII = all < 0x80
  }

  public convenience init(path: String, text: String, isSealed: Bool = false) {
    self.init(path: path, bytes: Array(text.utf8), isSealed: isSealed)
  }

  /// The whole text. Ill-formed UTF-8 is repaired; offsets of `bytes` then do not apply to it.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The line, counted from `firstLine`, that holds the byte at `offset`. O(log lines).
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + firstLine
  }

  /// Line and column, both counted from 1; columns count characters as a reader sees them, not bytes.
  public func position(at offset: Int) -> SourcePosition {
    let clamped = min(max(0, offset), bytes.count)
    let line = line(at: clamped)
    // Many faults in one long line must not count its characters each.
    let start = lineStarts[line - firstLine]
    if isASCII { return SourcePosition(line: line, column: clamped - start + 1) }
    if clamped - start < Self.longLine { return SourcePosition(line: line, column: characters(start..<clamped) + 1) }
    return SourcePosition(line: line, column: column(at: clamped, ofLineFrom: start))
  }

  /// A place in a line, and how many characters stand before it there.
  private struct Counted {
    var offset: Int
    var characters: Int
  }

  /// Bytes of a line from which on places in it are remembered; empirical.
  private static let longLine = 1024

  /// Counts on from the last place that was asked for, as faults come in the order of the text. O(bytes between them).
  private func column(at offset: Int, ofLineFrom start: Int) -> Int {
    var known = Counted(offset: start, characters: 0)
    if let last = counted.withLock({ $0[start] }), last.offset <= offset { known = last }
    // Between two characters of ASCII nothing is joined, whatever follows.
    var safe = offset
    while safe > known.offset, !isBreak(safe) { safe -= 1 }
    if safe > known.offset {
      known = Counted(offset: safe, characters: known.characters + characters(known.offset..<safe))
      let reached = known
      counted.withLock { $0[start] = reached }
    }
    return known.characters + characters(known.offset..<offset) + 1
  }

  private func isBreak(_ offset: Int) -> Bool {
    offset > 0 && offset < bytes.count && bytes[offset] < 0x80 && bytes[offset - 1] < 0x80
      && bytes[offset - 1] != UInt8(ascii: "\r")
  }

  private func characters(_ range: Range<Int>) -> Int { String(decoding: bytes[range], as: UTF8.self).count }

  /// The byte range of a line (from `firstLine`) without its line end.
  public func range(ofLine line: Int) -> Range<Int> {
    let index = line - firstLine
    guard index >= 0, index < lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The text of a line (from `firstLine`) without its line end.
  public func text(ofLine line: Int) -> String {
    String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
  }

  /// A span over UTF-8 offsets of this file, clamped to its text.
  public func span(_ range: Range<Int>) -> SourceSpan {
    let lower = min(max(0, range.lowerBound), bytes.count)
    return SourceSpan(file: self, range: lower..<max(lower, min(range.upperBound, bytes.count)))
  }
}

/// A line and a column, both counted from 1.
public struct SourcePosition: Hashable, Sendable, Comparable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}
