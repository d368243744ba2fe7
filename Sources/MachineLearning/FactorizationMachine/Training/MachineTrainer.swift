import ElementaryFunctions
import ParallelPieces
import RandomStreams

/// One training from start to end: holding out, epochs, the learning curve, and the choice of the best epoch.
struct MachineTrainer {
  private let task: LearningTask
  private let plan: TrainingPlan
  private let fields: [FeatureField]
  private let scale: TargetScale
  private let training: LabeledRows
  private let validation: LabeledRows?
  private let test: LabeledRows?
  private let start: StartingPoint?

  init(_ problem: LearningProblem, plan: TrainingPlan) throws(LearningError) {
    task = problem.task
    self.plan = plan
    test = problem.test
    (training, validation) = Self.holdOut(problem.training, plan)
    fields =
      try problem.start?.fieldsExtended(to: problem.training.rows)
      ?? FeatureField.fields(of: training.rows, standardizes: plan.standardizesNumbers)
    guard let scale = TargetScale(training.targets) else {
      throw .constantTarget(value: training.targets.first ?? 0)
    }
    self.scale = task == .regression && plan.scalesTargets ? scale : .identity
    if let start = problem.start {
      self.start = try StartingPoint(
        start, task: task, link: .logistic, fields: fields, factors: plan.factors, scale: self.scale)
    } else {
      self.start = nil
    }
  }

  /// Training and validation rows: a random part is held out when early stopping asks for it and both parts have rows.
  private static func holdOut(_ all: LabeledRows, _ plan: TrainingPlan) -> (LabeledRows, LabeledRows?) {
    guard let stopping = plan.earlyStopping else { return (all, nil) }
    let count = all.targets.count
    let held = Int((Double(count) * stopping.fraction).rounded())
    guard held > 0, held < count else { return (all, nil) }
    let order = RandomStream(seed: plan.seed, stream: 0).permutation(of: count)
    return (all.at(order[held...].sorted()), all.at(order[..<held].sorted()))
  }

  func train(
    observer: TrainingObserver, by make: (TrainingInput) throws(LearningError) -> any EpochTraining
  ) throws(LearningError) -> TrainedMachine {
    let layout = try FeatureLayout(training.rows, fields: fields)
    let descent = try make(
      TrainingInput(
        layout: layout, targets: training.targets.map(scale.scaled), initialBias: initialBias(),
        lossScale: lossScale(), start: start))
    let validationLayout = try validation.map { held throws(LearningError) in
      try FeatureLayout(held.rows, fields: fields)
    }
    let testLayout = try test.map { test throws(LearningError) in try FeatureLayout(test.rows, fields: fields) }
    var curve = LearningCurve()
    var best: (loss: Double, machine: FactorizationMachine)?
    for epoch in 1...plan.epochs {
      let running = try descent.runEpoch(epoch, observer: observer)
      guard running.isFinite else { throw .diverged(epoch: epoch) }
      let point = LearningCurve.Point(
        epoch: epoch,
        training: plan.trainingLoss == .running ? reported(running) : measure(descent, layout, training.targets),
        validation: validation.flatMap { held in validationLayout.map { measure(descent, $0, held.targets) } },
        test: test.flatMap { test in testLayout.map { measure(descent, $0, test.targets) } })
      guard point.training.isFinite else { throw .diverged(epoch: epoch) }
      curve.points.append(point)
      observer.onEpoch(point)
      if let stopping = plan.earlyStopping, let held = point.validation {
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

  private func initialBias() -> Float {
    if task == .regression { return 0 }
    return Float(Elementary.logit(BlockedSum.of(training.targets) / Double(training.targets.count)))
  }

  private func lossScale() -> Float {
    if task == .regression { return 1 }
    let share = BlockedSum.of(training.targets) / Double(training.targets.count)
    return Float(1 / (share * (1 - share)))
  }

  /// A mean loss on scaled targets as the curve shows it.
  private func reported(_ mean: Double) -> Double {
    task == .regression ? mean.squareRoot() * scale.scale : mean
  }

  private func measure(_ descent: any EpochTraining, _ layout: FeatureLayout, _ targets: [Double]) -> Double {
    var scores = [Double](repeating: 0, count: targets.count)
    scores.withUnsafeMutableBufferPointer { out in
      layout.score(with: descent.view, bias: descent.bias, into: out, threads: plan.threads)
    }
    let (task, scale, found) = (task, scale, scores)
    let range = predictionRange()
    let sum = BlockedSum.of(count: targets.count, threads: plan.threads) { row in
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
    guard task == .regression, plan.clipsPredictions, let least = training.targets.min(),
      let greatest = training.targets.max()
    else { return nil }
    return least...greatest
  }

  /// The trained parameters in the target's unit.
  private func machine(of descent: any EpochTraining) throws(LearningError) -> FactorizationMachine {
    let count = fields.reduce(0) { $0 + $1.width }
    let weightScale = Float(scale.scale)
    let factorScale = Float(scale.scale.squareRoot())
    let (factors, threads) = (plan.factors, plan.threads)
    nonisolated(unsafe) let view = descent.view
    let linear = (0..<count).map { feature in view.map { $0.weight(feature) * weightScale } ?? 0 }
    let latent = [Float](unsafeUninitializedCapacity: count * factors) { latent, initialized in
      nonisolated(unsafe) let latent = latent
      Pieces.forEach(count, length: 4096, threads: threads) { features in
        for feature in features {
          let vector = view?.vector(feature)
          for factor in 0..<factors {
            latent[feature * factors + factor] = vector.map { $0[factor] * factorScale } ?? 0
          }
        }
      }
      initialized = count * factors
    }
    return try FactorizationMachine(
      task: task, fields: fields, factors: plan.factors, bias: scale.center + scale.scale * descent.bias,
      linear: linear, latent: latent, range: predictionRange())
  }
}
