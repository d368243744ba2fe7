/// Bitmaps as sets of rows.
extension Bitmap {
  /// Asks `isSet` for every row, in pieces on several threads. O(count).
  public init(count: Int, threads: Int, isSet: (Int) -> Bool) {
    let words = Buffer<UInt64>(count: (count + 63) / 64) { memory in
      let base = memory
      RowPieces.forEach(count, threads: threads) { _, rows in
        for word in rows.lowerBound / 64..<(rows.upperBound + 63) / 64 {
          var bits: UInt64 = 0
          let start = word * 64
          for bit in 0..<min(64, count - start) { bits |= (isSet(start + bit) ? 1 : 0) << UInt64(bit) }
          base[word] = bits
        }
      }
    }
    self.init(words: words, count: count)
  }

  /// The bits that `fill` writes, a piece of rows at a time: `flags[row - rows.lowerBound]` is 1 where the row is set, else 0.
  /// The loop stands in the caller's closure; see `RowPieces.filled`. O(count).
  init(count: Int, threads: Int, filling fill: (_ rows: Range<Int>, _ flags: UnsafeMutablePointer<UInt8>) -> Void) {
    let words = Buffer<UInt64>(count: (count + 63) / 64) { memory in
      let base = memory
      RowPieces.forEach(count, threads: threads) { _, rows in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: RowPieces.size) { flags in
          guard let flags = flags.baseAddress else { return }
          fill(rows, flags)
          let filled = (rows.count + 7) / 8 * 8
          for byte in rows.count..<filled { flags[byte] = 0 }
          let bytes = UnsafeMutableRawPointer(flags)
          for word in 0..<(rows.count + 63) / 64 {
            var bits: UInt64 = 0
            for byte in 0..<min(8, filled / 8 - word * 8) {
              // Eight bytes of 0 or 1 times this constant have their lowest bits side by side in the uppermost byte.
              let eight = UInt64(littleEndian: bytes.load(fromByteOffset: word * 64 + byte * 8, as: UInt64.self))
              bits |= ((eight &* 0x0102_0408_1020_4080) >> 56) << UInt64(byte * 8)
            }
            base[rows.lowerBound / 64 + word] = bits
          }
        }
      }
    }
    self.init(words: words, count: count)
  }

  /// Every row set, or none.
  public init(repeating isSet: Bool, count: Int) {
    let words = Buffer<UInt64>(count: (count + 63) / 64) { memory in
      memory.update(repeating: isSet ? .max : 0)
      if isSet, count % 64 != 0 { memory[memory.count - 1] = (1 << UInt64(count % 64)) - 1 }
    }
    self.init(words: words, count: count)
  }

  /// The set with exactly `rows`, each in 0..<count.
  public init(rows: some Sequence<Int>, count: Int) {
    let words = Buffer<UInt64>(count: (count + 63) / 64) { memory in
      memory.update(repeating: 0)
      for row in rows { memory[row >> 6] |= 1 << UInt64(row & 63) }
    }
    self.init(words: words, count: count)
  }

  /// Combines two bitmaps of the same count word by word; `operation` must give 0 for two zeros. O(count / 64).
  public func combined(with other: Bitmap, _ operation: (UInt64, UInt64) -> UInt64) -> Bitmap {
    precondition(count == other.count, "bitmaps of one table are of equal length")
    let words = Buffer<UInt64>(count: words.count) { memory in
      for word in 0..<memory.count { memory[word] = operation(self.words[word], other.words[word]) }
    }
    return Bitmap(words: words, count: count)
  }

  public static func & (a: Bitmap, b: Bitmap) -> Bitmap { a.combined(with: b, &) }
  /// The rows of `a` that are not in `b`.
  public static func - (a: Bitmap, b: Bitmap) -> Bitmap { a.combined(with: b) { $0 & ~$1 } }

  public static prefix func ~ (a: Bitmap) -> Bitmap { Bitmap(repeating: true, count: a.count) - a }

  /// Both, where nil means that every row is set.
  static func both(_ a: Bitmap?, _ b: Bitmap?) -> Bitmap? {
    guard let a else { return b }
    guard let b else { return a }
    return a & b
  }

  /// The rows that are set, rising. O(count / 64 + result).
  public func rows(threads: Int = 1) -> Buffer<UInt32> {
    let pieces = RowPieces.count(count)
    var starts = [0]
    let wordsOfPiece = RowPieces.size / 64
    for piece in 0..<pieces {
      var total = starts[piece]
      for word in piece * wordsOfPiece..<min(words.count, (piece + 1) * wordsOfPiece) {
        total += words[word].nonzeroBitCount
      }
      starts.append(total)
    }
    let begin = starts
    return Buffer(count: starts[pieces]) { memory in
      let base = memory
      RowPieces.forEach(count, threads: threads) { piece, rows in
        var position = begin[piece]
        for word in rows.lowerBound / 64..<(rows.upperBound + 63) / 64 {
          var bits = words[word]
          while bits != 0 {
            base[position] = UInt32(truncatingIfNeeded: word * 64 + bits.trailingZeroBitCount)
            position += 1
            bits &= bits - 1
          }
        }
      }
    }
  }
}
