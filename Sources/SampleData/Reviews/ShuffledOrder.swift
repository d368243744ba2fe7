/// A bijection of 0..<count that looks random: the order of the reviews in the file.
///
/// A Feistel network of four rounds over the next even power of two (Luby and Rackoff, 1988), walked along its cycle until the
/// value falls into the range (Black and Rogaway, 2002). O(1) a value, no memory.
struct ShuffledOrder: Sendable {
  let count: Int
  private let random: SampleRandom
  private let halfBits: UInt64
  private let keys: SIMD4<UInt64>

  init(count: Int, seed: UInt64) {
    self.count = count
    random = SampleRandom(seed: seed, .order)
    let bits = max(2, Int.bitWidth - max(1, count - 1).leadingZeroBitCount)
    halfBits = UInt64((bits + 1) / 2)
    keys = SIMD4(random.bits(0), random.bits(1), random.bits(2), random.bits(3))
  }

  @inline(__always)
  subscript(position: Int) -> Int {
    let mask: UInt64 = (1 << halfBits) &- 1
    var value = UInt64(position)
    repeat {
      var left = value >> halfBits
      var right = value & mask
      for round in 0..<4 {
        let mixed = (right &+ keys[round]) &* 0x9E37_79B9_7F4A_7C15
        (left, right) = (right, (left ^ (mixed >> 40)) & mask)
      }
      value = left << halfBits | right
    } while value >= UInt64(count)
    return Int(value)
  }
}
