import MachineLearning

/// The titles nearest to a title by their vectors: what `similar` lists.
public struct SimilarTitles: Sendable {
  private let model: SkipGramModel
  /// The word that a title is.
  private let word: @Sendable (String) -> String

  public init(_ model: SkipGramModel, word: @escaping @Sendable (String) -> String) {
    self.model = model
    self.word = word
  }

  /// The word of a title, whether it was learned from, and the words nearest to it.
  ///
  /// - Throws: `RequestFault` 404 when the title has no vector.
  /// - Complexity: O(words × dimensions).
  public func nearest(
    to title: String, top: Int, by measure: SimilarityMeasure
  ) throws(RequestFault) -> (word: String, isKnown: Bool, found: [SimilarWord]) {
    let word = word(title)
    if word.isEmpty || model.vector(of: word) == nil {
      throw RequestFault(
        404, "\"\(word.prefix(200))\" has no vector",
        advice: "name a title of the data, or one that shares a part with it")
    }
    return (word, model.vectors.row(of: word) != nil, model.similar(to: word, top: top, by: measure))
  }
}
