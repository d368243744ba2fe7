/// A score and the item that has it as one whole number: the greater, the nearer; of equal scores, the smaller id is greater.
struct ScoreKey: Comparable {
  private let bits: UInt64

  /// `score` is neither NaN nor −0, `id` not negative.
  @inline(__always)
  init(_ score: Float, id: Int32) {
    bits = UInt64(Self.ordered(score.bitPattern)) << 32 | UInt64(~UInt32(bitPattern: id))
  }

  /// Below every other.
  static var least: ScoreKey { ScoreKey(-.infinity, id: .max) }

  var score: Float {
    let high = UInt32(bits >> 32)
    return Float(bitPattern: high & 0x8000_0000 != 0 ? high ^ 0x8000_0000 : ~high)
  }

  var id: Int32 { Int32(bitPattern: ~UInt32(truncatingIfNeeded: bits)) }

  /// The bits of a number as a whole number of the same order: all are turned of negative ones, the sign alone of others.
  @inline(__always)
  private static func ordered(_ bits: UInt32) -> UInt32 {
    bits ^ (UInt32(bitPattern: Int32(bitPattern: bits) >> 31) | 0x8000_0000)
  }

  @inline(__always)
  static func < (left: ScoreKey, right: ScoreKey) -> Bool { left.bits < right.bits }
}
