import RandomStreams

/// The words from which the titles of a genre are made; every genre has its own, so that parts of words tell it.
struct TitleVocabulary: Sendable {
  let adjectives: [String]
  let nouns: [String]
  let places: [String]
  let names: [String]
  /// With {a} an adjective, {n} and {m} nouns, {p} a place, {f} a name; the first patterns are the likelier ones.
  let patterns: [String]
  /// What follows the name of a franchise's second, third … film.
  let sequels: [String]

  init(
    adjectives: String, nouns: String, places: String, names: String, patterns: [String], sequels: [String]
  ) {
    func words(_ text: String) -> [String] { text.split(separator: ", ").map(String.init) }
    self.adjectives = words(adjectives)
    self.nouns = words(nouns)
    self.places = words(places)
    self.names = words(names)
    self.patterns = patterns
    self.sequels = sequels
  }

  static func of(_ genre: Genre) -> TitleVocabulary {
    switch genre {
    case .crime: crime
    case .thriller: thriller
    case .horror: horror
    case .scienceFiction: scienceFiction
    case .fantasy: fantasy
    case .action: action
    case .periodDrama: periodDrama
    case .romance: romance
    case .comedy: comedy
    case .kids: kids
    case .documentary: documentary
    case .world: world
    }
  }

  /// A title for the random bits.
  func title(_ bits: UInt64) -> String {
    // Two draws, the smaller taken: a pattern's place in the list is its rank.
    let first = RandomStream.index(of: bits, below: patterns.count)
    let second = RandomStream.index(of: SplitMix64.mix(bits &+ 1), below: patterns.count)
    return fill(patterns[min(first, second)], SplitMix64.mix(bits &+ 2))
  }

  private func fill(_ pattern: String, _ bits: UInt64) -> String {
    var title = ""
    var draw = bits
    var noun = ""
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "{") {
      title += rest[..<open]
      let slot = rest[rest.index(after: open)]
      draw = SplitMix64.mix(draw &+ SplitMix64.increment)
      switch slot {
      case "a": title += pick(adjectives, draw)
      case "p": title += pick(places, draw)
      case "f": title += pick(names, draw)
      default:
        var word = pick(nouns, draw)
        if word == noun { word = pick(nouns, SplitMix64.mix(draw)) }
        noun = word
        title += word
      }
      rest = rest[rest.index(open, offsetBy: 3)...]
    }
    return title + rest
  }

  private func pick(_ words: [String], _ bits: UInt64) -> String {
    words[RandomStream.index(of: bits, below: words.count)]
  }
}
