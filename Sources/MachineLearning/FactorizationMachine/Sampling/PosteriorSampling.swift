import ElementaryFunctions
import ParallelPieces
import RandomStreams

extension FactorizationMachine {
  /// Draws machines from the posterior distribution by Gibbs sampling, and predicts by their mean.
  ///
  /// Nothing has to be tuned: the noise's precision, and mean and precision of the parameters of each field and factor, have
  /// hyperpriors and are drawn as well. Classification is by probit: each row has a latent target, normal around ŷ with variance 1
  /// and of the sign that its label says, so that P(1) = Φ(ŷ).
  ///
  /// - Parameters:
  ///   - task: What to predict; classification takes targets 0 and 1.
  ///   - training: The rows to learn from; one-hot fields, numbers and bags.
  ///   - test: Rows on which the loss of the predictions so far is reported; nothing is chosen by it.
  ///   - options: Settings.
  ///   - start: A machine of the same fields and factors to begin with, instead of small random vectors.
  ///   - observer: Watches, and may stop, the sampling.
  /// - Returns: A machine that predicts by the mean over its `draws`, and a curve with a point for each sweep: on training rows the
  ///   loss of the sweep's own draw, on test rows that of the mean prediction (of the draw itself before the first kept).
  /// - Throws: `LearningError` for settings or data at fault, or `.cancelled`.
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
  public static func sample(
    _ task: LearningTask, on training: LabeledRows, test: LabeledRows? = nil, options: GibbsOptions = .init(),
    from start: FactorizationMachine? = nil, observer: TrainingObserver = .init()
  ) throws(LearningError) -> TrainedMachine {
    try options.check()
    try training.check(for: task)
    let test = test?.targets.isEmpty == true ? nil : test
    try test?.check(for: task)
    return try PosteriorSampler(task, training: training, test: test, options: options, start: start)
      .run(observer: observer)
  }
}

/// One chain from start to end.
private final class PosteriorSampler {
  private let task: LearningTask
  private let options: GibbsOptions
  private let training: LabeledRows
  private let fit: BlockFit
  private let priors: [FieldPrior]
  private var collection: DrawCollection
  private var precision = 1.0
  private var residuals: (squares: Double, sum: Double)

  init(
    _ task: LearningTask, training: LabeledRows, test: LabeledRows?, options: GibbsOptions,
    start: FactorizationMachine?
  ) throws(LearningError) {
    self.task = task
    self.options = options
    self.training = training
    fit = try BlockFit(
      task, training: training, factors: options.factors, sigma: options.initialSigma, seed: options.seed,
      standardizes: options.standardizesNumbers, threads: options.threads, start: start)
    let parameters = fit.parameters
    priors = fit.layout.fields.map { _ in FieldPrior(factors: parameters.factors, stride: parameters.stride) }
    residuals = fit.residualsOfTargets()
    collection = try DrawCollection(fit: fit, test: test, clips: options.clipsPredictions)
  }

  func run(observer: TrainingObserver) throws(LearningError) -> TrainedMachine {
    let kept = options.keptSweeps(features: fit.layout.width)
    let fields = fit.layout.fields.count
    let last = fields - 1
    let means = averages(last) ? SampledParameters(count: fit.layout.width, factors: fit.parameters.factors) : nil
    var curve = LearningCurve()
    for sweep in 1...options.sweeps {
      drawNoise(sweep)
      fit.state.begin(bias: fit.bias)
      let keys = RandomStream(seed: options.seed, stream: 17 &+ 4 &* UInt64(sweep))
      for field in 0..<fields {
        if observer.isCancelled() { throw .cancelled }
        priors[field].draw(
          given: fit.occurring[field], fit.parameters,
          random: RandomStream(seed: options.seed, stream: 18 &+ 4 &* UInt64(sweep * fields + field)))
        priors[field].writeMeans(to: fit.absent[field], fit.parameters)
        residuals = fit.state.draw(
          field: field, prior: priors[field], precision: precision, bias: fit.bias, keys: keys,
          means: field == last && kept.contains(sweep) ? means : nil)
        observer.onProgress(Double(sweep - 1) + Double(field + 1) / Double(fields))
      }
      if kept.contains(sweep) { collection.keep(means, of: fit.occurring[last]) }
      let point = LearningCurve.Point(
        epoch: sweep, training: trainingLoss(), validation: nil, test: collection.testLoss())
      guard point.training.isFinite else { throw .diverged(epoch: sweep) }
      curve.points.append(point)
      observer.onEpoch(point)
    }
    curve.bestEpoch = options.sweeps
    return TrainedMachine(machine: try collection.machine(), curve: curve)
  }

  /// Whether predictions use the means of the last field's parameters given all others instead of draws.
  ///
  /// A score is linear in them, and in no two of them at once, if a row has one of them at most: its mean over the draws is the same,
  /// with less noise (Rao-Blackwell; Gelfand & Smith 1990). A probability is not linear in the score.
  private func averages(_ last: Int) -> Bool {
    task == .regression && last >= 0 && fit.layout.fields[last].isExclusive
  }

  /// Draws the noise's precision and w0, in classification the latent targets before.
  private func drawNoise(_ sweep: Int) {
    let random = RandomStream(seed: options.seed, stream: 16 &+ 4 &* UInt64(sweep))
    let rows = Double(training.targets.count)
    if task == .classification {
      residuals = drawLatentTargets(random)
    } else {
      precision = random.gamma(shape: (rows + 1) / 2, at: 0) / ((residuals.squares + 1) / 2)
    }
    // The prior of w0 is standard normal, on targets of unit variance.
    let strength = precision * rows + 1
    fit.bias =
      precision * (residuals.sum + rows * fit.bias) / strength
      + random.normal(at: 1) / strength.squareRoot()
  }

  /// Draws the latent target of each row given its score and its label, and returns Σ e² and Σ e.
  private func drawLatentTargets(_ random: RandomStream) -> (squares: Double, sum: Double) {
    let scores = fit.scores()
    let targets = training.targets
    let rows = targets.count
    var latent = [Float](repeating: 0, count: rows)
    latent.withUnsafeMutableBufferPointer { latent in
      nonisolated(unsafe) let latent = latent
      Pieces.forEach(rows, length: 1024, threads: options.threads) { rows in
        for row in rows {
          let sign = targets[row] > 0.5 ? 1.0 : -1.0
          let distance = random.normal(above: -sign * scores[row], at: UInt64(2 + row))
          latent[row] = Float(scores[row] + sign * distance)
        }
      }
    }
    fit.state.setTargets(latent)
    let found = latent
    return (
      BlockedSum.of(count: rows) { (Double(found[$0]) - scores[$0]) * (Double(found[$0]) - scores[$0]) },
      BlockedSum.of(count: rows) { Double(found[$0]) - scores[$0] }
    )
  }

  private func trainingLoss() -> Double {
    if task == .regression {
      return (residuals.squares / Double(training.targets.count)).squareRoot() * fit.scale.scale
    }
    let (scores, targets) = (fit.scores(), training.targets)
    return BlockedSum.of(count: targets.count, threads: options.threads) {
      -Elementary.log(max(1e-300, Elementary.normalCDF(targets[$0] > 0.5 ? scores[$0] : -scores[$0])))
    } / Double(targets.count)
  }
}
