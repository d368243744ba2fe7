/// Hilbert's curve through a grid of 2¹⁶ × 2¹⁶ (Hilbert 1891): neighbours on it are neighbours in the plane.
///
/// The first 2l bits of a key are the square of level l in a tree of quarters.
enum HilbertCurve {
  /// The places on the curve of eight points, of x and y below 2¹⁶.
  static func keys(_ x: SIMD8<UInt32>, _ y: SIMD8<UInt32>) -> SIMD8<UInt32> {
    var (x, y, keys) = (x, y, SIMD8<UInt32>.zero)
    var bit: UInt32 = 15
    while true {
      let right = (x &>> bit) & 1
      let upper = (y &>> bit) & 1
      keys = (keys &<< 2) | ((right &* 3) ^ upper)
      if bit == 0 { return keys }
      // The curve enters the lower quarters turned: the right one mirrored at both axes, both with x and y exchanged.
      let mirrored = (SIMD8<UInt32>.zero &- (right & (upper ^ 1))) & 0xFFFF
      x ^= mirrored
      y ^= mirrored
      let exchanged = (x ^ y) & (SIMD8<UInt32>.zero &- (upper ^ 1))
      x ^= exchanged
      y ^= exchanged
      bit -= 1
    }
  }

  /// The place on the curve, of x and y below 2¹⁶.
  static func key(x: UInt32, y: UInt32) -> UInt32 { keys(SIMD8(repeating: x), SIMD8(repeating: y))[0] }

  /// The positions of the keys in rising order, equal ones by position: four passes of counting sort, O(count).
  static func order(_ keys: [UInt32]) -> [Int32] {
    var order = (0..<Int32(keys.count)).map { $0 }
    var sorted = order
    for shift: UInt32 in [0, 8, 16, 24] {
      var places = [Int](repeating: 0, count: 257)
      for key in keys { places[Int(key >> shift & 255) + 1] += 1 }
      for digit in 0..<256 { places[digit + 1] += places[digit] }
      for position in order {
        let digit = Int(keys[Int(position)] >> shift & 255)
        sorted[places[digit]] = position
        places[digit] += 1
      }
      swap(&order, &sorted)
    }
    return order
  }
}
