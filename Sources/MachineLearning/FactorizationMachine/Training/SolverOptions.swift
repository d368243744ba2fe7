/// The settings of a solver, one way to find a machine's parameters. Each solver has a type of its own, which holds its defaults,
/// says what it can learn, and trains.
public protocol SolverOptions: Sendable {
  /// What it can learn.
  static var tasks: Set<LearningTask> { get }
  /// Whether its machines are means over draws from the posterior distribution, and no points.
  static var isSampler: Bool { get }

  /// Default settings.
  init()
  /// k, the length of each v; 0 leaves the linear model.
  var factors: Int { get set }
  /// Passes over the training rows, at most.
  var epochs: Int { get set }
  /// Stops when held-out rows are no longer predicted better; nil goes on to the last epoch.
  var earlyStopping: EarlyStopping? { get }
  /// Whether numeric features are centred and scaled to unit variance.
  var standardizesNumbers: Bool { get }
  /// Where every random choice comes from.
  var seed: UInt64 { get set }
  /// Threads to use; the result does not depend on it.
  var threads: Int { get set }

  /// Checks every setting.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` with the first that makes no sense.
  func check() throws(LearningError)

  /// How many numbers of single precision training has in memory at once, at least.
  func numbersHeld(for rows: LabeledRows) -> Double

  /// Trains a machine; `FactorizationMachine.train` calls it, with settings and rows that it has checked.
  ///
  /// - Throws: `LearningError` for rows at fault, `.diverged`, or `.cancelled`.
  func solve(_ problem: LearningProblem, observer: TrainingObserver) throws(LearningError) -> TrainedMachine
}

extension SolverOptions {
  /// The parameters of all features, once while they are trained and once as a machine.
  func numbersOfParameters(_ rows: LabeledRows) -> Double {
    2 * Double(rows.rows.columns.reduce(0) { $0 + $1.width }) * Double(factors)
  }

  /// Checks the settings that all solvers have.
  func checkShared() throws(LearningError) {
    try require("factors", Double(factors), "0 to 4096", (0...4096).contains(factors))
    try require("epochs", Double(epochs), "1 to 100000", (1...100_000).contains(epochs))
    if let stopping = earlyStopping {
      let fraction = stopping.fraction
      try require("early-stopping fraction", fraction, "above 0, below 1", fraction > 0 && fraction < 1)
      try require("patience", Double(stopping.patience), "at least 1", stopping.patience >= 1)
    }
    try require("threads", Double(threads), "at least 1", threads >= 1)
  }

  /// Checks one setting.
  ///
  /// - Parameter holds: whether `value` is among what is `allowed`.
  func require(_ name: String, _ value: Double, _ allowed: String, _ holds: Bool) throws(LearningError) {
    if !holds { throw .invalidHyperparameter(name: name, value: value, allowed: allowed) }
  }
}

extension FactorizationMachine {
  /// k of every solver's settings, unless told otherwise.
  public static let usualFactors = 8
}

/// What a solver is asked: rows whose targets can be learned, and where to begin.
public struct LearningProblem: Sendable {
  /// What to predict.
  public let task: LearningTask
  /// The rows to learn from.
  public let training: LabeledRows
  /// Rows on which each epoch's loss is reported, if there are any; nothing is chosen by it.
  public let test: LabeledRows?
  /// The machine to go on from, if any.
  public let start: FactorizationMachine?

  /// - Throws: `LearningError` for targets that cannot be learned.
  init(
    _ task: LearningTask, training: LabeledRows, test: LabeledRows?, start: FactorizationMachine?
  ) throws(LearningError) {
    try training.check(for: task)
    let test = test?.targets.isEmpty == true ? nil : test
    try test?.check(for: task)
    (self.task, self.training, self.test, self.start) = (task, training, test, start)
  }
}

/// Early stopping: part of the training rows is held out, and the parameters of the epoch that predicted it best are kept.
public struct EarlyStopping: Sendable, Equatable {
  /// Share of the training rows that is held out.
  public var fraction: Double
  /// Epochs without improvement after which training stops.
  public var patience: Int

  /// A tenth of the rows, and two epochs of patience, unless told otherwise.
  public init(fraction: Double = 0.1, patience: Int = 2) {
    self.fraction = fraction
    self.patience = patience
  }
}
