import RandomStreams

/// Gives every distinct string of bytes a code, numbered by first appearance: what a string pool grows from.
///
/// Strings are equal when their bytes are. Open addressing with linear probing, at most half full; the hash is a fixed
/// function, so that neither time nor order depends on the process.
struct StringInterner {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [Int] = [0]
  private var slots: [UInt32]
  private var hashes: [UInt64] = []

  /// `capacity` is the number of distinct strings expected.
  init(capacity: Int = 16) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
  }

  var count: Int { offsets.count - 1 }

  /// The code of `string`, a new one when it has none yet. Amortised O(length).
  mutating func intern(_ string: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let hash = StableHash.of(string)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let code = Int(slots[slot] - 1)
      if hashes[code] == hash, equals(code, string) { return UInt32(code) }
      slot = (slot + 1) & (slots.count - 1)
    }
    let code = UInt32(count)
    slots[slot] = code + 1
    hashes.append(hash)
    bytes.append(contentsOf: string)
    offsets.append(bytes.count)
    if count * 2 > slots.count { grow() }
    return code
  }

  mutating func intern(_ string: String) -> UInt32 {
    var copy = string
    return copy.withUTF8 { intern($0) }
  }

  func pool() -> StringPool { StringPool(bytes: Buffer(bytes), offsets: Buffer(offsets)) }

  private func equals(_ code: Int, _ string: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = offsets[code]
    guard offsets[code + 1] - start == string.count else { return false }
    for position in 0..<string.count where bytes[start + position] != string[position] { return false }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (code, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(code) + 1
    }
  }
}
