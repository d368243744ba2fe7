extension FactorizationMachine {
  /// Trains a machine by stochastic gradient descent with AdaGrad's steps.
  ///
  /// Minimises Σ loss(ŷ, y) + λ/2 |θ|² for each occurrence of a parameter θ, with the loss ½ (ŷ − y)² / variance of y in
  /// regression, and the log loss / variance of y in classification.
  ///
  /// - Parameters:
  ///   - task: What to predict; classification takes targets 0 and 1.
  ///   - training: The rows to learn from.
  ///   - test: Rows on which each epoch's loss is reported; nothing is chosen by it.
  ///   - options: Settings.
  ///   - observer: Watches, and may stop, the training.
  /// - Returns: The machine and its learning curve.
  /// - Throws: `LearningError` for settings or data at fault, `.diverged`, or `.cancelled`.
  /// - Complexity: O(epochs × rows × fields × factors).
  ///
  /// Parameters and their gradients are single precision, losses are added up in double precision. The result depends on data,
  /// settings and seed alone, not on the number of threads. Rows of two one-hot fields without missing codes are trained on
  /// several threads, all others on one.
  ///
  /// Rendle, Factorization Machines, 2010; Duchi, Hazan & Singer, Adaptive Subgradient Methods, 2011; Gemulla et al.,
  /// Large-Scale Matrix Factorization with Distributed Stochastic Gradient Descent, 2011. Deviation: the elements of a vᵢ
  /// share one step size (Chin et al., 2015).
  public static func train(
    _ task: LearningTask, on training: LabeledRows, test: LabeledRows? = nil, options: TrainingOptions = .init(),
    observer: TrainingObserver = .init()
  ) throws(LearningError) -> TrainedMachine {
    try options.check()
    try training.check(for: task)
    let test = test?.targets.isEmpty == true ? nil : test
    try test?.check(for: task)
    switch task {
    case .regression:
      return try MachineTrainer(task, training: training, test: test, options: options)
        .train(loss: SquaredLoss.self, observer: observer)
    case .classification:
      return try MachineTrainer(task, training: training, test: test, options: options)
        .train(loss: LogisticLoss.self, observer: observer)
    }
  }
}

/// One training from start to end: holding out, epochs, the learning curve, and the choice of the best epoch.
struct MachineTrainer {
  private let task: LearningTask
  private let options: TrainingOptions
  private let fields: [FeatureField]
  private let scale: TargetScale
  private let training: LabeledRows
  private let validation: LabeledRows?
  private let test: LabeledRows?

  init(
    _ task: LearningTask, training: LabeledRows, test: LabeledRows?, options: TrainingOptions
  ) throws(LearningError) {
    self.task = task
    self.options = options
    self.test = test
    (self.training, validation) = Self.holdOut(training, options: options)
    fields = FeatureField.fields(of: training.rows, standardizes: options.standardizesNumbers)
    guard let scale = TargetScale(self.training.targets) else {
      throw .constantTarget(value: self.training.targets.first ?? 0)
    }
    self.scale = task == .regression ? scale : .identity
  }

  /// Training and validation rows: a random part is held out when early stopping asks for it and both parts have rows.
  private static func holdOut(_ all: LabeledRows, options: TrainingOptions) -> (LabeledRows, LabeledRows?) {
    guard let stopping = options.earlyStopping else { return (all, nil) }
    let count = all.targets.count
    let held = Int((Double(count) * stopping.fraction).rounded())
    guard held > 0, held < count else { return (all, nil) }
    let order = RandomStream(seed: options.seed, stream: 0).permutation(of: count)
    return (all.at(order[held...].sorted()), all.at(order[..<held].sorted()))
  }

