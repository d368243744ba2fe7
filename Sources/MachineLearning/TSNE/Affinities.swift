import ParallelPieces

/// How near points are to each other in their own space: the joint probabilities of t-SNE.
///
/// p(j|i) is a Gaussian around i over its 3 × perplexity nearest neighbours (all others where there are no more), and
/// P = (p(j|i) + p(i|j)) / 2n (van der Maaten 2014). P is symmetric, sums to 1, and is 0 for most pairs.
struct Affinities: Sendable {
  let count: Int
  /// Row i's entries are those from `starts[i]` to `starts[i + 1]`: a multiple of 16, filled up with point i itself at 0.
  let starts: [Int32]
  let columns: [Int32]
  /// n × P, so that single precision has no small numbers.
  let values: [Float]
  /// The perplexity of each point's Gaussian.
  let perplexities: [Double]

  /// O(points² × dimensions) for the exact neighbours, then O(points × perplexity).
  init(_ vectors: Vectors, perplexity: Double, threads: Int, observer: TrainingObserver) throws(LearningError) {
    let count = vectors.count
    let kept = min(count - 1, Int((3 * perplexity).rounded(.up)))
    let found = try NeighborSearch(vectors, metric: .euclidean).nearest(
      to: vectors, count: kept + 1, threads: threads, observer: observer)
    let parts = Pieces.map(count, length: 64, threads: threads) { points in
      var part = Part()
      for point in points { part.append(point, found, kept: kept, perplexity: perplexity) }
      return part
    }
    self.count = count
    perplexities = parts.flatMap(\.perplexities)
    (starts, columns, values) = Self.symmetric(
      count, kept: kept, parts.flatMap(\.neighbors), parts.flatMap(\.conditional))
  }

  /// The Gaussians of some points.
  private struct Part: Sendable {
    var neighbors: [Int32] = []
    var conditional: [Double] = []
    var perplexities: [Double] = []

    /// A point's neighbours but itself, in the order of their numbers.
    mutating func append(_ point: Int, _ found: Neighbors, kept: Int, perplexity: Double) {
      let places = found.ids(of: point).indices.filter { found.ids[$0] != Int32(point) }.prefix(kept)
        .sorted { found.ids[$0] < found.ids[$1] }
      let gaussian = GaussianBandwidth(
        perplexity: perplexity, squaredDistances: places.map { Double(found.values[$0]) * Double(found.values[$0]) })
      neighbors += places.map { found.ids[$0] }
      conditional += gaussian.probabilities
      perplexities.append(gaussian.perplexity)
    }
  }

  /// Adds the matrix of conditional probabilities and its transpose, row by row.
  private static func symmetric(
    _ count: Int, kept: Int, _ neighbors: [Int32], _ conditional: [Double]
  ) -> ([Int32], [Int32], [Float]) {
    // The transpose: who has me as a neighbour, in the order of their numbers.
    var incoming = [Int](repeating: 0, count: count + 1)
    for neighbor in neighbors { incoming[Int(neighbor) + 1] += 1 }
    for point in 0..<count { incoming[point + 1] += incoming[point] }
    var next = incoming
    var places = [Int](repeating: 0, count: neighbors.count)
    for place in neighbors.indices {
      let neighbor = Int(neighbors[place])
      places[next[neighbor]] = place
      next[neighbor] += 1
    }
    var starts: [Int32] = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    columns.reserveCapacity(neighbors.count * 2)
    values.reserveCapacity(neighbors.count * 2)
    for point in 0..<count {
      var (out, back) = (point * kept, incoming[point])
      let (outEnd, backEnd) = (out + kept, incoming[point + 1])
      while out < outEnd || back < backEnd {
        let mine = out < outEnd ? neighbors[out] : .max
        let theirs = back < backEnd ? Int32(places[back] / kept) : .max
        var sum = 0.0
        if mine <= theirs {
          sum += conditional[out]
          out += 1
        }
        if theirs <= mine {
          sum += conditional[places[back]]
          back += 1
        }
        columns.append(min(mine, theirs))
        values.append(Float(sum / 2))
      }
      while columns.count % 16 != 0 {
        columns.append(Int32(point))
        values.append(0)
      }
      starts.append(Int32(columns.count))
    }
    return (starts, columns, values)
  }
}
