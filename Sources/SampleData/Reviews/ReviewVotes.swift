import RandomStreams

/// Votes, vine and verification of reviews.
struct ReviewVotes: Sendable {
  private let random: SampleRandom

  init(seed: UInt64) { random = SampleRandom(seed: seed, .votes) }

  /// How many found review `number` helpful, of how many who voted: none for two thirds of the reviews, many for a few.
  @inline(__always)
  func votes(_ number: Int, stars: Int) -> (helpful: Int, total: Int) {
    let bits = random.bits(number)
    if bits & 0xFF < 168 { return (0, 0) }
    // Two geometric draws multiplied have the long tail that votes have.
    let total = (1 + (bits >> 8 | 1 << 20).trailingZeroBitCount) * (1 + (bits >> 30 | 1 << 12).trailingZeroBitCount)
    let share = 0.35 + 0.1 * Double(stars) * RandomStream.uniform(of: SplitMix64.mix(bits)) * 1.3
    return (min(total, Int(Double(total + 1) * share)), total)
  }

  @inline(__always)
  func isVine(_ number: Int) -> Bool { random.bits(number, 1) & 0x7FF == 0 }

  @inline(__always)
  func isVerified(_ number: Int) -> Bool { random.bits(number, 1) >> 11 & 0xFF < 196 }
}
