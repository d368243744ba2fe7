/// The natural logarithm by plain arithmetic, so that its bits do not depend on the processor or the C library.
///
/// x = m · 2^e with m in [√½, √2); ln m = 2 artanh(s) = 2 (s + s³/3 + s⁵/5 + …) with s = (m - 1) / (m + 1), |s| < 0.1716, where
/// eleven terms leave less than 2^-56; ln 2 is added in two parts, the first of which is exact times e. Within 2 units in
/// the last place. NaN below 0, -infinity at 0.
func naturalLogarithm(_ x: Double) -> Double {
  if x == 0 { return -.infinity }
  guard x > 0 else { return .nan }
  guard x.isFinite else { return x }
  var mantissa = x.significand
  var exponent = Double(x.exponent)
  if mantissa > 1.414_213_562_373_095_1 {
    mantissa /= 2
    exponent += 1
  }
  let s = (mantissa - 1) / (mantissa + 1)
  let square = s * s
  var tail = 0.0
  var divisor = 21.0
  while divisor >= 3 {
    tail = (tail + 1 / divisor) * square
    divisor -= 2
  }
  let logarithm = 2 * s + 2 * s * tail
  // The upper 32 bits of ln 2 and the rest.
  return exponent * 0.693_147_180_369_123_816_490 + (exponent * 1.908_214_929_270_587_700_02e-10 + logarithm)
}
