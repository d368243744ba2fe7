/// Finds the ends of all fields and records of a piece of text.
///
/// Sixteen bytes are compared at once and the comparison is gathered into a bit mask; then only the hits are visited. The
/// work is O(bytes / 16 + fields). Memory is 4 bytes a field and 8 a record, reused from piece to piece.
final class FieldScanner {
  private let separator: [UInt8]
  private let quoting: Bool
  /// Offsets of the separators and line ends, in order; carriage returns before a line end are cut off too.
  private(set) var ends: UnsafeMutablePointer<UInt32>
  /// Offset of the first byte of each record.
  private(set) var recordStarts: UnsafeMutablePointer<UInt32>
  /// Position in `ends` of each record's first field; one more than there are records.
  private(set) var recordFirsts: UnsafeMutablePointer<UInt32>
  private(set) var recordCount = 0
  private(set) var endCount = 0
  private var capacity = 0
  /// Where a quote was opened that the piece never closes.
  private(set) var openQuote: Int?
  /// Fields whose text goes on behind their closing quote, as where a backslash stands before a quote.
  private(set) var torn = TornFields()

  init(separator: [UInt8], quoting: Bool) {
    self.separator = separator
    self.quoting = quoting
    ends = .allocate(capacity: 0)
    recordStarts = .allocate(capacity: 0)
    recordFirsts = .allocate(capacity: 0)
  }

  deinit {
    ends.deallocate()
    recordStarts.deallocate()
    recordFirsts.deallocate()
  }

  var separatorWidth: Int { separator.count }

  /// Scans `count` bytes that end with a line end. `base` must be readable 64 bytes further.
  func scan(_ base: UnsafePointer<UInt8>, _ count: Int) {
    prepare(count)
    openQuote = nil
    torn = TornFields()
    if separator.count > 1 {
      scanWideSeparator(base, count)
    } else if quoting, UnsafeBufferPointer(start: base, count: count).contains(0x22) {
      scanQuoted(base, count)
    } else {
      scanPlain(base, count)
    }
    recordFirsts[recordCount] = UInt32(truncatingIfNeeded: endCount)
  }

  /// A piece has at most as many fields as bytes; pages that are never written cost nothing.
  private func prepare(_ count: Int) {
    recordCount = 0
    endCount = 0
    if count + 64 <= capacity { return }
    capacity = count + 64
    ends.deallocate()
    recordStarts.deallocate()
    recordFirsts.deallocate()
    ends = .allocate(capacity: capacity)
    recordStarts = .allocate(capacity: capacity)
    recordFirsts = .allocate(capacity: capacity)
  }

  private func scanPlain(_ base: UnsafePointer<UInt8>, _ count: Int) {
    let separators = SIMD16<UInt8>(repeating: separator[0])
    let lineEnds = SIMD16<UInt8>(repeating: 0x0A)
    let ends = ends
    let starts = recordStarts
    let firsts = recordFirsts
    var fields = 0
    var records = 0
    var start = 0
    var first = 0
    var offset = 0
    while offset < count {
      let bytes = UnsafeRawPointer(base + offset).loadUnaligned(as: SIMD16<UInt8>.self)
      var hits = Self.bits(bytes .== separators .| bytes .== lineEnds)
      if offset &+ 16 > count { hits &= (1 << UInt32(count &- offset)) &- 1 }
      while hits != 0 {
        let position = offset &+ hits.trailingZeroBitCount
        ends[fields] = UInt32(truncatingIfNeeded: position)
        fields &+= 1
        hits &= hits &- 1
        if base[position] == 0x0A {
          if position > start, base[position &- 1] == 0x0D {
            ends[fields &- 1] &-= Self.carriageReturns(base, start, position)
          }
          starts[records] = UInt32(truncatingIfNeeded: start)
          firsts[records] = UInt32(truncatingIfNeeded: first)
          records &+= 1
          start = position &+ 1
          first = fields
        }
      }
      offset &+= 16
    }
    endCount = fields
    recordCount = records
  }

  /// How many carriage returns stand before a line end: two where text with `\r\n` was written as text once more.
  @inline(__always)
  private static func carriageReturns(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
    var position = end
    while position > start, base[position &- 1] == 0x0D { position &-= 1 }
    return UInt32(truncatingIfNeeded: end &- position)
  }

