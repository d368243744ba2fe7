/// A hash that is the same in every process and on every machine (Swift's own is seeded anew by each process).
///
/// It is made for hash tables in memory: fast, and no protection against who chooses the bytes.
public enum StableHash {
  /// An odd constant of `SplitMix64`'s finaliser.
  @inlinable @inline(__always) static var multiplier: UInt64 { 0xBF58_476D_1CE4_E5B9 }

  /// 64 bits over `count` bytes, eight at a time: h ← fold(h ⊕ word), then a finaliser as of SplitMix64. O(count).
  @inlinable @inline(__always)
  public static func of(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &* multiplier
    let raw = UnsafeRawPointer(bytes)
    var position = 0
    while position &+ 8 <= count {
      hash = fold(hash ^ UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
      position &+= 8
    }
    if position < count {
      var word: UInt64 = 0
      if count >= 8 {
        // The last eight bytes, overlapping what has been read: one load in place of up to seven.
        word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
      } else {
        while position < count {
          word = word << 8 | UInt64(bytes[position])
          position &+= 1
        }
      }
      hash = fold(hash ^ word)
    }
    return finished(hash ^ hash >> 32)
  }

  /// 64 bits over all of `bytes`. O(count).
  @inlinable @inline(__always)
  public static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if let start = bytes.baseAddress { of(start, bytes.count) } else { 0 }
  }

  /// 64 bits over a word: two rounds of multiply and shift.
  @inlinable @inline(__always)
  public static func of(_ word: UInt64) -> UInt64 { finished(fold(word)) }

  @inlinable @inline(__always) static func fold(_ value: UInt64) -> UInt64 {
    let product = value &* SplitMix64.increment
    return product ^ product >> 32
  }

  @inlinable @inline(__always) static func finished(_ value: UInt64) -> UInt64 {
    let product = value &* multiplier
    return product ^ product >> 29
  }
}
