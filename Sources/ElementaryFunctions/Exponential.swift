/// Elementary functions built from + - * / and bit patterns only, so that every processor gives the same bits.
///
/// The C library chooses among variants of `exp` and `log` by the processor it finds, and they differ in the last bit. These
/// do not: results reach outputs that must be equal byte for byte everywhere.
public enum Elementary {
  /// ln 2 split in two: the high part has 33 significant bits, so that its product with any exponent is exact (Cody & Waite 1980).
  @inlinable static var ln2High: Double { Double(bitPattern: 0x3FE6_2E42_FEE0_0000) }
  @inlinable static var ln2Low: Double { Double(bitPattern: 0x3DEA_39EF_3579_3C76) }
  @inlinable static var inverseLn2: Double { 1.442695040888963407359924681 }
}

extension Elementary {
  /// The exponential eˣ.
  ///
  /// x = k ln 2 + r with |r| ≤ ½ ln 2 (Cody & Waite 1980), eʳ by its Taylor polynomial of degree 13, whose remainder is below
  /// 2⁻⁵⁷, then scaling by 2ᵏ. Error at most 2 units in the last place; overflow gives infinity, underflow gives
  /// subnormals and then 0, NaN gives NaN.
  @inlinable
  public static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.782712893384 { return .infinity }
    if x < -745.1332191019412 { return 0 }
    let k = (x * inverseLn2).rounded(.toNearestOrEven)
    let r = (x - k * ln2High) - k * ln2Low
    var p = 1.0 / 6_227_020_800
    p = p * r + 1.0 / 479_001_600
    p = p * r + 1.0 / 39_916_800
    p = p * r + 1.0 / 3_628_800
    p = p * r + 1.0 / 362_880
    p = p * r + 1.0 / 40_320
    p = p * r + 1.0 / 5_040
    p = p * r + 1.0 / 720
    p = p * r + 1.0 / 120
    p = p * r + 1.0 / 24
    p = p * r + 1.0 / 6
    p = p * r + 0.5
    let value = 1 + (r + (r * r) * p)
    let exponent = Int(k)
    // Two factors, because 2ᵏ itself may be no normal number.
    let half = exponent >> 1
    return value * powerOfTwo(half) * powerOfTwo(exponent - half)
  }

  /// 2ᵏ for k in -1022 ... 1023.
  @inlinable
  static func powerOfTwo(_ k: Int) -> Double {
    Double(bitPattern: UInt64(bitPattern: Int64(k + 1023)) << 52)
  }
}
