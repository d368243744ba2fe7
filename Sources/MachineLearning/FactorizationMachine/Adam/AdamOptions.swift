import RandomStreams

/// Settings of training by Adam on mini-batches, under the names and with the defaults of a managed service's factorization machine.
///
/// Nothing is scaled inside: targets and numeric features are learned in the units they come in, so that these settings mean what
/// they mean there. Bring numbers to about unit size first. Settings the service documents no default for: k is 8, the gradient
/// is neither rescaled nor cut, ε is 10⁻⁸.
public struct AdamOptions: SolverOptions {
  public static let tasks: Set<LearningTask> = [.regression, .classification]
  public static let isSampler = false

  /// How one kind of parameter is drawn and moved.
  public struct Group: Sendable, Equatable {
    /// η, the length of the steps.
    public var learningRate: Double
    /// λ: λθ is added to the gradient of θ in every batch that has its feature, after rescaling and cutting.
    public var weightDecay: Double
    /// Where it begins.
    public var initialization: Initialization

    public init(learningRate: Double, weightDecay: Double, initialization: Initialization) {
      self.learningRate = learningRate
      self.weightDecay = weightDecay
      self.initialization = initialization
    }
  }

  /// How fresh parameters are drawn; those of features that no training row has are 0.
  public enum Initialization: Sendable, Equatable {
    /// From the normal distribution with mean 0.
    case normal(sigma: Double)
    /// Evenly from −scale to scale.
    case uniform(scale: Double)
    /// All the same.
    case constant(Double)

    func value(_ random: RandomStream, at counter: UInt64) -> Float {
      switch self {
      case .normal(let sigma): Float(sigma * random.normal(at: counter))
      case .uniform(let scale): Float(scale * (2 * random.uniform(at: counter) - 1))
      case .constant(let value): Float(value)
      }
    }
  }

  /// num_factors: k, the length of each v.
  public var factors = FactorizationMachine.usualFactors
  /// epochs: passes over the training rows.
  public var epochs = 1
  /// mini_batch_size: rows whose gradients are added up before a step.
  public var miniBatchSize = 1000
  /// clip_gradient: cuts each element of a batch's gradient, after rescaling, to ± this.
  public var clipGradient: Double?
  /// rescale_grad: factor of a batch's summed gradient.
  public var rescaleGradient = 1.0
  /// eps: ε in the denominator of a step.
  public var epsilon = 1e-8
  /// bias_lr, bias_wd, bias_init_…: w0.
  public var bias = Group(learningRate: 0.1, weightDecay: 0.01, initialization: .normal(sigma: 0.01))
  /// linear_lr, linear_wd, linear_init_…: w.
  public var linear = Group(learningRate: 0.001, weightDecay: 0.001, initialization: .normal(sigma: 0.01))
  /// factors_lr, factors_wd, factors_init_…: V.
  public var latent = Group(learningRate: 0.0001, weightDecay: 0.00001, initialization: .normal(sigma: 0.001))
  /// Where every random choice comes from.
  public var seed: UInt64 = 42
  /// Numbers are learned in the units they come in.
  public var standardizesNumbers: Bool { false }
  /// Regression: whether predictions are cut to the range of the training targets.
  public var clipsPredictions = false
  /// Stops when held-out rows are no longer predicted better.
  public var earlyStopping: EarlyStopping?
  /// Threads to measure losses with; steps are taken on one, and the result does not depend on it.
  public var threads = 1

  /// Default settings.
  public init() {}

  /// Checks every setting.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` with the first that makes no sense.
  public func check() throws(LearningError) {
    try checkShared()
    if let clip = clipGradient { try require("clip-gradient", clip, "above 0", clip > 0) }
    try require("mini-batch-size", Double(miniBatchSize), "1 to 1000000", (1...1_000_000).contains(miniBatchSize))
    try require(
      "rescale-grad", rescaleGradient, "above 0, finite", rescaleGradient > 0 && rescaleGradient.isFinite)
    try require("eps", epsilon, "above 0, at most 1", epsilon > 0 && epsilon <= 1)
    for (name, group) in [("bias", bias), ("linear", linear), ("factors", latent)] {
      try require("\(name)-lr", group.learningRate, "0 to 512", group.learningRate >= 0 && group.learningRate <= 512)
      try require("\(name)-wd", group.weightDecay, "0 to 512", group.weightDecay >= 0 && group.weightDecay <= 512)
      switch group.initialization {
      case .normal(let sigma): try require("\(name)-init-sigma", sigma, "0 to 512", sigma >= 0 && sigma <= 512)
      case .uniform(let scale): try require("\(name)-init-scale", scale, "0 to 512", scale >= 0 && scale <= 512)
      case .constant(let value): try require("\(name)-init-value", value, "-512 to 512", abs(value) <= 512)
      }
    }
  }

  public func numbersHeld(for rows: LabeledRows) -> Double { numbersOfParameters(rows) }

  /// Takes Adam's steps (Kingma & Ba 2015) on mini-batches of rows, in a new order each epoch.
  ///
  /// A batch's gradient is that of Σ ½ (ŷ − y)² in regression and of the log loss in classification, times `rescaleGradient`, cut to
  /// ±`clipGradient`, plus the weight decay. Only features that a batch has are moved, as is usual for sparse rows; the decay
  /// rates of the moments are 0.9 and 0.999, their start is corrected by the number of batches so far.
  ///
  /// - Complexity: O(epochs × rows × fields × factors).
  public func solve(_ problem: LearningProblem, observer: TrainingObserver) throws(LearningError) -> TrainedMachine {
    let plan = TrainingPlan(self, clipsPredictions: clipsPredictions, scalesTargets: false)
    return try MachineTrainer(problem, plan: plan).train(observer: observer) {
      AdamTraining($0, loss: PointwiseLoss(problem.task), options: self)
    }
  }
}
