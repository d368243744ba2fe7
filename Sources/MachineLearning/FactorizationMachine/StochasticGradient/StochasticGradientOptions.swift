/// Settings of stochastic gradient descent with AdaGrad's steps.
///
/// The defaults belong to no data set: targets and numeric features are brought to unit variance inside, so that steps and
/// penalties mean the same for stars, prices and days. Penalties are ratios of noise to prior variance in the order that star
/// ratings show, and were checked for k from 4 to 128 on three data sets of different sparsity (empirical).
public struct StochasticGradientOptions: SolverOptions {
  public static let tasks: Set<LearningTask> = [.regression, .classification]
  public static let isSampler = false

  /// k, the length of each v; 0 leaves the linear model.
  public var factors = FactorizationMachine.usualFactors
  /// Passes over the training rows.
  public var epochs = 25
  /// Rows whose gradients are added up before a step. 1 steps after every row, and is the fastest to learn and to run.
  public var batchSize = 1
  /// η, the length of AdaGrad's steps.
  public var learningRate = 0.1
  /// Penalty of w0, as λ/2 w0² for each row.
  public var biasRegularization = 0.0
  /// Penalty of w, as λ/2 wᵢ² for each row in which feature i is not zero.
  public var linearRegularization = 0.0
  /// Penalty of w, as λ/2 wᵢ² for each feature however many rows have it: a normal prior of variance noise / λ.
  public var linearShrinkage = 4.0
  /// Penalty of V, as λ/2 |vᵢ|² for each row in which feature i is not zero.
  public var factorRegularization = 0.05
  /// Penalty of V, as λ/2 |vᵢ|² for each feature however many rows have it.
  public var factorShrinkage = 5.0
  /// Expected length of a fresh v: its k elements are normal with standard deviation `initialSigma` / √k.
  public var initialSigma = 0.1
  /// Cuts each element of a batch's gradient, after rescaling, to ±`clipGradient`.
  public var clipGradient: Double?
  /// Factor of the gradient before it is cut; 1 / `batchSize` when nil. AdaGrad's steps do not depend on it otherwise.
  public var rescaleGradient: Double?
  /// Where every random choice comes from.
  public var seed: UInt64 = 42
  /// Whether numeric features are centred and scaled to unit variance.
  public var standardizesNumbers = true
  /// Regression: whether predictions are cut to the range of the training targets.
  public var clipsPredictions = false
  /// Stops when held-out rows are no longer predicted better.
  public var earlyStopping: EarlyStopping?
  /// How the loss on the training rows is measured for the learning curve.
  public var trainingLoss = TrainingLoss.running
  /// Threads to use; the result does not depend on it.
  public var threads = 1

  /// Default settings.
  public init() {}

  /// Checks every setting.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` with the first that makes no sense.
  public func check() throws(LearningError) {
    try checkShared()
    try require("batch-size", Double(batchSize), "1 to 1000000", (1...1_000_000).contains(batchSize))
    try require("learning-rate", learningRate, "above 0, at most 10", learningRate > 0 && learningRate <= 10)
    for (name, value) in [
      ("bias-regularization", biasRegularization), ("linear-regularization", linearRegularization),
      ("factor-regularization", factorRegularization), ("linear-shrinkage", linearShrinkage),
      ("factor-shrinkage", factorShrinkage),
    ] {
      try require(name, value, "0 to 100", value >= 0 && value <= 100)
    }
    try require("initial-sigma", initialSigma, "0 to 10", initialSigma >= 0 && initialSigma <= 10)
    if let clip = clipGradient { try require("clip-gradient", clip, "above 0", clip > 0) }
    if let rescale = rescaleGradient {
      try require("rescale-gradient", rescale, "above 0, finite", rescale > 0 && rescale.isFinite)
    }
  }

  public func numbersHeld(for rows: LabeledRows) -> Double { numbersOfParameters(rows) }

  /// Minimises Σ loss(ŷ, y) + λ/2 |θ|² for each occurrence of a parameter θ, with the loss ½ (ŷ − y)² / variance of y in
  /// regression, and the log loss / variance of y in classification.
  ///
  /// - Complexity: O(epochs × rows × fields × factors).
  ///
  /// Parameters and their gradients are single precision, losses are added up in double precision. Rows of two one-hot fields
  /// without missing codes are trained on several threads, all others on one.
  ///
  /// Rendle, Factorization Machines, 2010; Duchi, Hazan & Singer, Adaptive Subgradient Methods, 2011; Gemulla et al.,
  /// Large-Scale Matrix Factorization with Distributed Stochastic Gradient Descent, 2011. Deviation: the elements of a vᵢ
  /// share one step size (Chin et al., 2015).
  public func solve(_ problem: LearningProblem, observer: TrainingObserver) throws(LearningError) -> TrainedMachine {
    let plan = TrainingPlan(self, clipsPredictions: clipsPredictions, scalesTargets: true, trainingLoss: trainingLoss)
    return try MachineTrainer(problem, plan: plan).train(observer: observer) {
      StochasticGradientTraining($0, loss: PointwiseLoss(problem.task), options: self)
    }
  }
}
