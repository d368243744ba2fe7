/// A hash of bytes that is the same in every process and on every machine (Swift's own is seeded anew by each process).
public enum StringHash {
  /// Golden ratio and two more odd constants of SplitMix64 (Steele, Lea, Flood 2014), whose finaliser this borrows.
  @usableFromInline static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
  @usableFromInline static let second: UInt64 = 0xBF58_476D_1CE4_E5B9

  /// 64 bits over `count` bytes, eight at a time: h ← fold((h ⊕ word) · φ), then a SplitMix64 finaliser. O(count).
  @inlinable @inline(__always)
  public static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count) &* second
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
    hash = (hash ^ hash >> 32) &* second
    return hash ^ hash >> 29
  }

  @inlinable @inline(__always) static func fold(_ value: UInt64) -> UInt64 {
    let product = value &* multiplier
    return product ^ product >> 32
  }
}
