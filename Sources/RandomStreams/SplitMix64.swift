/// The generator SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", 2014), from which all random
/// numbers of this package are made: its output for a state is `mix(state)`, and its states are `increment` apart.
public enum SplitMix64 {
  /// The golden ratio times 2⁶⁴.
  @inlinable @inline(__always)
  public static var increment: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// Stafford's thirteenth variant of the 64-bit finaliser. It maps words one to one, and 0 to 0.
  @inlinable @inline(__always)
  public static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
