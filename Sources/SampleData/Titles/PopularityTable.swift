/// Draws products in proportion to their popularity, in O(1) on average.
///
/// Inversion of the cumulated distribution with a guide table (Chen and Asau, 1974).
struct PopularityTable: Sendable {
  private let products: [UInt32]
  /// upper[i] = share of products 0...i, in 2^32nds; the last is 2^32 - 1.
  private let upper: [UInt32]
  private let guide: [UInt32]
  private let shift: UInt32

  var isEmpty: Bool { products.isEmpty }

  init(products: [UInt32], weights: [Double]) {
    self.products = products
    let total = weights.reduce(0, +)
    var upper: [UInt32] = []
    var sum = 0.0
    for weight in weights {
      sum += weight
      upper.append(UInt32(min(4_294_967_295, sum / total * 4_294_967_296)))
    }
    if !upper.isEmpty { upper[upper.count - 1] = .max }
    let bits = max(1, 64 - max(1, products.count).leadingZeroBitCount)
    shift = UInt32(32 - bits)
    var guide: [UInt32] = []
    var position = 0
    for cell in 0..<(1 << bits) {
      while position + 1 < upper.count, upper[position] < UInt32(cell) << shift { position += 1 }
      guide.append(UInt32(position))
    }
    self.upper = upper
    self.guide = guide
  }

  /// The product at `bits` of the distribution. The table must not be empty.
  @inline(__always)
  func product(at bits: UInt32) -> Int {
    var position = Int(guide[Int(bits >> shift)])
    while upper[position] < bits { position += 1 }
    return Int(products[position])
  }
}
