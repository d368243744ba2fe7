/// Settings of Markov chain Monte Carlo: machines are drawn from the posterior distribution by Gibbs sampling, and predict by their
/// mean.
///
/// There is no learning rate and no penalty: noise and priors are drawn with the parameters.
public struct MarkovChainMonteCarloOptions: SolverOptions {
  public static let tasks: Set<LearningTask> = [.regression, .classification]
  public static let isSampler = true

  /// k, the length of each v; 0 leaves the linear model.
  public var factors = FactorizationMachine.usualFactors
  /// Passes over all parameters, which are called sweeps.
  public var epochs = 100
  /// Sweeps before the first whose parameters are kept; a fifth of `epochs` when nil.
  public var burnIn: Int?
  /// Standard deviation of the elements of a fresh v, for targets of unit variance.
  public var initialSigma = 0.1
  /// Most memory for kept parameters, in bytes; beyond it only every second, third … draw is kept.
  public var drawMemory = 512 << 20
  /// Where every random choice comes from.
  public var seed: UInt64 = 42
  /// Sampling goes to its end: more draws are never worse.
  public var earlyStopping: EarlyStopping? { nil }
  /// Whether numeric features are centred and scaled to unit variance.
  public var standardizesNumbers = true
  /// Regression: whether predictions are cut to the range of the training targets, after averaging.
  public var clipsPredictions = true
  /// Threads to use; the result does not depend on it.
  public var threads = 1

  /// Default settings.
  public init() {}

  /// Checks every setting.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` with the first that makes no sense.
  public func check() throws(LearningError) {
    try require("factors", Double(factors), "0 to 1024", (0...1024).contains(factors))
    try checkShared()
    if let burnIn { try require("burn-in", Double(burnIn), "0 to \(epochs - 1)", (0..<epochs).contains(burnIn)) }
    try require("initial-sigma", initialSigma, "0 to 10", initialSigma >= 0 && initialSigma <= 10)
    try require("draw-memory", Double(drawMemory), "at least 0", drawMemory >= 0)
  }

  public func numbersHeld(for rows: LabeledRows) -> Double {
    numbersOfParameters(rows) + BlockState.numbersHeld(for: rows, factors: factors)
  }

  /// The sweeps (from 1) whose parameters are kept, for `features` features.
  func keptSweeps(features: Int) -> Set<Int> {
    let first = (burnIn ?? epochs / 5) + 1
    let room = max(1, drawMemory / max(1, 4 * features * (factors + 1)))
    let every = (epochs - first + room) / room
    return Set(stride(from: epochs, through: first, by: -max(1, every)))
  }

  /// Draws machines from the posterior distribution by Gibbs sampling, and predicts by their mean.
  ///
  /// Nothing has to be tuned: the noise's precision, and mean and precision of the parameters of each field and factor, have
  /// hyperpriors and are drawn as well. Classification is by probit: each row has a latent target, normal around ŷ with variance 1
  /// and of the sign that its label says, so that P(1) = Φ(ŷ).
  ///
  /// - Returns: A machine that predicts by the mean over its `draws`, and a curve with a point for each sweep: on training rows the
  ///   loss of the sweep's own draw, on test rows that of the mean prediction (of the draw itself before the first kept).
  /// - Complexity: O(sweeps × (rows × fields × k² + features × k³)).
  ///
  /// Parameters are single precision; moments are added up in chunks of 64 rows. Random numbers belong to (seed, sweep, feature), so
  /// that any number of threads gives the same bits.
  ///
  /// Rendle, Factorization Machines with libFM, 2012; Freudenthaler, Schmidt-Thieme & Rendle, Bayesian Factorization Machines,
  /// 2011; Albert & Chib, Bayesian Analysis of Binary and Polychotomous Response Data, 1993; Gelfand & Smith, Sampling-Based
  /// Approaches to Calculating Marginal Densities, 1990: of the last field, if it is one-hot, a regression keeps the means of what its
  /// parameters are drawn from, which gives the same predictions with less noise. Deviation: the k + 1 parameters of a
  /// feature are drawn jointly, and features that no training row has get the means of their field's prior, not draws from it: an
  /// item without ratings is predicted as items are on the whole, those with few ratings among them.
  public func solve(_ problem: LearningProblem, observer: TrainingObserver) throws(LearningError) -> TrainedMachine {
    try MarkovChainMonteCarloTraining(problem, options: self).run(observer: observer)
  }
}
