/// Random numbers by counter: the n-th number is a function of (seed, stream, n), and of nothing else.
///
/// A number does not depend on which were drawn before it, nor by which thread. The n-th word is the SplitMix64 output
/// (Steele, Lea & Flood 2014) of a state that is mixed from seed and stream.
public struct RandomStream: Sendable {
  private let key: UInt64

  /// A stream of its own for each pair of `seed` and `stream`.
  public init(seed: UInt64, stream: UInt64 = 0) {
    key = Self.mix(Self.mix(seed &+ Self.increment) ^ Self.mix(stream &+ 0x6A09_E667_F3BC_C909))
  }

  /// The golden ratio times 2⁶⁴, SplitMix64's increment.
  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Stafford's thirteenth variant of the 64-bit finaliser, as SplitMix64 uses it.
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The word at `counter`.
  @inline(__always)
  public func word(at counter: UInt64) -> UInt64 {
    Self.mix(key &+ (counter &+ 1) &* Self.increment)
  }

  /// A number in [0, 1), with 53 random bits.
  @inline(__always)
  public func uniform(at counter: UInt64) -> Double {
    Double(word(at: counter) >> 11) * 0x1p-53
  }

  /// A number in `0 ..< bound`, by the high half of a product (Lemire 2019); the bias is below bound / 2⁶⁴.
  @inline(__always)
  public func index(at counter: UInt64, below bound: Int) -> Int {
    Int(word(at: counter).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number of the standard normal distribution, by the polar method (Marsaglia & Bray 1964).
  ///
  /// Each counter owns a sequence of attempts, so that a rejected pair does not shift the numbers of other counters.
  public func normal(at counter: UInt64) -> Double {
    let attempts = RandomStream(key: word(at: counter))
    var attempt: UInt64 = 0
    while true {
      let u = 2 * attempts.uniform(at: attempt) - 1
      let v = 2 * attempts.uniform(at: attempt &+ 1) - 1
      let square = u * u + v * v
      if square > 0, square < 1 {
        return u * (-2 * Elementary.log(square) / square).squareRoot()
      }
      attempt &+= 2
    }
  }

  private init(key: UInt64) {
    self.key = key
  }
}
