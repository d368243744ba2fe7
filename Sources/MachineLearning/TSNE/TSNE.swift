import RandomStreams

/// Maps of vectors in the plane by t-distributed stochastic neighbour embedding (van der Maaten & Hinton 2008).
///
/// Points that are near in their own space are near on the map; distances between far groups and the sizes of groups mean little.
/// The map minimises KL(P‖Q), P from Gaussians around each point, Q ∝ 1 / (1 + distance²) on the map.
public struct TSNE: Sendable {
  /// How the repulsion between all pairs is computed.
  public enum Repulsing: Sendable, Equatable {
    /// All pairs up to `exactLimit` points, a tree beyond.
    case automatic
    /// All pairs: O(points²) an iteration.
    case exact
    /// By the tree of Barnes & Hut with the given angle, 0 < angle ≤ 1: O(points × log points) an iteration. At 0.4 the
    /// repulsion's relative error is below 1 % (root mean square).
    case tree(angle: Double)
  }

  /// Up to this many points, `automatic` takes all pairs (measured: beyond it the tree is faster).
  public static let exactLimit = 2000
  /// The angle of `automatic`.
  public static let usualAngle = 0.4

  /// Effective number of a point's neighbours: from 1 to points − 2.
  public var perplexity: Double
  /// Factor of the attraction in the first phase, which lets groups find together.
  public var earlyExaggeration = 12.0
  /// Iterations of the first phase and of the second; openTSNE's second has 500, and then KL falls by 0.005 more.
  public var earlyIterations = 250
  public var iterations = 750
  /// Step of gradient descent in both phases; nil is points / exaggeration (Belkina et al. 2019), that is points / 12, then
  /// points. A quarter of the gradient counts, as in openTSNE.
  public var learningRate: Double?
  /// Of the start's jitter.
  public var seed: UInt64
  public var repulsion = Repulsing.automatic

  /// Momentum of both phases.
  static let momentum: (early: Float, late: Float) = (0.5, 0.8)
  /// Standard deviation of the start along the first principal component, and of the jitter that parts equal points.
  static let startDeviation = 1e-4
  static let jitterDeviation = 1e-6

  public init(perplexity: Double = 40, seed: UInt64 = 0) {
    self.perplexity = perplexity
    self.seed = seed
  }

  /// Maps the vectors.
  ///
  /// Starts from the first two principal components. The same bits for any number of threads and any processor. Neighbours are
  /// exact, forces in single precision.
  ///
  /// - `observer`: told the iterations done; asked every iteration whether to stop.
  /// - Throws: `LearningError.tooFewVectors` below 4, `.identicalVectors`, `.invalidHyperparameter` (the perplexity's message has
  ///   the greatest that these vectors allow), `.cancelled`.
  /// - Complexity: O(points² × dimensions) for neighbours and O(points²) for the divergence, once; then each iteration as
  ///   `repulsion` says, and O(points × perplexity). Memory O(points × perplexity).
  public func map(
    _ vectors: Vectors, threads: Int = 1, observer: TrainingObserver = .init()
  ) throws(LearningError) -> TSNEMap {
    try check(vectors)
    // Waking threads costs more than they save on few points.
    let threads = vectors.count < 300 ? 1 : threads
    let start = try start(vectors, threads: threads)
    if observer.isCancelled() { throw .cancelled }
    let affinities = try Affinities(
      vectors, perplexity: perplexity, threads: threads, observer: .init(isCancelled: observer.isCancelled))
    var descent = MapDescent(start: start, affinities: affinities, angle: angle(vectors.count), threads: threads)
    for iteration in 0..<earlyIterations + iterations {
      if observer.isCancelled() { throw .cancelled }
      let isEarly = iteration < earlyIterations
      let exaggeration = isEarly ? earlyExaggeration : 1
      descent.step(
        exaggeration: exaggeration, momentum: isEarly ? Self.momentum.early : Self.momentum.late,
        learningRate: Float(learningRate ?? Double(vectors.count) / exaggeration))
      observer.onProgress(Double(iteration + 1))
    }
    return TSNEMap(
      coordinates: try Vectors(count: vectors.count, dimensions: 2, elements: descent.positions),
      divergence: affinities.divergence(at: descent.positions, threads: threads),
      perplexities: affinities.perplexities, iterations: earlyIterations + iterations,
      isExact: angle(vectors.count) == nil)
  }

  /// The tree's angle; nil for all pairs.
  private func angle(_ count: Int) -> Double? {
    switch repulsion {
    case .automatic: count <= Self.exactLimit ? nil : Self.usualAngle
    case .exact: nil
    case .tree(let angle): angle
    }
  }

  /// The first two principal components, scaled so that the first has the start's standard deviation.
  func start(_ vectors: Vectors, threads: Int) throws(LearningError) -> [Float] {
    let components = try PrincipalComponents(vectors, components: 2, threads: threads)
    let scale = Self.startDeviation / components.variances[0].squareRoot()
    let jitter = RandomStream(seed: seed)
    return components.scores.enumerated().map { index, score in
      Float(score * scale + Self.jitterDeviation * jitter.normal(at: UInt64(index)))
    }
  }

  private func check(_ vectors: Vectors) throws(LearningError) {
    if vectors.count < 4 { throw .tooFewVectors(found: vectors.count, needed: 4) }
    if (1..<vectors.count).allSatisfy({ vectors[$0].elementsEqual(vectors[0]) }) { throw .identicalVectors }
    let greatest = Double(vectors.count - 2)
    let faults: [(String, Double, ClosedRange<Double>, String)] = [
      ("perplexity", perplexity, 1...greatest, "1 to \(vectors.count - 2) for \(vectors.count) vectors"),
      ("early-exaggeration", earlyExaggeration, 1...1000, "1 to 1000"),
      ("early-iterations", Double(earlyIterations), 0...1_000_000, "0 to 1000000"),
      ("iterations", Double(iterations), 0...1_000_000, "0 to 1000000"),
      ("learning-rate", learningRate ?? 1, 1e-6...1e9, "0.000001 to 1000000000"),
    ]
    for (name, value, allowed, text) in faults where !allowed.contains(value) {
      throw .invalidHyperparameter(name: name, value: value, allowed: text)
    }
    if case .tree(let angle) = repulsion, !(angle > 0 && angle <= 1) {
      throw .invalidHyperparameter(name: "angle", value: angle, allowed: "more than 0, at most 1")
    }
  }
}
