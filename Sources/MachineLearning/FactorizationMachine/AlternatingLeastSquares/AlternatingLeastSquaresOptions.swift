/// Settings of training by alternating least squares.
///
/// There is no learning rate. Penalties are those of `TrainingOptions`, on targets of unit variance.
public struct AlternatingOptions: Sendable {
  /// k, the length of each v; 0 leaves the linear model.
  public var factors = 8
  /// Passes over all parameters.
  public var epochs = 10
  /// Penalty of w, as λ/2 wᵢ² for each feature however many rows have it.
  public var linearShrinkage = 4.0
  /// Penalty of V, as λ/2 |vᵢ|² for each feature however many rows have it.
  public var factorShrinkage = 5.0
  /// Penalty of V, as λ/2 |vᵢ|² for each row in which feature i is not zero.
  public var factorRegularization = 0.05
  /// Expected length of a fresh v: its k elements are normal with standard deviation `initialSigma` / √k.
  public var initialSigma = 0.1
  /// Where the random start comes from.
  public var seed: UInt64 = 42
  /// Whether numeric features are centred and scaled to unit variance.
  public var standardizesNumbers = true
  /// Whether predictions are cut to the range of the training targets.
  public var clipsPredictions = false
  /// Stops when held-out rows are no longer predicted better.
  public var earlyStopping: EarlyStopping?
  /// Threads to use; the result does not depend on it.
  public var threads = 1

  /// Default settings.
  public init() {}

  /// Checks every setting.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` with the first that makes no sense.
  public func check() throws(LearningError) {
    var shared = TrainingOptions()
    shared.factors = factors
    shared.epochs = epochs
    shared.linearShrinkage = linearShrinkage
    shared.factorShrinkage = factorShrinkage
    shared.factorRegularization = factorRegularization
    shared.initialSigma = initialSigma
    shared.earlyStopping = earlyStopping
    shared.threads = threads
    try shared.check()
    // The kernels' room for one feature's equations grows with the square of k.
    if factors > 1024 {
      throw .invalidHyperparameter(name: "factors", value: Double(factors), allowed: "0 to 1024")
    }
  }

  var plan: TrainingPlan {
    TrainingPlan(
      factors: factors, epochs: epochs, earlyStopping: earlyStopping, clipsPredictions: clipsPredictions,
      standardizesNumbers: standardizesNumbers, scalesTargets: true, seed: seed, threads: threads)
  }
}

extension FactorizationMachine {
  /// Trains a regressor by alternating least squares: the parameters of one feature at a time are set to the best there are, given
  /// those of all others.
  ///
  /// Minimises ½ Σ (ŷ − y)² / variance of y + Σ λ/2 |θ|². The k + 1 parameters of a feature are the solution of one linear system
  /// (Rendle 2012 solves for one at a time), so that few passes are enough; with them the features of a one-hot field are solved
  /// in parallel, the same bits for any number of threads.
  ///
  /// - Parameters: as of `train` with `TrainingOptions`; targets are numbers.
  /// - Returns: The machine and its learning curve; a point's training loss is that after the epoch.
  /// - Throws: `LearningError` for settings or data at fault, or `.cancelled`.
  /// - Complexity: O(epochs × (rows × fields × k² + features × k³)).
  public static func train(
    on training: LabeledRows, test: LabeledRows? = nil, options: AlternatingOptions,
    from start: FactorizationMachine? = nil, observer: TrainingObserver = .init()
  ) throws(LearningError) -> TrainedMachine {
    try options.check()
    return try MachineTrainer(.regression, training: training, test: test, plan: options.plan, start: start)
      .train(observer: observer) { AlternatingDescent($0, options: options) }
  }
}

/// Alternating least squares over the layouts of Gibbs sampling: conditional means in the place of draws.
private final class AlternatingDescent: EpochDescent {
  private(set) var bias: Double
  private let layout: FeatureLayout
  private let parameters: SampledParameters
  private let state: BlockState
  private let prior: FieldPrior

  var view: ParameterView? { parameters.view }

  init(_ input: DescentInput, options: AlternatingOptions) {
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
