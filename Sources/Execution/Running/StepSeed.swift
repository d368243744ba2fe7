/// The seed of one step: from the run's seed and the step's identity, never from time or from its place in the folder.
enum StepSeed {
  /// FNV-1a over the identity's bytes (Fowler, Noll, Vo 1991), mixed with the seed by the finalizer of SplitMix64 (Steele et al. 2014).
  static func derive(seed: Int, identity: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in identity.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var mixed = hash ^ (UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