  /// One bit a lane: the comparison's bytes, all ones or zeros, are weighted with powers of two and added by a multiplication.
  @inline(__always) private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt32 {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    let weights: UInt64 = 0x8040_2010_0804_0201
    let ones: UInt64 = 0x0101_0101_0101_0101
    if halves[0] | halves[1] == 0 { return 0 }
    let low = ((halves[0] & weights) &* ones) >> 56
    let high = ((halves[1] & weights) &* ones) >> 56
    return UInt32(truncatingIfNeeded: low | high << 8)
  }

  private func scanQuoted(_ base: UnsafePointer<UInt8>, _ count: Int) {
    let separators = SIMD16<UInt8>(repeating: separator[0])
    let lineEnds = SIMD16<UInt8>(repeating: 0x0A)
    let quotes = SIMD16<UInt8>(repeating: 0x22)
    var start = 0
    var fieldStart = 0
    var first = 0
    var offset = 0
    var opened = -1
    // A doubled quote is one event of two bytes: the second is passed over.
    var passOver = -1
    while offset < count {
      let bytes = UnsafeRawPointer(base + offset).loadUnaligned(as: SIMD16<UInt8>.self)
      var hits = Self.bits(bytes .== separators .| bytes .== lineEnds .| bytes .== quotes)
      if offset &+ 16 > count { hits &= (1 << UInt32(count &- offset)) &- 1 }
      while hits != 0 {
        let position = offset &+ hits.trailingZeroBitCount
        hits &= hits &- 1
        let byte = base[position]
        if byte == 0x22 {
          if position == passOver { continue }
          if opened >= 0 {
            if position &+ 1 < count, base[position &+ 1] == 0x22 {
              passOver = position &+ 1
            } else {
              opened = -1
              noteEnd(of: base, count, at: position)
            }
          } else if position == fieldStart {
            opened = position
          }
          continue
        }
        if opened >= 0 { continue }
        ends[endCount] = UInt32(truncatingIfNeeded: position)
        endCount &+= 1
        fieldStart = position &+ 1
        if byte == 0x0A {
          if position > start, base[position &- 1] == 0x0D {
            ends[endCount &- 1] &-= Self.carriageReturns(base, start, position)
          }
          closeRecord(start: start, first: first)
          start = position &+ 1
          first = endCount
        }
      }
      offset &+= 16
    }
    if opened >= 0 { openQuote = opened }
  }

  /// Behind a closing quote stands a separator or the end of the line, where all is well.
  @inline(__always) private func noteEnd(of base: UnsafePointer<UInt8>, _ count: Int, at quote: Int) {
    let next = quote &+ 1 < count ? base[quote &+ 1] : 0x0A
    if next == separator[0] || next == 0x0A || next == 0x0D { return }
    torn.add(quote, isEscaped: quote > 0 && base[quote &- 1] == UInt8(ascii: "\\"))
  }

  private func scanWideSeparator(_ base: UnsafePointer<UInt8>, _ count: Int) {
    var start = 0
    var first = 0
    var position = 0
    while position < count {
      let byte = base[position]
      if byte == 0x0A {
        ends[endCount] = UInt32(truncatingIfNeeded: position) - Self.carriageReturns(base, start, position)
        endCount += 1
        closeRecord(start: start, first: first)
        start = position + 1
        first = endCount
      } else if byte == separator[0], position + separator.count <= count, matchesSeparator(base + position) {
        ends[endCount] = UInt32(truncatingIfNeeded: position)
        endCount += 1
        position += separator.count
        continue
      }
      position += 1
    }
  }

  private func matchesSeparator(_ bytes: UnsafePointer<UInt8>) -> Bool {
    for (index, byte) in separator.enumerated() where bytes[index] != byte { return false }
    return true
  }

  @inline(__always) private func closeRecord(start: Int, first: Int) {
    recordStarts[recordCount] = UInt32(truncatingIfNeeded: start)
    recordFirsts[recordCount] = UInt32(truncatingIfNeeded: first)
    recordCount &+= 1
  }
}

/// Fields whose text goes on behind their closing quote: the quotes inside them are not doubled, so that some are lost.
struct TornFields {
  var count = 0
  /// Those in which a backslash stands before the quote.
  var escaped = 0
  /// The offset of the quote in the first of them.
  var first = 0

  mutating func add(_ quote: Int, isEscaped: Bool) {
    if count == 0 { first = quote }
    count += 1
    if isEscaped { escaped += 1 }
  }
}
