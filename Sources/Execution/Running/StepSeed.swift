import RandomStreams

/// The seed of one step: from the run's seed and the step's identity, never from time or from its place in the folder.
enum StepSeed {
  static func derive(seed: Int, identity: String) -> UInt64 {
    SplitMix64.mix(FNV1a.hash(identity.utf8) ^ UInt64(bitPattern: Int64(seed)) &* SplitMix64.increment)
  }
}
