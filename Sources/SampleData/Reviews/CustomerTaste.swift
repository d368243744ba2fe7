import RandomStreams

/// What one customer likes and how they rate.
struct CustomerTaste {
  /// In the space of `Genre.positions`.
  let position: SIMD8<Float>
  /// Kinder or stricter than others, in the unit of the score.
  let bias: Float
  /// Three genres, the best liked first.
  let genres: SIMD4<UInt8>
  /// 0 gentle, 1 gritty.
  let tone: Int
  /// Of 256 choices, how many follow the taste; the others follow the crowd.
  let devotion: UInt64

  init(_ customer: Int, _ random: SampleRandom) {
    let bits = random.bits(customer)
    var draw = bits
    var chosen = SIMD4<UInt8>(repeating: 255)
    var found = 0
    while found < 3 {
      let genre = UInt8(Genre.byPercent[RandomStream.index(of: draw, below: 100)].rawValue)
      draw = SplitMix64.mix(draw &+ SplitMix64.increment)
      if genre == chosen.x || genre == chosen.y { continue }
      chosen[found] = genre
      found += 1
    }
    genres = chosen
    tone = Int(bits & 1)
    devotion = 130 + (bits >> 1 & 63)
    var position =
      Genre.positions[Int(chosen.x)] + Genre.positions[Int(chosen.y)] * 0.5 + Genre.positions[Int(chosen.z)] * 0.15
    for axis in 0..<8 { position[axis] += 0.10 * random.bell(customer, 1 + axis) }
    self.position = position.normalized + Catalogue.grit * (tone == 1 ? 0.45 : -0.45)
    bias = random.bell(customer, 9)
  }

  /// One of the three genres: 5/8 of the draws the first, 2/8 the second, 1/8 the third.
  @inline(__always)
  func genre(_ draw: UInt64) -> Int {
    let eighth = draw & 7
    return Int(eighth < 5 ? genres.x : eighth < 7 ? genres.y : genres.z)
  }
}
