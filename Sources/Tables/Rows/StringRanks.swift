/// The place of each string of a pool among those that a column uses, in the order of UTF-8 bytes.
struct StringRanks: Sendable {
  /// By code; 0 for strings that no row uses.
  let rank: Buffer<UInt32>

  /// O(rows + used strings × log × length).
  init(_ pool: StringPool, codes: Buffer<UInt32>, validity: Bitmap?) {
    let used = pool.used(by: codes, validity: validity)
    var order: [UInt32] = []
    for code in 0..<pool.count where used[code] { order.append(UInt32(truncatingIfNeeded: code)) }
    // The first eight bytes decide most comparisons without a look into the pool.
    let prefixes = Buffer<UInt64>(count: pool.count) { memory in
      for code in 0..<pool.count { memory[code] = used[code] ? pool.prefix(code) : 0 }
    }
    order.sort { a, b in
      let (x, y) = (prefixes[Int(a)], prefixes[Int(b)])
      return x != y ? x < y : pool.precedes(Int(a), Int(b))
    }
    rank = Buffer(count: pool.count) { memory in
      memory.update(repeating: 0)
      for (position, code) in order.enumerated() { memory[Int(code)] = UInt32(truncatingIfNeeded: position) }
    }
  }
}

extension StringPool {
  /// The codes that a row uses. O(rows + pool).
  func used(by codes: Buffer<UInt32>, validity: Bitmap?) -> Bitmap {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, count)) { marks in
      marks.update(repeating: 0)
      for row in 0..<codes.count where validity?[row] ?? true { marks[Int(codes.base[row])] = 1 }
      return Bitmap(count: count) { marks[$0] != 0 }
    }
  }

  /// The first eight bytes, the first weighing most, zeros after the end.
  func prefix(_ code: Int) -> UInt64 {
    var word: UInt64 = 0
    for (position, byte) in utf8(code).prefix(8).enumerated() { word |= UInt64(byte) << UInt64(56 - 8 * position) }
    return word
  }

  /// Whether string `a` comes before string `b` in the order of their bytes.
  func precedes(_ a: Int, _ b: Int) -> Bool { utf8(a).lexicographicallyPrecedes(utf8(b)) }
}
