import ElementaryFunctions
import ParallelPieces
import RandomStreams

/// One chain from start to end.
final class MarkovChainMonteCarloTraining {
  private let task: LearningTask
  private let options: MarkovChainMonteCarloOptions
  private let training: LabeledRows
  private let fit: BlockFit
  private let priors: [FieldPrior]
  private var collection: DrawCollection
  private var precision = 1.0
  private var residuals: (squares: Double, sum: Double)

  init(_ problem: LearningProblem, options: MarkovChainMonteCarloOptions) throws(LearningError) {
    task = problem.task
    self.options = options
    training = problem.training
    fit = try BlockFit(problem, options: options)
    let parameters = fit.parameters
    priors = fit.layout.fields.map { _ in FieldPrior(factors: parameters.factors, stride: parameters.stride) }
    residuals = fit.residualsOfTargets()
    collection = try DrawCollection(fit: fit, test: problem.test, clips: options.clipsPredictions)
  }

  func run(observer: TrainingObserver) throws(LearningError) -> TrainedMachine {
    let kept = options.keptSweeps(features: fit.layout.width)
    let fields = fit.layout.fields.count
    let last = fields - 1
    let means = averages(last) ? SampledParameters(count: fit.layout.width, factors: fit.parameters.factors) : nil
    var curve = LearningCurve()
    for sweep in 1...options.epochs {
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
    curve.bestEpoch = options.epochs
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
