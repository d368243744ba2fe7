import RandomStreams

/// Writes the bodies of reviews, with what makes real ones hard to read: markup, entities, stray quotes, other scripts.
struct ReviewBodies: Sendable {
  /// No body is longer, in bytes.
  static let capacity = 4_096

  private let phrases = ReviewPhrases()
  private let random: SampleRandom
  /// How many sentences, for 32 equally likely draws: most bodies are short, some are long. Empirical.
  private static let lengths: [UInt8] = [
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 5, 6, 7, 10, 16,
  ]

  init(seed: UInt64) { random = SampleRandom(seed: seed, .bodies) }

  /// Appends the body of review `number`; nothing for the few that have none.
  @inline(__always)
  func write(
    _ number: Int, stars: Int, genre: Genre, title: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter
  ) {
    let bits = random.bits(number)
    if bits & 0xFFF == 0 { return }
    let sentiment = Sentiment(stars: stars).rawValue
    let quirk = Int(bits >> 12 & 0xFF)
    // One body in a hundred starts with a quote that nothing closes.
    if quirk < 3 { writer.append(0x22) }
    if bits >> 20 & 7 == 0 {
      append(phrases.short[sentiment], bits >> 32, to: &writer)
      return
    }
    let sentences = Int(Self.lengths[Int(bits >> 23 & 31)])
    let remarks = phrases.remarks[sentiment]
    let details = phrases.details[genre.rawValue]
    let startOfRemarks = RandomStream.index(of: bits &* 0xD1B5_4A32_D192_ED03, below: remarks.count)
    let breaks = bits >> 28 & 15 == 0
    if bits >> 33 & 7 == 0 {
      let entity = quirk >= 16 && quirk < 64
      append(phrases.beforeTitle[sentiment], bits >> 36, to: &writer)
      if entity { writer.append(Self.quote[0]) }
      writer.append(title)
      if entity { writer.append(Self.quote[0]) }
      append(phrases.afterTitle[sentiment], bits >> 44, to: &writer)
    } else {
      append(phrases.openings[sentiment], bits >> 36, to: &writer)
    }
    var draw = bits
    for sentence in 1..<max(2, sentences) where sentence < sentences {
      if breaks && sentence & 1 == 0 { writer.append(Self.breaks[0]) } else { writer.append(0x20) }
      // A quote within the body that nothing closes.
      if quirk >= 3 && quirk < 6 && sentence == 1 { writer.append(0x22) }
      draw = draw &* 0x9E37_79B9_7F4A_7C15 &+ 0xBF58_476D_1CE4_E5B9
      switch draw >> 61 {
      case 0, 1: append(details, draw >> 20, to: &writer)
      case 2, 3: append(phrases.asides, draw >> 20, to: &writer)
      default: writer.append(remarks[(startOfRemarks + sentence) % remarks.count])
      }
    }
    if quirk >= 6 && quirk < 10 { append(phrases.exclamations, bits >> 52, to: &writer) }
  }

  @inline(__always)
  private func append(_ phrases: PhraseList, _ bits: UInt64, to writer: inout ByteWriter) {
    writer.append(phrases[Int((bits & 0xFFF) * UInt64(phrases.count) >> 12)])
  }

  /// As the shop writes quotes.
  private static let quote = PhraseList(["&#34;"])
  private static let breaks = PhraseList(["<br /><br />"])
}
