import RandomStreams

/// Random numbers by counter: a pure function of (seed, stream, number, draw), so that any value of the sample can be computed
/// alone, in any order, on any thread.
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
    key = SplitMix64.mix(SplitMix64.mix(seed &+ SplitMix64.increment) &+ stream.rawValue &* 0xD1B5_4A32_D192_ED03)
  }

  /// 64 random bits for `number` (of a row, customer or product) and the `draw` made for it.
  @inline(__always)
  func bits(_ number: Int, _ draw: Int = 0) -> UInt64 {
    let counter = UInt64(truncatingIfNeeded: number) &* SplitMix64.increment
    return SplitMix64.mix(key &+ counter &+ UInt64(truncatingIfNeeded: draw) &* 0xA076_1D64_78BD_642F)
  }

  /// Uniform in 0..<1, a multiple of 2^-53.
  @inline(__always)
  func unit(_ number: Int, _ draw: Int = 0) -> Double { RandomStream.uniform(of: bits(number, draw)) }

  /// Uniform in 0..<bound.
  @inline(__always)
  func below(_ bound: Int, _ number: Int, _ draw: Int = 0) -> Int {
    RandomStream.index(of: bits(number, draw), below: bound)
  }

  /// Nearly normal with mean 0 and variance 1.
  @inline(__always)
  func bell(_ number: Int, _ draw: Int = 0) -> Float { Self.bell(bits(number, draw)) }

  /// The sum of four uniform 16-bit numbers, centred and scaled (Irwin-Hall, 1927): nothing but whole numbers and one product,
  /// so that no mathematical library can change it.
  @inline(__always)
  static func bell(_ bits: UInt64) -> Float {
    let sum = Int(bits & 0xFFFF) + Int(bits >> 16 & 0xFFFF) + Int(bits >> 32 & 0xFFFF) + Int(bits >> 48)
    // The variance of the sum is 4 × 65536² / 12, so one standard deviation is 37,837.
    return Float(sum - 131_070) * (1 / 37_837)
  }
}
