import RandomStreams

/// Rows of single-precision numbers, each filled up with zeros to whole registers of 8.
final class EmbeddingRows {
  typealias Lanes = SIMD8<Float>

  let count: Int
  /// Registers of a row.
  let width: Int
  let base: UnsafeMutablePointer<Lanes>

  init(count: Int, dimensions: Int) {
    self.count = count
    width = (dimensions + 7) / 8
    base = .allocate(capacity: max(1, count * width))
    base.initialize(repeating: .zero, count: max(1, count * width))
  }

  deinit {
    base.deallocate()
  }

  subscript(row: Int) -> UnsafeMutablePointer<Lanes> {
    base + row * width
  }

  /// The numbers of the first rows without what fills them up.
  func elements(dimensions: Int, rows: Int) -> [Float] {
    var found: [Float] = []
    found.reserveCapacity(rows * dimensions)
    for row in 0..<rows {
      for dimension in 0..<dimensions { found.append(self[row][dimension / 8][dimension % 8]) }
    }
    return found
  }
}

/// What skip-gram trains.
struct SkipGramParameters {
  let dimensions: Int
  /// n times the start of each word's vector.
  let start: EmbeddingRows
  /// The rows of `SubwordSharing`: the sums of gradients of words and of shared subwords.
  let shifts: EmbeddingRows
  /// The vectors of words as contexts.
  let contexts: EmbeddingRows

  /// Draws the start of each word's vector uniformly from ±1/(d √n), which is the spread of a mean of n vectors from ±1/d.
  init(sharing: SubwordSharing, dimensions: Int, seed: UInt64) {
    self.dimensions = dimensions
    start = EmbeddingRows(count: sharing.wordCount, dimensions: dimensions)
    shifts = EmbeddingRows(count: sharing.rowCount, dimensions: dimensions)
    contexts = EmbeddingRows(count: sharing.wordCount, dimensions: dimensions)
    let random = RandomStream(seed: seed, stream: 1)
    for word in 0..<sharing.wordCount {
      let spread = 1 / (Double(dimensions) * Double(sharing.scales[word]).squareRoot())
      for dimension in 0..<dimensions {
        let place = UInt64(word) * UInt64(dimensions) + UInt64(dimension)
        start[word][dimension / 8][dimension % 8] = Float((2 * random.uniform(at: place) - 1) * spread)
      }
    }
  }
}
