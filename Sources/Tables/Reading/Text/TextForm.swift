import Files

/// How the bytes of a file become lines and fields that are read as any others: which of them stand above the table, and what
/// ends lines or separates fields in place of one byte.
///
/// Most files need nothing of it; their bytes are then read as they come.
struct TextForm: Sendable, Hashable {
  /// Bytes above the table: a byte order mark and lines that belong to no table; 0 where there are no such lines.
  var skippedBytes = 0
  /// The lines among them.
  var skippedLines = 0
  /// Whether a carriage return alone ends a line.
  var hasCarriageReturns = false
  /// Whether runs of spaces separate fields, with or without quotes around fields; nil where they do not.
  var spaceRuns: SpaceRuns?

  /// The text behind the bytes.
  func text(of stream: any ByteStream) -> any ByteStream {
    var text = stream
    if hasCarriageReturns { text = FilteredStream(text, CarriageReturns()) }
    if skippedBytes > 0 { text = FilteredStream(text, LeadingBytes(count: skippedBytes)) }
    if let spaceRuns { text = FilteredStream(text, spaceRuns) }
    return text
  }
}

/// Rewrites a text, piece by piece, into one that is not longer.
protocol TextFilter {
  /// Rewrites `count` bytes from `source` to `target`, which is at least one byte before it, and says how many there are then.
  mutating func rewrite(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int
}

/// A stream of bytes, rewritten.
final class FilteredStream<Filter: TextFilter>: ByteStream {
  private let stream: any ByteStream
  private var filter: Filter

  init(_ stream: any ByteStream, _ filter: Filter) {
    self.stream = stream
    self.filter = filter
  }

  var fileBytes: Int { stream.fileBytes }
  var trailingGarbage: Int? { stream.trailingGarbage }
  var lacksEndMarker: Bool { stream.lacksEndMarker }

  func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let target = memory.baseAddress?.assumingMemoryBound(to: UInt8.self), memory.count > 0 else { return 0 }
    if let byte = left {
      left = nil
      target[0] = byte
      return 1
    }
    if memory.count == 1 { return try readOne(target) }
    while true {
      let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[1...]))
      if count == 0 { return 0 }
      let written = filter.rewrite(UnsafePointer(target + 1), count, to: target)
      if written > 0 { return written }
    }
  }

  /// A single byte has no room before it, so that it is read beside; what it becomes may be two bytes.
  private func readOne(_ target: UnsafeMutablePointer<UInt8>) throws -> Int {
    var pair: (UInt8, UInt8) = (0, 0)
    let count = try withUnsafeMutableBytes(of: &pair) { try read(into: $0) }
    if count == 0 { return 0 }
    target[0] = pair.0
    if count == 2 { left = pair.1 }
    return 1
  }

  private var left: UInt8?
}

/// Passes over the first bytes.
struct LeadingBytes: TextFilter {
  var count: Int

  mutating func rewrite(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let passed = min(self.count, count)
    self.count -= passed
    target.update(from: source + passed, count: count - passed)
    return count - passed
  }
}

/// Makes line feeds of carriage returns.
struct CarriageReturns: TextFilter {
  mutating func rewrite(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    for position in 0..<count { target[position] = source[position] == 0x0D ? 0x0A : source[position] }
    return count
  }
}

/// Makes one space of every run of spaces and tabs outside of quotes, and none at the ends of lines.
struct SpaceRuns: TextFilter, Sendable, Hashable {
  let quoting: Bool
  private var isAtLineStart = true
  private var isAtFieldStart = true
  private var isInside = false
  private var hasJustClosed = false
  private var isDue = false

  init(quoting: Bool) { self.quoting = quoting }

  mutating func rewrite(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var written = 0
    for position in 0..<count {
      let byte = source[position]
      if isInside {
        if byte == 0x22 {
          isInside = false
          hasJustClosed = true
        }
        target[written] = byte
        written += 1
        continue
      }
      if byte == 0x20 || byte == 0x09 {
        isDue = !isAtLineStart
        isAtFieldStart = true
        hasJustClosed = false
        continue
      }
      if byte == 0x0A || byte == 0x0D {
        isAtLineStart = true
        isAtFieldStart = true
        isDue = false
      } else {
        if isDue {
          target[written] = 0x20
          written += 1
          isDue = false
        }
        isInside = quoting && byte == 0x22 && (isAtFieldStart || hasJustClosed)
        isAtLineStart = false
        isAtFieldStart = false
      }
      hasJustClosed = false
      target[written] = byte
      written += 1
    }
    return written
  }
}
