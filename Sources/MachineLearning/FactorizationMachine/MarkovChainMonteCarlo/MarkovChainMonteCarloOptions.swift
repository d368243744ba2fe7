/// Settings of `FactorizationMachine.sample`.
///
/// There is no learning rate and no penalty: noise and priors are drawn with the parameters.
public struct GibbsOptions: Sendable {
  /// k, the length of each v; 0 leaves the linear model.
  public var factors = 8
  /// Passes over all parameters.
  public var sweeps = 100
  /// Sweeps before the first whose parameters are kept; a fifth of `sweeps` when nil.
  public var burnIn: Int?
  /// Standard deviation of the elements of a fresh v, for targets of unit variance.
  public var initialSigma = 0.1
  /// Most memory for kept parameters, in bytes; beyond it only every second, third … draw is kept.
  public var drawMemory = 512 << 20
  /// Where every random choice comes from.
  public var seed: UInt64 = 42
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
    func require(_ name: String, _ value: Double, _ allowed: String, _ holds: Bool) throws(LearningError) {
      if !holds { throw .invalidHyperparameter(name: name, value: value, allowed: allowed) }
    }
    try require("factors", Double(factors), "0 to 1024", (0...1024).contains(factors))
    try require("sweeps", Double(sweeps), "1 to 100000", (1...100_000).contains(sweeps))
    if let burnIn { try require("burn-in", Double(burnIn), "0 to \(sweeps - 1)", (0..<sweeps).contains(burnIn)) }
    try require("initial-sigma", initialSigma, "0 to 10", initialSigma >= 0 && initialSigma <= 10)
    try require("draw-memory", Double(drawMemory), "at least 0", drawMemory >= 0)
    try require("threads", Double(threads), "at least 1", threads >= 1)
  }

  /// The sweeps (from 1) whose parameters are kept, for `features` features.
  func keptSweeps(features: Int) -> Set<Int> {
    let first = (burnIn ?? sweeps / 5) + 1
    let room = max(1, drawMemory / max(1, 4 * features * (factors + 1)))
    let every = (sweeps - first + room) / room
    return Set(stride(from: sweeps, through: first, by: -max(1, every)))
  }
}
