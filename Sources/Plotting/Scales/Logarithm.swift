/// Logarithm and powers by arithmetic alone: glibc picks another log and pow for every CPU, and a chart's bytes must not
/// depend on it.
enum Logarithm {
  private static let ln2 = 0.693147180559945309
  private static let ln10 = 2.302585092994045684

  /// log10 of a positive finite number; within 4 units in the last place, the same bits on every CPU.
  ///
  /// x = m · 2^e with m in [√½, √2); ln m = 2 artanh z with z = (m − 1)/(m + 1), by its series.
  static func log10(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
      m /= 2
      exponent += 1
    }
    let z = (m - 1) / (m + 1)
    let square = z * z
    var power = z
    var sum = 0.0
    var k = 1.0
    while k < 29 {
      sum += power / k
      power *= square
      k += 2
    }
    return (exponent * ln2 + 2 * sum) / ln10
  }

  /// 10^k; exact for k up to 22.
  static func power10(_ k: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(k.magnitude, 330) { result *= 10 }
    return k < 0 ? 1 / result : result
  }

  /// 10^x by the whole powers and the series of exp.
  static func power10(_ x: Double) -> Double {
    let whole = x.rounded(.down)
    let rest = (x - whole) * ln10
    var term = 1.0
    var sum = 1.0
    for k in 1..<40 {
      term = term * rest / Double(k)
      sum += term
    }
    return sum * power10(Int(min(max(whole, -330), 330)))
  }

  /// The greatest k with 10^k ≤ x, for positive finite x; 0 for others, whose size no power says.
  static func floorPower(_ x: Double) -> Int {
    guard x > 0, x.isFinite else { return 0 }
    var k = Int(log10(x).rounded(.down))
    if power10(k + 1) <= x { k += 1 }
    if power10(k) > x { k -= 1 }
    return k
  }
}
