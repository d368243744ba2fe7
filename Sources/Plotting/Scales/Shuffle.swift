/// A seeded order of drawing: a permutation that depends on the seed and the number of elements alone.
enum Shuffle {
  /// 0 ..< count, shuffled (R. Durstenfeld, "Algorithm 235", 1964).
  static func order(count: Int, seed: UInt64) -> [Int] {
    var order = Array(0..<count)
    guard count > 1 else { return order }
    for index in stride(from: count - 1, through: 1, by: -1) {
      let bits = mixed(seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
      order.swapAt(index, Int(bits.multipliedFullWidth(by: UInt64(index + 1)).high))
    }
    return order
  }

  /// The output function of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014).
  private static func mixed(_ counter: UInt64) -> UInt64 {
    var z = counter
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
