/// What training saw after each epoch.
public struct LearningCurve: Codable, Sendable, Equatable {
  /// Losses after an epoch: RMSE in the target's unit in regression, mean log loss in classification.
  public struct Point: Codable, Sendable, Equatable {
    /// Counted from 1.
    public let epoch: Int
    /// On the training rows.
    public let training: Double
    /// On the rows held out for early stopping.
    public let validation: Double?
    /// On the test rows, if given; nothing is chosen by it.
    public let test: Double?

    public init(epoch: Int, training: Double, validation: Double?, test: Double?) {
      self.epoch = epoch
      self.training = training
      self.validation = validation
      self.test = test
    }
  }

  public internal(set) var points: [Point] = []
  /// The epoch whose parameters were kept.
  public internal(set) var bestEpoch = 0

  public init(points: [Point] = [], bestEpoch: Int = 0) {
    self.points = points
    self.bestEpoch = bestEpoch
  }
}

/// A trained machine, and how it came about.
public struct TrainedMachine: Sendable {
  public let machine: FactorizationMachine
  public let curve: LearningCurve
}

/// Rows with their targets.
public struct LabeledRows: Sendable {
  public let rows: FeatureRows
  public let targets: [Double]

  /// Rows and as many targets.
  ///
  /// - Throws: `LearningError.mismatchedLengths`.
  public init(_ rows: FeatureRows, targets: [Double]) throws(LearningError) {
    if rows.count != targets.count {
      throw .mismatchedLengths(what: "targets", expected: rows.count, found: targets.count)
    }
    self.rows = rows
    self.targets = targets
  }

  /// Checks that the targets can be learned for `task`.
  ///
  /// - Throws: `LearningError.emptyTrainingSet`, `.nonFiniteTarget` or `.targetNotBinary`.
  public func check(for task: LearningTask) throws(LearningError) {
    if targets.isEmpty { throw .emptyTrainingSet }
    for (row, target) in targets.enumerated() {
      if !target.isFinite { throw .nonFiniteTarget(row: row, value: target) }
      if task == .classification, target != 0, target != 1 { throw .targetNotBinary(row: row, value: target) }
    }
  }

  /// The rows at `indices`, in that order.
  public func at(_ indices: [Int]) -> LabeledRows {
    LabeledRows(checked: rows.rows(at: indices), targets: indices.map { targets[$0] })
  }

  private init(checked rows: FeatureRows, targets: [Double]) {
    self.rows = rows
    self.targets = targets
  }
}

/// Lets a caller watch training, and stop it.
public struct TrainingObserver: Sendable {
  /// Called after each epoch.
  public var onEpoch: @Sendable (LearningCurve.Point) -> Void
  /// Called many times an epoch with the number of epochs done, such as 3.25.
  public var onProgress: @Sendable (Double) -> Void
  /// Asked many times an epoch; `true` ends training with `LearningError.cancelled`.
  public var isCancelled: @Sendable () -> Bool

  /// An observer that does nothing, unless told otherwise.
  public init(
    onEpoch: @escaping @Sendable (LearningCurve.Point) -> Void = { _ in },
    onProgress: @escaping @Sendable (Double) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.onEpoch = onEpoch
    self.onProgress = onProgress
    self.isCancelled = isCancelled
  }
}
