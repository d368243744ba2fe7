extension SkipGramModel {
  /// The known words nearest to a word, known or not, nearest first; of equally near ones, the more frequent first.
  ///
  /// Empty when the word has no vector. O(words × dimensions).
  public func similar(
    to word: String, top count: Int, by measure: SimilarityMeasure = .correlation
  ) -> [SimilarWord] {
    guard let vector = vector(of: word) else { return [] }
    let others = similarities(to: vector, except: word)
    let nearness = others.map { $0.similarity.nearness(by: measure) ?? -.infinity }
    return TopScores.positions(of: nearness, count: count).map { position in
      let other = others[position]
      return SimilarWord(
        word: vectors.words[other.row], similarity: other.similarity,
        rank: rank(of: nearness[position], among: nearness))
    }
  }

  /// How near each of `candidates`, known or not, is to a word, known or not, in their order.
  ///
  /// Ranks count all known words. O(words × dimensions), and once over the characters of all words for unseen ones.
  public func similar(
    to word: String, among candidates: [String], by measure: SimilarityMeasure = .correlation
  ) -> [SimilarWord] {
    let found = vectors(of: [word] + candidates)
    guard let vector = found[0] else {
      return candidates.map { SimilarWord(word: $0, similarity: nil, rank: nil) }
    }
    let nearness = similarities(to: vector, except: word).map { $0.similarity.nearness(by: measure) ?? -.infinity }
    return zip(candidates, found.dropFirst()).map { candidate, other in
      guard let other else { return SimilarWord(word: candidate, similarity: nil, rank: nil) }
      let similarity = VectorSimilarity(vector, other)
      return SimilarWord(
        word: candidate, similarity: similarity,
        rank: candidate == word ? nil : similarity.nearness(by: measure).map { rank(of: $0, among: nearness) })
    }
  }

  private func rank(of nearness: Double, among all: [Double]) -> Int {
    1 + all.reduce(0) { $0 + ($1 > nearness ? 1 : 0) }
  }

  private func similarities(
    to vector: [Float], except word: String
  ) -> [(row: Int, similarity: VectorSimilarity)] {
    vectors.words.indices.filter { vectors.words[$0] != word }.map { row in
      (row, VectorSimilarity(vector, vectors.vectors[row]))
    }
  }
}
