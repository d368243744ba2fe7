import ElementaryFunctions
import ParallelPieces

/// The draws of a chain that are kept, and the mean of their predictions for test rows.
struct DrawCollection {
  private let fit: BlockFit
  private let clips: Bool
  private let test: (layout: FeatureLayout, targets: [Double])?
  private var draws: [ParameterDraw] = []
  /// Sums over the draws kept: of scores in regression, of probabilities in classification.
  private var sums: [Double]

  init(fit: BlockFit, test: LabeledRows?, clips: Bool) throws(LearningError) {
    self.fit = fit
    self.clips = clips
    if let test {
      self.test = (try FeatureLayout(test.rows, fields: fit.layout.fields), test.targets)
    } else {
      self.test = nil
    }
    sums = [Double](repeating: 0, count: test?.targets.count ?? 0)
  }

  /// Keeps the parameters as they are, but for the features of which `means` has the means of what they were drawn from.
  mutating func keep(_ means: SampledParameters?, of features: [Int]) {
    if let means { fit.parameters.swap(features, with: means) }
    draws.append(fit.draw())
    if let test {
      for (row, prediction) in predictions(test.layout).enumerated() { sums[row] += prediction }
    }
    if let means { fit.parameters.swap(features, with: means) }
  }

  /// Loss on the test rows: of the mean prediction, or of the parameters as they are while none are kept.
  func testLoss() -> Double? {
    guard let test else { return nil }
    let mean =
      draws.isEmpty ? predictions(test.layout) : sums.map { $0 / Double(draws.count) }
    let loss = zip(mean, test.targets).map { mean, target in
      if fit.task == .classification {
        return -Elementary.log(max(1e-300, target > 0.5 ? mean : 1 - mean))
      }
      var prediction = fit.scale.center + fit.scale.scale * mean
      if clips { prediction = min(max(prediction, fit.range.lowerBound), fit.range.upperBound) }
      return (prediction - target) * (prediction - target)
    }
    let average = BlockedSum.of(loss) / Double(loss.count)
    return fit.task == .classification ? average : average.squareRoot()
  }

  private func predictions(_ layout: FeatureLayout) -> [Double] {
    let scores = fit.scores(of: layout)
    return fit.task == .regression ? scores : scores.map(Elementary.normalCDF)
  }

  /// The machine of all draws kept. Its own parameters are their mean.
  func machine() throws(LearningError) -> FactorizationMachine {
    let share = 1 / Float(max(1, draws.count))
    var linear = [Float](repeating: 0, count: fit.parameters.count)
    var latent = [Float](repeating: 0, count: fit.parameters.count * fit.parameters.factors)
    for draw in draws {
      for feature in linear.indices { linear[feature] += share * draw.linear[feature] }
      for place in latent.indices { latent[place] += share * draw.latent[place] }
    }
    let bias = draws.reduce(0) { $0 + $1.bias } / Double(max(1, draws.count))
    return try FactorizationMachine(
      task: fit.task, fields: fit.layout.fields, factors: fit.parameters.factors, bias: bias, linear: linear,
      latent: latent, range: fit.task == .regression && clips ? fit.range : nil,
      link: fit.task == .classification ? .probit : .logistic, draws: draws)
  }
}
