import RandomStreams

/// The normal prior of the parameters of one field: a mean and a precision for the weights, and for each factor.
///
/// Under Gibbs sampling both are drawn too (Freudenthaler, Schmidt-Thieme & Rendle 2011): precision λ ~ Γ(1/2, 1/2), mean
/// μ ~ N(0, 1/λ). Given p parameters θ of the field their conditionals are
///
///     λ ~ Γ((p + 2) / 2, (1 + μ² + Σ (θ − μ)²) / 2),   μ ~ N(Σ θ / (p + 1), 1 / ((p + 1) λ))
///
/// Targets have unit variance here, so that these hyperpriors mean the same for stars, prices and days.
final class FieldPrior {
  private let factors: Int
  private let stride: Int
  private var means: [Double]
  /// Precisions of the factors, that of the weight at `stride`; these times the means from `stride` + 16 on.
  let values: UnsafeMutablePointer<Float>
  /// What each row of a feature adds to the precision of its factors; 0 in a true prior.
  var growth: Float = 0
  /// Whether every precision is well above 0, so that it has an inverse.
  private(set) var isProper = true

  init(factors: Int, stride: Int) {
    self.factors = factors
    self.stride = stride
    means = [Double](repeating: 0, count: factors + 1)
    values = SampledParameters.zeros(2 * (stride + 16))
    for index in 0..<stride + 16 { values[index] = 1 }
  }

  deinit {
    values.deallocate()
  }

  /// Draws means and precisions given the parameters of `features`.
  func draw(given features: [Int], _ parameters: SampledParameters, random: RandomStream) {
    var sums = [Double](repeating: 0, count: factors + 1)
    var squares = sums
    for feature in features {
      let row = parameters.latent + feature * stride
      for factor in 0..<factors {
        let value = Double(row[factor])
        sums[factor] += value
        squares[factor] += value * value
      }
      let weight = Double(parameters.linear[feature])
      sums[factors] += weight
      squares[factors] += weight * weight
    }
    let count = Double(features.count)
    for index in 0...factors {
      let mean = means[index]
      let spread = max(0, squares[index] - 2 * mean * sums[index] + count * mean * mean)
      let precision =
        random.gamma(shape: (count + 2) / 2, at: UInt64(2 * index)) / ((1 + mean * mean + spread) / 2)
      means[index] =
        sums[index] / (count + 1) + random.normal(at: UInt64(2 * index + 1)) / ((count + 1) * precision).squareRoot()
      set(index, mean: means[index], precision: precision)
    }
  }

  /// Gives features that no row has the prior's means, which is all that is known of them.
  func writeMeans(to features: [Int], _ parameters: SampledParameters) {
    for feature in features {
      let row = parameters.latent + feature * stride
      for factor in 0..<factors { row[factor] = Float(means[factor]) }
      parameters.linear[feature] = Float(means[factors])
    }
  }

  /// Sets the prior of a factor, or of the weight (`index` = k).
  func set(_ index: Int, mean: Double, precision: Double) {
    let place = index == factors ? stride : index
    means[index] = mean
    values[place] = Float(precision)
    values[stride + 16 + place] = Float(precision * mean)
    isProper = values[stride] > 1e-6 && (0..<factors).allSatisfy { values[$0] > 1e-6 }
  }
}
