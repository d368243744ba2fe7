/// What all ways of training by epochs share.
struct TrainingPlan: Sendable {
  let factors: Int
  let epochs: Int
  let earlyStopping: EarlyStopping?
  let trainingLoss: TrainingLoss
  let clipsPredictions: Bool
  /// Whether numeric features, and the targets of a regression, are brought to mean 0 and variance 1.
  let standardizesNumbers: Bool
  let scalesTargets: Bool
  let seed: UInt64
  let threads: Int

  init(
    _ options: some SolverOptions, clipsPredictions: Bool, scalesTargets: Bool, trainingLoss: TrainingLoss = .running
  ) {
    (factors, epochs, earlyStopping) = (options.factors, options.epochs, options.earlyStopping)
    (standardizesNumbers, seed, threads) = (options.standardizesNumbers, options.seed, options.threads)
    (self.clipsPredictions, self.scalesTargets, self.trainingLoss) = (clipsPredictions, scalesTargets, trainingLoss)
  }
}

/// How the loss on the training rows is measured.
public enum TrainingLoss: Sendable {
  /// As the epoch passes over them, each row before its own step: costs nothing, lags behind by half an epoch.
  case running
  /// After the epoch, over all rows: costs a third of an epoch more.
  case afterEpoch
}

/// One training: it passes over the rows, and shows its parameters after each epoch.
protocol EpochTraining: AnyObject {
  /// w0, in units of the scaled target.
  var bias: Double { get }
  /// w and V, in the same units; nil when there are no features.
  var view: ParameterView? { get }

  /// Passes once over all rows and returns the mean of the losses on the way; `epoch` counts from 1.
  ///
  /// - Throws: `LearningError.cancelled`.
  func runEpoch(_ epoch: Int, observer: TrainingObserver) throws(LearningError) -> Double
}

/// What a training begins with.
struct TrainingInput {
  let layout: FeatureLayout
  /// In units of the scaled target.
  let targets: [Float]
  /// w0 before the first step, where nothing else is said: 0 on scaled targets, the log-odds of the share of ones in classification.
  let initialBias: Float
  /// The inverse of the log loss's curvature p (1 − p) at the share of ones; 1 in regression.
  let lossScale: Float
  /// The parameters to begin with, if a machine is given.
  let start: StartingPoint?
}
