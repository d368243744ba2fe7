/// Settings of training by alternating least squares.
///
/// There is no learning rate. Penalties and the start are those of `StochasticGradientOptions`, on targets of unit variance.
public struct AlternatingLeastSquaresOptions: SolverOptions {
  public static let tasks: Set<LearningTask> = [.regression]
  public static let isSampler = false

  /// k, the length of each v; 0 leaves the linear model.
  public var factors = FactorizationMachine.usualFactors
  /// Passes over all parameters.
  public var epochs = 10
  /// Penalty of w, as λ/2 wᵢ² for each feature however many rows have it.
  public var linearShrinkage = StochasticGradientOptions().linearShrinkage
  /// Penalty of V, as λ/2 |vᵢ|² for each feature however many rows have it.
  public var factorShrinkage = StochasticGradientOptions().factorShrinkage
  /// Penalty of V, as λ/2 |vᵢ|² for each row in which feature i is not zero.
  public var factorRegularization = StochasticGradientOptions().factorRegularization
  /// Expected length of a fresh v: its k elements are normal with standard deviation `initialSigma` / √k.
  public var initialSigma = StochasticGradientOptions().initialSigma
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
    try checkShared()
    for (name, value) in [
      ("factor-regularization", factorRegularization), ("linear-shrinkage", linearShrinkage),
      ("factor-shrinkage", factorShrinkage),
    ] {
      try require(name, value, "0 to 100", value >= 0 && value <= 100)
    }
    try require("initial-sigma", initialSigma, "0 to 10", initialSigma >= 0 && initialSigma <= 10)
    // The kernels' room for one feature's equations grows with the square of k.
    try require("factors", Double(factors), "0 to 1024", factors <= 1024)
  }

  public func numbersHeld(for rows: LabeledRows) -> Double {
    numbersOfParameters(rows) + BlockState.numbersHeld(for: rows, factors: factors)
  }

  /// Sets the parameters of one feature at a time to the best there are, given those of all others.
  ///
  /// Minimises ½ Σ (ŷ − y)² / variance of y + Σ λ/2 |θ|². The k + 1 parameters of a feature are the solution of one linear system
  /// (Rendle 2012 solves for one at a time), so that few passes are enough; with them the features of a one-hot field are solved
  /// in parallel, the same bits for any number of threads. A point of the curve has the training loss after the epoch.
  ///
  /// - Complexity: O(epochs × (rows × fields × k² + features × k³)).
  public func solve(_ problem: LearningProblem, observer: TrainingObserver) throws(LearningError) -> TrainedMachine {
    let plan = TrainingPlan(self, clipsPredictions: clipsPredictions, scalesTargets: true)
    return try MachineTrainer(problem, plan: plan).train(observer: observer) {
      AlternatingLeastSquaresTraining($0, options: self)
    }
  }
}
