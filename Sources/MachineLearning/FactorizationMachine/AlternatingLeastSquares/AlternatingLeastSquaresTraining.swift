/// Alternating least squares over the layouts of Gibbs sampling: conditional means in the place of draws.
final class AlternatingLeastSquaresTraining: EpochTraining {
  private(set) var bias: Double
  private let layout: FeatureLayout
  private let parameters: SampledParameters
  private let state: BlockState
  private let prior: FieldPrior

  var view: ParameterView? { parameters.view }

  init(_ input: TrainingInput, options: AlternatingLeastSquaresOptions) {
    layout = input.layout
    parameters = SampledParameters(count: layout.width, factors: options.factors)
    parameters.drawFactors(
      sigma: options.initialSigma / Double(max(1, options.factors)).squareRoot(), seed: options.seed,
      isOccurring: layout.occurring())
    bias = input.start?.bias ?? Double(input.initialBias)
    if let start = input.start { parameters.copy(start) }
    state = BlockState(layout, targets: input.targets, parameters: parameters, threads: options.threads)
    prior = FieldPrior(factors: options.factors, stride: parameters.stride)
    for factor in 0..<options.factors { prior.set(factor, mean: 0, precision: options.factorShrinkage) }
    prior.set(options.factors, mean: 0, precision: options.linearShrinkage)
    prior.growth = Float(options.factorRegularization)
  }

  func runEpoch(_ epoch: Int, observer: TrainingObserver) throws(LearningError) -> Double {
    let rows = Double(max(1, layout.rows.count))
    state.begin(bias: bias)
    var residuals: (squares: Double, sum: Double)?
    for field in layout.fields.indices {
      if observer.isCancelled() { throw .cancelled }
      residuals = state.draw(field: field, prior: prior, precision: 1, bias: bias, keys: nil)
      observer.onProgress(Double(epoch - 1) + Double(field + 1) / Double(layout.fields.count))
    }
    guard let residuals else { return 1 }
    bias += residuals.sum / rows
    return max(0, residuals.squares - residuals.sum * residuals.sum / rows) / rows
  }
}
