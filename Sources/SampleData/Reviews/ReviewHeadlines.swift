import RandomStreams

/// The headlines of reviews: a fixed stock, as half of the real ones are the shop's own "Five Stars".
struct ReviewHeadlines: Sendable {
  /// Every headline plain, then with a stray quote at its start, then with one at its end.
  let phrases: PhraseList
  /// How many plain ones there are.
  private let stock: Int
  private let sentiments: [Range<Int>]
  private let genres: [Range<Int>]
  private let random: SampleRandom

  init(seed: UInt64) {
    random = SampleRandom(seed: seed, .headlines)
    var plain = ["One Star", "Two Stars", "Three Stars", "Four Stars", "Five Stars"]
    func add(_ more: [String]) -> Range<Int> {
      plain.append(contentsOf: more)
      return plain.count - more.count..<plain.count
    }
    sentiments = [
      add([
        "Disappointing", "Not worth it", "Boring", "Could not finish it", "Waste of time", "Terrible", "Skip this one",
        "What was that?", "Very slow", "I wanted to like it", "Do not believe the reviews", "Poor", "Bad acting",
        "Overrated!", "Nothing new", "Zero stars if I could",
      ]),
      add([
        "It was ok", "Average", "Not bad, not great", "Okay for one evening", "Mixed feelings", "Uneven", "Decent",
        "Could have been better", "Just okay", "So-so", "Entertaining enough", "Good start, weak ending", "Fair",
      ]),
      add([
        "Great!", "Loved it", "Wonderful", "Excellent", "A must see", "Highly recommended", "So good", "Fantastic",
        "Best I have seen in years", "Perfect for a rainy Sunday", "Love this show", "Worth every penny", "Brilliant",
        "Great acting", "Beautiful", "More, please!", "I was hooked from the first minute", "Superb", "Très bien!",
        "¡Excelente!", "A gem", "Can't wait for the next one", "Never gets old", "Well done",
      ]),
    ]
    genres = [
      add(["A real whodunit", "Clever mystery", "Good detective work"]),
      add(["Tense", "Edge of your seat", "Spy games"]),
      add(["Scary", "Creepy old house", "Bring a blanket"]), add(["Smart science fiction", "To the stars", "Robots!"]),
      add(["Magical", "Dragons and all", "Epic"]), add(["Lots of action", "Boom", "Non-stop"]),
      add(["Lovely costumes", "Upstairs and downstairs", "A proper drama"]),
      add(["So romantic", "Sweet", "Bring tissues"]),
      add(["Funny", "Laugh out loud", "Silly"]),
      add(["For the little ones", "Toddler approved", "Songs, songs, songs"]),
      add(["Learned a lot", "Fascinating", "Stunning pictures"]), add(["With subtitles", "Poetic", "静かな映画"]),
    ]
    stock = plain.count
    phrases = PhraseList(plain + plain.map { "\"" + $0 } + plain.map { $0 + "\"" })
  }

  /// The position in `phrases` of review `number`'s headline, or nil for the few without one.
  @inline(__always)
  func position(_ number: Int, stars: Int, genre: Genre) -> Int? {
    let bits = random.bits(number)
    if bits & 0xFFF == 1 { return nil }
    let kind = bits >> 12 & 15
    var position = stars - 1
    if kind >= 6 {
      let range = kind < 13 ? sentiments[Sentiment(stars: stars).rawValue] : genres[genre.rawValue]
      position = range.lowerBound + RandomStream.index(of: SplitMix64.mix(bits), below: range.count)
    }
    let quirk = bits >> 16 & 0xFF
    return quirk == 0 ? position + stock : quirk == 1 ? position + 2 * stock : position
  }
}
