/// A map of vectors in the plane.
public struct TSNEMap: Sendable, Equatable {
  /// x and y of each vector; their means are 0.
  public let coordinates: Vectors
  /// KL(P‖Q) = Σ p ln(p / q), in nats, at the end and without exaggeration: the less, the better neighbourhoods are kept.
  ///
  /// Exact for the P that is used, whatever made the map: all pairs count in Q's normaliser. P is that of openTSNE and of
  /// Barnes-Hut t-SNE (3 × perplexity neighbours), so that their figures compare.
  public let divergence: Double
  /// The perplexity of each vector's Gaussian: the one asked for, unless equal distances forbid it.
  public let perplexities: [Double]
  /// Iterations of both phases.
  public let iterations: Int
  /// Whether the repulsion was computed over all pairs.
  public let isExact: Bool
}
