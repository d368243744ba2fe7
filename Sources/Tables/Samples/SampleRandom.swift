/// Random numbers by counter: a pure function of (seed, stream, number, draw), so that any value of the sample can be computed
/// alone, in any order, on any thread.
///
/// The mixer is the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct SampleRandom: Sendable {
  /// What the numbers are for; each stream is independent of the others.
  enum Stream: UInt64 {
    case catalogue = 1
    case titles, popularity, activity
    case days = 6
    case choices, noise, order, votes, headlines, bodies, quirks, identifiers, malformed
    /// Empirical: so numbered, the labs' users 200 and 201 of the default sample are alike in taste, and user 900 is not.
    case taste = 23
  }

  private let key: UInt64

  init(seed: UInt64, _ stream: Stream) {
    // The constant keeps seed 0 away from the mixer's fixed point at 0.
    key = Self.mixed(Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15) &+ stream.rawValue &* 0xD1B5_4A32_D192_ED03)
  }

  /// 64 random bits for `number` (of a row, customer or product) and the `draw` made for it.
  @inline(__always)
  func bits(_ number: Int, _ draw: Int = 0) -> UInt64 {
    let counter = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    return Self.mixed(key &+ counter &+ UInt64(truncatingIfNeeded: draw) &* 0xA076_1D64_78BD_642F)
  }

  /// Uniform in 0..<1, a multiple of 2^-53.
  @inline(__always)
  func unit(_ number: Int, _ draw: Int = 0) -> Double { Self.unit(bits(number, draw)) }

  /// Uniform in 0..<bound.
  @inline(__always)
  func below(_ bound: Int, _ number: Int, _ draw: Int = 0) -> Int { Self.below(bound, bits(number, draw)) }

  /// Nearly normal with mean 0 and variance 1.
  @inline(__always)
  func bell(_ number: Int, _ draw: Int = 0) -> Float { Self.bell(bits(number, draw)) }

  @inline(__always)
  static func unit(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }

  @inline(__always)
  static func below(_ bound: Int, _ bits: UInt64) -> Int {
    Int(truncatingIfNeeded: bits.multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The sum of four uniform 16-bit numbers, centred and scaled (Irwin-Hall, 1927): nothing but whole numbers and one product,
  /// so that no mathematical library can change it.
  @inline(__always)
  static func bell(_ bits: UInt64) -> Float {
    let sum = Int(bits & 0xFFFF) + Int(bits >> 16 & 0xFFFF) + Int(bits >> 32 & 0xFFFF) + Int(bits >> 48)
    // The variance of the sum is 4 × 65536² / 12, so one standard deviation is 37,837.
    return Float(sum - 131_070) * (1 / 37_837)
  }

  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
