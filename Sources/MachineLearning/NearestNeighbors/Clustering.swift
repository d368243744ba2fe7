import RandomStreams

/// Groups of vectors around their means, by Lloyd's algorithm (Lloyd 1982).
struct Clustering {
  /// The means.
  let centers: Vectors
  /// The cluster of each vector: that of the nearest mean, the first of equally near ones.
  let clusters: [Int32]

  /// Rounds of moving the means (empirical: recall no longer grows beyond ten).
  private static let rounds = 10
  /// Vectors for each mean that the means are found from; more do not make them better (Johnson, Douze & Jégou 2019).
  private static let vectorsPerCenter = 256

  /// Groups `vectors` around `count` means, or as many as there are vectors.
  ///
  /// The first means are vectors chosen at random without replacement. A mean that loses all its vectors moves to the vector that
  /// is farthest from its own mean. Sums are in double precision in the order of the vectors: the result depends on vectors and
  /// seed alone.
  ///
  /// - Throws: `LearningError.cancelled`.
  /// - Complexity: O(rounds × min(vectors, 256 count) × count × dimensions + vectors × count × dimensions).
  init(
    _ vectors: Vectors, count: Int, seed: UInt64, threads: Int, observer: TrainingObserver
  ) throws(LearningError) {
    let count = max(1, min(count, vectors.count))
    let order = RandomStream(seed: seed, stream: 0x6B6D_6561_6E73).permutation(of: vectors.count)
    // In the order of their numbers, so that memory is read forwards.
    let sample = try vectors.gathering(order.prefix(count * Self.vectorsPerCenter).sorted())
    var centers = try vectors.gathering(order.prefix(count).sorted())
    let quiet = TrainingObserver(isCancelled: observer.isCancelled)
    for round in 0..<Self.rounds {
      let nearest = try Self.assign(sample, to: centers, threads: threads, observer: quiet)
      let moved = try Self.means(of: sample, nearest, count: count)
      observer.onProgress(Double(round + 1) / Double(Self.rounds + 1))
      if moved == centers { break }
      centers = moved
    }
    clusters = try Self.assign(vectors, to: centers, threads: threads, observer: quiet).ids
    self.centers = centers
    observer.onProgress(1)
  }

  private static func assign(
    _ vectors: Vectors, to centers: Vectors, threads: Int, observer: TrainingObserver
  ) throws(LearningError) -> Neighbors {
    try NeighborSearch(centers, metric: .euclidean).nearest(to: vectors, count: 1, threads: threads, observer: observer)
  }

  /// The mean of the vectors of each cluster.
  private static func means(of vectors: Vectors, _ nearest: Neighbors, count: Int) throws(LearningError) -> Vectors {
    let dimensions = vectors.dimensions
    var sums = [Double](repeating: 0, count: count * dimensions)
    var sizes = [Int](repeating: 0, count: count)
    for row in 0..<vectors.count {
      let cluster = Int(nearest.ids[row])
      sizes[cluster] += 1
      for d in 0..<dimensions { sums[cluster * dimensions + d] += Double(vectors.elements[row * dimensions + d]) }
    }
    let empty = sizes.indices.filter { sizes[$0] == 0 }
    if !empty.isEmpty {
      let farthest = (0..<vectors.count).sorted {
        nearest.values[$0] != nearest.values[$1] ? nearest.values[$0] > nearest.values[$1] : $0 < $1
      }
      for (cluster, row) in zip(empty, farthest) {
        sizes[cluster] = 1
        for d in 0..<dimensions { sums[cluster * dimensions + d] = Double(vectors.elements[row * dimensions + d]) }
      }
    }
    let elements = sums.indices.map { Float(sums[$0] / Double(max(1, sizes[$0 / dimensions]))) }
    return try Vectors(count: count, dimensions: dimensions, elements: elements)
  }
}