  func train<Loss: PointwiseLoss>(
    loss: Loss.Type, observer: TrainingObserver
  ) throws(LearningError) -> TrainedMachine {
    let layout = try FeatureLayout(training.rows, fields: fields)
    let targets = training.targets.map(scale.scaled)
    let descent = GradientDescent(
      layout: layout, targets: targets, initialBias: initialBias(), lossScale: lossScale(), options: options)
    let validationLayout = try validation.map { held throws(LearningError) in
      try FeatureLayout(held.rows, fields: fields)
    }
    let testLayout = try test.map { test throws(LearningError) in try FeatureLayout(test.rows, fields: fields) }
    var curve = LearningCurve()
    var best: (loss: Double, machine: FactorizationMachine)?
    for epoch in 1...options.epochs {
      let running = try descent.runEpoch(epoch, loss: loss, observer: observer) / Double(targets.count)
      guard running.isFinite else { throw .diverged(epoch: epoch) }
      let point = LearningCurve.Point(
        epoch: epoch,
        training: options.trainingLoss == .running
          ? reported(running) : measure(descent, layout, training.targets),
        validation: validation.flatMap { held in validationLayout.map { measure(descent, $0, held.targets) } },
        test: test.flatMap { test in testLayout.map { measure(descent, $0, test.targets) } })
      guard point.training.isFinite else { throw .diverged(epoch: epoch) }
      curve.points.append(point)
      observer.onEpoch(point)
      if let stopping = options.earlyStopping, let held = point.validation {
        if held < best?.loss ?? .infinity {
          best = (held, try machine(of: descent))
          curve.bestEpoch = epoch
        } else if epoch - curve.bestEpoch >= stopping.patience {
          break
        }
      }
    }
    if let best { return TrainedMachine(machine: best.machine, curve: curve) }
    curve.bestEpoch = curve.points.count
    return TrainedMachine(machine: try machine(of: descent), curve: curve)
  }

  /// w0 before the first step: 0 on scaled targets, the log-odds of the share of ones in classification.
  private func initialBias() -> Float {
    if task == .regression { return 0 }
    return Float(Elementary.logit(BlockedSum.of(training.targets) / Double(training.targets.count)))
  }

  /// The inverse of the log loss's curvature p (1 − p) at the share of ones; 1 in regression.
  private func lossScale() -> Float {
    if task == .regression { return 1 }
    let share = BlockedSum.of(training.targets) / Double(training.targets.count)
    return Float(1 / (share * (1 - share)))
  }

  /// A mean loss on scaled targets as the curve shows it.
  private func reported(_ mean: Double) -> Double {
    task == .regression ? mean.squareRoot() * scale.scale : mean
  }

  private func measure(_ descent: GradientDescent, _ layout: FeatureLayout, _ targets: [Double]) -> Double {
    var scores = [Double](repeating: 0, count: targets.count)
    scores.withUnsafeMutableBufferPointer { out in
      layout.score(
        with: descent.parameters.view, bias: Double(descent.bias.value), into: out, threads: options.threads)
    }
    let (task, scale, found) = (task, scale, scores)
    let range = predictionRange()
    let sum = BlockedSum.of(count: targets.count, threads: options.threads) { row in
      if task == .classification { return Elementary.logLoss(score: found[row], isPositive: targets[row] > 0.5) }
      var prediction = scale.center + scale.scale * found[row]
      if let range { prediction = min(max(prediction, range.lowerBound), range.upperBound) }
      let error = prediction - targets[row]
      return error * error
    }
    let mean = sum / Double(max(1, targets.count))
    return task == .regression ? mean.squareRoot() : mean
  }

  private func predictionRange() -> ClosedRange<Double>? {
    guard task == .regression, options.clipsPredictions, let least = training.targets.min(),
      let greatest = training.targets.max()
    else { return nil }
    return least...greatest
  }

  /// The trained parameters in the target's unit.
  private func machine(of descent: GradientDescent) throws(LearningError) -> FactorizationMachine {
    let parameters = descent.parameters
    let weightScale = Float(scale.scale)
    let factorScale = Float(scale.scale.squareRoot())
    var linear = [Float](repeating: 0, count: parameters.count)
    var latent = [Float](repeating: 0, count: parameters.count * parameters.factors)
    for feature in 0..<parameters.count {
      let row = parameters.base + feature * parameters.stride
      linear[feature] = row[parameters.width] * weightScale
      for factor in 0..<parameters.factors {
        latent[feature * parameters.factors + factor] = row[factor] * factorScale
      }
    }
    return try FactorizationMachine(
      task: task, fields: fields, factors: parameters.factors,
      bias: scale.center + scale.scale * Double(descent.bias.value), linear: linear, latent: latent,
      range: predictionRange())
  }
}
