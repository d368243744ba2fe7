import Foundation
import RandomStreams

/// Numbers distinct strings by first appearance: an open-addressing hash table over raw bytes.
///
/// A slot holds the upper 32 bits of the hash and the code plus one; probing is linear; the table doubles when it is
/// half full. Memory: the bytes, 12 a string, and 16 to 32 a string for the table.
public final class StringPoolBuilder {
  public let bytes: GrowingMemory<UInt8>
  /// End of string i at i + 1; the first is 0.
  public let offsets: GrowingMemory<Int>
  /// The hash of each string, so that merging pools and growing the table never hash again.
  public let hashes: GrowingMemory<UInt64>
  // Unchecked as in `GrowingMemory`.
  @exclusivity(unchecked) private var slots: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var mask: Int

  public init(capacity: Int = 64, byteCapacity: Int = 256) {
    bytes = GrowingMemory(capacity: byteCapacity)
    offsets = GrowingMemory(capacity: capacity + 1)
    hashes = GrowingMemory(capacity: capacity)
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    offsets.append(0)
  }

  deinit { slots.deallocate() }

  public var count: Int { hashes.count }

  /// The code of a string and whether it is new. O(length), amortised.
  @inline(__always)
  public func insert(_ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64) -> (code: UInt32, isNew: Bool) {
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return (add(text, length, hash: hash, slot: slot), true) }
      if entry & 0xFFFF_FFFF_0000_0000 == tag {
        let code = UInt32(truncatingIfNeeded: entry) &- 1
        let start = offsets.base[Int(code)]
        if offsets.base[Int(code) &+ 1] &- start == length, memcmp(bytes.base + start, text, length) == 0 {
          return (code, false)
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// The code of a string, a new one when it has none yet. O(length), amortised.
  func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    // No bytes may have no address.
    let start = text.baseAddress ?? UnsafePointer(bytes.base)
    return insert(start, text.count, hash: StableHash.of(start, text.count)).code
  }

  func intern(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// Loads what `insert` will look at for strings of these hashes, so that the misses of several overlap. O(count).
  ///
  /// The answer means nothing; it keeps the loads from being optimised away.
  func warm(_ hashes: UnsafePointer<UInt64>, count: Int) -> Int {
    var sum = 0
    for index in 0..<count { sum &+= Int(truncatingIfNeeded: slots[Int(truncatingIfNeeded: hashes[index]) & mask]) }
    for index in 0..<count {
      let entry = slots[Int(truncatingIfNeeded: hashes[index]) & mask]
      if entry != 0 {
        sum &+= Int(bytes.base[min(offsets.base[Int(UInt32(truncatingIfNeeded: entry) &- 1)], max(0, bytes.count - 1))])
      }
    }
    return sum
  }

  /// The code of a string that is in the pool, or nil. O(length).
  public func find(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
    let hash = StableHash.of(text, length)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let code = Int(UInt32(truncatingIfNeeded: slots[slot]) &- 1)
      let start = offsets.base[code]
      if offsets.base[code + 1] - start == length, memcmp(bytes.base + start, text, length) == 0 { return UInt32(code) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Whether string `code` is this one. O(length).
  public func holds(_ text: UnsafePointer<UInt8>, _ length: Int, at code: Int) -> Bool {
    let start = offsets.base[code]
    return offsets.base[code + 1] - start == length && memcmp(bytes.base + start, text, length) == 0
  }

  @inline(never)
  private func add(_ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64, slot: Int) -> UInt32 {
    let code = hashes.count
    bytes.append(text, count: length)
    offsets.append(bytes.count)
    hashes.append(hash)
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(code + 1)
    if (code + 1) * 2 > mask { grow() }
    return UInt32(truncatingIfNeeded: code)
  }

  private func grow() {
    let size = (mask + 1) * 2
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    mask = size - 1
    for code in 0..<hashes.count {
      let hash = hashes.base[code]
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(code + 1)
    }
  }

  /// Gives the strings away; nothing may be inserted afterwards.
  public func finish() -> StringPool { StringPool(bytes: bytes.finish(), offsets: offsets.finish()) }
}
