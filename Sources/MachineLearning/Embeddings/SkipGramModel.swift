/// Vectors of words that know subwords: words that were never seen have one as well.
public struct SkipGramModel: Sendable {
  /// The words that occurred often enough, the most frequent first, and their vectors: the mean of the word's own vector and of
  /// those of its subwords.
  public let vectors: WordVectors
  /// How often each word occurs.
  public let counts: [Int]
  /// Mean loss of a pair of word and context in each epoch.
  public let losses: [Double]
  /// For each word the sum of the gradients that its subwords took, what each of them learned from it: `dimensions` numbers a word.
  public let shifts: [Float]
  let subwords: Subwords

  /// Characters of the shortest and the longest subword; `nil` without subwords.
  public var subwordLengths: ClosedRange<Int>? { subwords.maximum > 0 ? subwords.minimum...subwords.maximum : nil }
  /// Number of vectors that all subwords share by their hash; `nil` when each has its own.
  public var buckets: Int? { subwords.buckets }

  init(vectors: WordVectors, counts: [Int], shifts: [Float], subwords: Subwords, losses: [Double]) {
    self.vectors = vectors
    self.counts = counts
    self.shifts = shifts
    self.subwords = subwords
    self.losses = losses
  }

  /// Puts a model together from its parts, as they were when it was trained.
  ///
  /// - Throws: `LearningError.mismatchedLengths` when they do not belong together, or `.elementOutOfRange` for a shift that is not
  ///   finite (its row is the word).
  public init(
    vectors: WordVectors, counts: [Int], shifts: [Float], subwordLengths: ClosedRange<Int>?, buckets: Int? = nil,
    losses: [Double]
  ) throws(LearningError) {
    if counts.count != vectors.words.count {
      throw .mismatchedLengths(what: "counts", expected: vectors.words.count, found: counts.count)
    }
    let checked = try Vectors(
      count: vectors.words.count, dimensions: vectors.vectors.dimensions, elements: shifts)
    self.init(
      vectors: vectors, counts: counts, shifts: checked.elements,
      subwords: Subwords(
        minimum: subwordLengths?.lowerBound ?? 0, maximum: subwordLengths?.upperBound ?? 0, buckets: buckets),
      losses: losses)
  }

  /// The vector of a word, known or not; `nil` when it shares no subword with any known word.
  ///
  /// O(1) for known words; for others O(characters of all words × longest subword).
  public func vector(of word: String) -> [Float]? {
    vectors(of: [word])[0]
  }

  /// The vectors of words, known or not, with one pass over all words for those that are not.
  ///
  /// An unseen word's vector is the mean of its subwords' vectors; those that no known word has are zero.
  public func vectors(of words: [String]) -> [[Float]?] {
    var found = words.map { vectors.vector(of: $0) }
    let unseen = words.indices.filter { found[$0] == nil }
    if unseen.isEmpty { return found }
    var owners: [UInt64: [Int]] = [:]
    var totals = [Int](repeating: 0, count: unseen.count)
    for (place, index) in unseen.enumerated() {
      subwords.forEach(of: words[index]) { hash in
        owners[hash, default: []].append(place)
        totals[place] += 1
      }
    }
    let dimensions = vectors.vectors.dimensions
    var sums = [[Double]](repeating: [], count: unseen.count)
    var common = [Int](repeating: 0, count: unseen.count)
    for (known, word) in vectors.words.enumerated() {
      var touched = false
      subwords.forEach(of: word) { hash in
        guard let places = owners[hash] else { return }
        touched = true
        for place in places { common[place] += 1 }
      }
      if !touched { continue }
      for place in unseen.indices where common[place] > 0 {
        if sums[place].isEmpty { sums[place] = [Double](repeating: 0, count: dimensions) }
        let weight = Double(common[place])
        for dimension in 0..<dimensions {
          sums[place][dimension] += weight * Double(shifts[known * dimensions + dimension])
        }
        common[place] = 0
      }
    }
    for (place, index) in unseen.enumerated() where !sums[place].isEmpty {
      found[index] = sums[place].map { Float($0 / Double(totals[place])) }
    }
    return found
  }
}
