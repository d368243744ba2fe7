/// One bit a row, least significant bit first in 64-bit words; bits past `count` are 0.
public struct Bitmap: Sendable {
  public let words: Buffer<UInt64>
  public let count: Int

  /// `words` must hold (count + 63) / 64 words, with 0 in the bits past `count`.
  public init(words: Buffer<UInt64>, count: Int) {
    self.words = words
    self.count = count
  }

  /// Asks `isSet` for every row. O(count).
  public init(count: Int, isSet: (Int) throws -> Bool) rethrows {
    self.count = count
    words = try Buffer(count: (count + 63) / 64) { memory in
      for word in 0..<memory.count {
        var bits: UInt64 = 0
        let start = word * 64
        for bit in 0..<min(64, count - start) where try isSet(start + bit) { bits |= 1 << UInt64(bit) }
        memory[word] = bits
      }
    }
  }

  @inlinable public subscript(row: Int) -> Bool { words.base[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  /// How many bits are set. O(count / 64).
  public var setCount: Int { words.elements.reduce(0) { $0 + $1.nonzeroBitCount } }
}
