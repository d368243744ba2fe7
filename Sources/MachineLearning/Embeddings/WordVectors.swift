import WrittenTexts

/// Words and their vectors. Words of other bytes are others, though they may look the same.
public struct WordVectors: Sendable, Equatable {
  /// The words, all different.
  public let words: [String]
  /// A vector for each word.
  public let vectors: Vectors
  private let rows: [ExactText: Int]

  /// Words and as many vectors.
  ///
  /// - Throws: `LearningError.mismatchedLengths`, also when a word comes twice (`what` is then "different words").
  public init(words: [String], vectors: Vectors) throws(LearningError) {
    if words.count != vectors.count {
      throw .mismatchedLengths(what: "vectors", expected: words.count, found: vectors.count)
    }
    rows = words.exactPlaces
    if rows.count != words.count {
      throw .mismatchedLengths(what: "different words", expected: words.count, found: rows.count)
    }
    self.words = words
    self.vectors = vectors
  }

  /// The number of a word, or `nil` if it is not among the words.
  public func row(of word: String) -> Int? {
    rows[ExactText(word)]
  }

  /// The vector of a word, or `nil` if it is not among the words.
  public func vector(of word: String) -> [Float]? {
    row(of: word).map { Array(vectors[$0]) }
  }
}
