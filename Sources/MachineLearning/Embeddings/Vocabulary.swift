/// The words that occur often enough, the most frequent first; equally frequent ones in the order of their numbers.
struct Vocabulary: Sendable {
  let words: [String]
  let counts: [Int]
  /// For each word of the sequences its number here, or -1.
  let numbers: [Int32]
  /// Tokens of the sequences, left-out words among them.
  let tokenCount: Int

  /// Counts the words of `sequences` in O(tokens + words log words).
  ///
  /// - Throws: `LearningError.emptyTrainingSet` without tokens, or `.tooFewWords` when fewer than two words remain.
  init(_ sequences: WordSequences, minimumCount: Int) throws(LearningError) {
    if sequences.tokens.isEmpty { throw .emptyTrainingSet }
    var all = [Int](repeating: 0, count: sequences.words.count)
    for token in sequences.tokens { all[Int(token)] += 1 }
    let kept = all.indices.filter { all[$0] >= minimumCount }.sorted {
      all[$0] != all[$1] ? all[$0] > all[$1] : $0 < $1
    }
    if kept.count < 2 {
      throw .tooFewWords(minimumCount: minimumCount, remaining: kept.count, greatestCount: all.max() ?? 0)
    }
    var numbers = [Int32](repeating: -1, count: all.count)
    for (number, word) in kept.enumerated() { numbers[word] = Int32(number) }
    words = kept.map { sequences.words[$0] }
    counts = kept.map { all[$0] }
    self.numbers = numbers
    tokenCount = sequences.tokens.count
  }
}
