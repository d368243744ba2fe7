import ParallelPieces
import RandomStreams

/// The tokens of one epoch: what subsampling keeps of the vocabulary's words, sequence by sequence.
///
/// A word of frequency f stays with probability √(t/f) + t/f at each place (Mikolov et al. 2013, in word2vec's form), by the
/// number of epoch and place.
struct EpochTokens {
  /// Words, by their number in the vocabulary.
  private(set) var words: [Int32] = []
  /// For each token its place in the sequences.
  private(set) var places: [UInt32] = []
  /// For each token the tokens of its sequence before it and after it, counted up to the window.
  private(set) var reach: [(before: UInt8, after: UInt8)] = []

  init(_ sequences: WordSequences, vocabulary: Vocabulary, window: Int, keep: [Double], random: RandomStream) {
    words.reserveCapacity(sequences.tokens.count)
    places.reserveCapacity(sequences.tokens.count)
    reach.reserveCapacity(sequences.tokens.count)
    for sequence in 0..<sequences.count {
      let first = words.count
      for place in sequences.starts[sequence]..<sequences.starts[sequence + 1] {
        let word = vocabulary.numbers[Int(sequences.tokens[place])]
        if word < 0 || random.uniform(at: UInt64(place)) >= keep[Int(word)] { continue }
        words.append(word)
        places.append(UInt32(place))
      }
      for token in first..<words.count {
        reach.append((UInt8(min(window, token - first)), UInt8(min(window, words.count - 1 - token))))
      }
    }
  }

  /// The probability with which each word stays.
  static func keepProbabilities(_ vocabulary: Vocabulary, threshold: Double) -> [Double] {
    vocabulary.counts.map { count in
      let ratio = threshold * Double(vocabulary.tokenCount) / Double(count)
      return ratio.squareRoot() + ratio
    }
  }

  /// Places of a batch, at most `limit`: a 32nd of the number of words that would, equally frequent, meet as often by chance.
  ///
  /// At more of them the steps of the same word and of its subwords, all computed at the same parameters, may add up to more
  /// than one step should be, and training diverges (empirical: 24 words do at 64 places, 7,000 do not at 256).
  static func batchSize(_ vocabulary: Vocabulary, keep: [Double], limit: Int) -> Int {
    let expected = zip(vocabulary.counts, keep).map { Double($0) * min(1, $1) }
    let total = BlockedSum.of(expected)
    let meetings = BlockedSum.of(expected.map { $0 * $0 })
    return max(1, min(limit, Int(total * total / meetings / 32)))
  }
}
