extension Elementary {
  @inlinable static var ln10: Double { 2.302585092994045684 }

  /// The decimal logarithm; of a power of ten it may be the neighbour of a whole number, so that `floorPower` is to be asked for those.
  public static func log10(_ x: Double) -> Double { log(x) / ln10 }

  /// 10ᵏ; exact for k up to 22.
  public static func power10(_ k: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(k.magnitude, 330) { result *= 10 }
    return k < 0 ? 1 / result : result
  }

  /// 10ˣ, by the whole powers and the exponential of the rest.
  public static func power10(_ x: Double) -> Double {
    let whole = x.rounded(.down)
    return exp((x - whole) * ln10) * power10(Int(min(max(whole, -330), 330)))
  }

  /// The greatest k with 10ᵏ ≤ x, for positive finite x; 0 for others, whose size no power says.
  public static func floorPower(_ x: Double) -> Int {
    guard x > 0, x.isFinite else { return 0 }
    var k = Int(log10(x).rounded(.down))
    if power10(k + 1) <= x { k += 1 }
    if power10(k) > x { k -= 1 }
    return k
  }
}
