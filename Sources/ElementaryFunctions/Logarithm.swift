extension Elementary {
  /// The natural logarithm ln x.
  ///
  /// x = 2ᵏ m with √½ ≤ m < √2, f = m − 1, s = f / (2 + f), ln(1 + f) = f − f²/2 + s (f²/2 + R(s²)) with R the series of
  /// 2 artanh(s) beyond its first term. Error at most 2 units in the last place; 0 gives −infinity, negative numbers give NaN.
  @inlinable
  public static func log(_ x: Double) -> Double {
    if x.isNaN || x == .infinity { return x }
    if x == 0 { return -.infinity }
    if x < 0 { return .nan }
    var bits = x.bitPattern
    var k = 0
    if x < Double.leastNormalMagnitude {
      bits = (x * 18_014_398_509_481_984).bitPattern  // 2⁵⁴ makes a subnormal number normal
      k = -54
    }
    k += Int(bits >> 52) - 1023
    var m = Double(bitPattern: (bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
    if m > 1.4142135623730951 {
      m *= 0.5
      k += 1
    }
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    var series = 2.0 / 25
    series = series * z + 2.0 / 23
    series = series * z + 2.0 / 21
    series = series * z + 2.0 / 19
    series = series * z + 2.0 / 17
    series = series * z + 2.0 / 15
    series = series * z + 2.0 / 13
    series = series * z + 2.0 / 11
    series = series * z + 2.0 / 9
    series = series * z + 2.0 / 7
    series = series * z + 2.0 / 5
    series = series * z + 2.0 / 3
    let remainder = series * z
    let halfSquare = 0.5 * f * f
    let exponent = Double(k)
    return exponent * ln2High - ((halfSquare - (s * (halfSquare + remainder) + exponent * ln2Low)) - f)
  }

  /// ln(1 + x), accurate for small x too.
  ///
  /// The rounding error of 1 + x is put back by a first-order correction. Error at most 2 units in the last place; −1 gives
  /// −infinity, less gives NaN.
  @inlinable
  public static func log1p(_ x: Double) -> Double {
    if x.isNaN || x == .infinity { return x }
    if x < -1 { return .nan }
    if x == -1 { return -.infinity }
    let u = 1 + x
    if u == 1 { return x }
    let lost = x < 1 ? x - (u - 1) : 1 - (u - x)
    return log(u) + lost / u
  }
}
