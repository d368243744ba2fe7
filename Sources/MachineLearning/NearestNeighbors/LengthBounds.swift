/// Which lengths an item must have to be among a query's nearest, by the inequality of Cauchy and Schwarz.
///
/// ⟨q, x⟩ ≤ |q| |x| bounds an inner product from above, | |q| − |x| | ≤ |q − x| a distance from below. Both bounds are widened by
/// more than the rounding of scores in single precision (Higham 2002, §3.1), so that they never leave out a neighbour.
struct LengthBounds {
  let metric: NeighborMetric
  /// Relative rounding error of a score, generously.
  let slack: Double

  /// What underflow can change in a score.
  private static let tiny = 1e-37

  init(metric: NeighborMetric, dimensions: Int) {
    self.metric = metric
    slack = Double(dimensions + 4) * 0x1p-22
  }

  /// The lengths that can reach a score of `threshold` or more with a query of length `query`.
  func lengths(query: Double, threshold: Float) -> ClosedRange<Double> {
    let everything = -Double.infinity...Double.infinity
    switch metric {
    case .cosine: return everything
    case .innerProduct:
      let least = Double(threshold) - Self.tiny
      return least > 0 ? least / (query * (1 + slack))...Double.infinity : everything
    case .euclidean:
      if threshold == -.infinity || slack >= 1 { return everything }
      let radius = ((Self.tiny - Double(threshold)) / (1 - slack)).squareRoot() * (1 + 1e-9) + query * 1e-9
      return query - radius...(query + radius)
    }
  }
}
