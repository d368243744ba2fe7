/// What all ways of training by epochs share.
struct TrainingPlan: Sendable {
  var factors: Int
  var epochs: Int
  var earlyStopping: EarlyStopping?
  var trainingLoss = TrainingLoss.running
  var clipsPredictions: Bool
  /// Whether numeric features, and the targets of a regression, are brought to mean 0 and variance 1.
  var standardizesNumbers: Bool
  var scalesTargets: Bool
  var seed: UInt64
  var threads: Int
}

extension TrainingOptions {
  var plan: TrainingPlan {
    TrainingPlan(
      factors: factors, epochs: epochs, earlyStopping: earlyStopping, trainingLoss: trainingLoss,
      clipsPredictions: clipsPredictions, standardizesNumbers: standardizesNumbers, scalesTargets: true, seed: seed,
      threads: threads)
  }
}

/// One way of training: it passes over the rows, and shows its parameters after each epoch.
protocol EpochDescent: AnyObject {
  /// w0, in units of the scaled target.
  var bias: Double { get }
  /// w and V, in the same units; nil when there are no features.
  var view: ParameterView? { get }

  /// Passes once over all rows and returns the mean of the losses on the way; `epoch` counts from 1.
  ///
  /// - Throws: `LearningError.cancelled`.
  func runEpoch(_ epoch: Int, observer: TrainingObserver) throws(LearningError) -> Double
}

/// What a way of training begins with.
struct DescentInput {
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
