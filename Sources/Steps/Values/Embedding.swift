import MachineLearning
import Tables

/// Words with learned vectors, and what is needed to give words that were never seen a vector as well.
public struct Embedding: Sendable {
  public var model: SkipGramModel

  public init(_ model: SkipGramModel) { self.model = model }

  /// The words, how often each occurs, and their vectors' elements: a row a word, the most frequent first.
  ///
  /// Made anew at each call, in O(words × dimensions).
  public var table: Table {
    let words = model.vectors.words
    let vectors = model.vectors.vectors
    var columns: [(String, Column)] = [
      (EmbeddingType.word, Column(strings: words)), (EmbeddingType.count, Column(integers: model.counts)),
    ]
    for dimension in 0..<vectors.dimensions {
      let values = Buffer<Double>(count: words.count) { memory in
        for row in words.indices { memory[row] = Double(vectors.elements[row * vectors.dimensions + dimension]) }
      }
      columns.append((EmbeddingType.element(dimension), Column(.decimals(values))))
    }
    return Table(columns, rowCount: words.count)
  }
}

/// What is known of an embedding before the run.
public struct EmbeddingType: Sendable {
  public var dimensions: Int
  /// Characters of the shortest and the longest subword; nil without subwords.
  public var subwords: ClosedRange<Int>?

  public init(dimensions: Int, subwords: ClosedRange<Int>?) {
    self.dimensions = dimensions
    self.subwords = subwords
  }

  static let word = "word"
  static let count = "count"

  /// The column of a vector's element: `v1` for the first.
  static func element(_ dimension: Int) -> String { "v\(dimension + 1)" }

  /// The columns that it has as a table.
  public var schema: Schema {
    Schema(
      [.init(Self.word, .string), .init(Self.count, .integer)]
        + (0..<dimensions).map { .init(Self.element($0), .decimal) })
  }
}
