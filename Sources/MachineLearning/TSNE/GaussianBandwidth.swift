import ElementaryFunctions

/// The Gaussian around one point whose perplexity is the one asked for.
///
/// With p ∝ exp(−β d²) over the neighbours, the perplexity is eᴴ with H = −Σ p ln p (van der Maaten & Hinton 2008). H falls in β with
/// the slope −β Var(d²): Newton's steps, and bisection where one would leave the bracket.
struct GaussianBandwidth {
  /// Greatest difference of the logarithms of the perplexities.
  private static let tolerance = 1e-10
  private static let greatestSteps = 200

  /// The perplexity of the probabilities.
  private(set) var perplexity: Double
  /// Of the neighbours; their sum is 1.
  private(set) var probabilities: [Double]

  /// Finds the probabilities of neighbours at the given squared distances.
  ///
  /// Where no β reaches the perplexity (more neighbours than that at the least distance, or all at the same one), the nearest that
  /// can be reached is taken. O(steps × neighbours), with 5 to 10 steps as a rule.
  init(perplexity target: Double, squaredDistances: [Double]) {
    let count = squaredDistances.count
    let least = squaredDistances.min() ?? 0
    let mean = squaredDistances.reduce(0) { $0 + ($1 - least) } / Double(max(1, count))
    probabilities = [Double](repeating: 1 / Double(count), count: count)
    perplexity = Double(count)
    if mean == 0 { return }
    let wanted = Elementary.log(target)
    // Distances in units of their mean: β begins near 1 whatever the data's scale.
    let distances = squaredDistances.map { ($0 - least) / mean }
    var (low, high, beta) = (0.0, Double.infinity, 1.0)
    for step in 1...Self.greatestSteps {
      var (sum, first, second) = (0.0, 0.0, 0.0)
      for index in 0..<count {
        let weight = Elementary.exp(-beta * distances[index])
        probabilities[index] = weight
        sum += weight
        first += weight * distances[index]
        second += weight * distances[index] * distances[index]
      }
      let weighted = first / sum
      let entropy = Elementary.log(sum) + beta * weighted
      let excess = entropy - wanted
      if abs(excess) <= Self.tolerance || step == Self.greatestSteps {
        for index in 0..<count { probabilities[index] /= sum }
        perplexity = Elementary.exp(entropy)
        return
      }
      if excess > 0 { low = beta } else { high = beta }
      let slope = -beta * (second / sum - weighted * weighted)
      let newton = slope < 0 ? beta - excess / slope : .nan
      let middle = high == .infinity ? beta * 2 : (low + high) / 2
      // Far steps up are doublings: where all but one weight have vanished, the slope says nothing.
      beta = newton > low && newton < high && newton <= beta * 8 ? newton : middle
    }
  }
}
