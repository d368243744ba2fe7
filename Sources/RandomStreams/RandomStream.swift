/// Random numbers by counter: the n-th number is a function of (seed, stream, n), and of nothing else.
///
/// A number does not depend on which were drawn before it, nor by which thread. The n-th word is the `SplitMix64` output of a
/// state that is mixed from seed and stream.
@frozen public struct RandomStream: Sendable {
  @usableFromInline let key: UInt64

  /// A stream of its own for each pair of `seed` and `stream`.
  @inlinable
  public init(seed: UInt64, stream: UInt64 = 0) {
    key =
      SplitMix64.mix(SplitMix64.mix(seed &+ SplitMix64.increment) ^ SplitMix64.mix(stream &+ 0x6A09_E667_F3BC_C909))
  }

  /// The words that SplitMix64 gives from this state on: for a state that is random itself, or for one that is written down.
  @inlinable
  public init(state: UInt64) { key = state }

  /// The word at `counter`.
  @inlinable @inline(__always)
  public func word(at counter: UInt64) -> UInt64 {
    SplitMix64.mix(key &+ (counter &+ 1) &* SplitMix64.increment)
  }

  /// A number in [0, 1), with 53 random bits.
  @inlinable @inline(__always)
  public func uniform(at counter: UInt64) -> Double { Self.uniform(of: word(at: counter)) }

  /// A number in `0 ..< bound`.
  @inlinable @inline(__always)
  public func index(at counter: UInt64, below bound: Int) -> Int { Self.index(of: word(at: counter), below: bound) }

  /// A random word as a number in [0, 1), a multiple of 2⁻⁵³.
  @inlinable @inline(__always)
  public static func uniform(of word: UInt64) -> Double { Double(word >> 11) * 0x1p-53 }

  /// A random word as a number in `0 ..< bound`, by the high half of a product (Lemire 2019); the bias is below bound / 2⁶⁴.
  @inlinable @inline(__always)
  public static func index(of word: UInt64, below bound: Int) -> Int {
    Int(truncatingIfNeeded: word.multipliedFullWidth(by: UInt64(bound)).high)
  }
}
