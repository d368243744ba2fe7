import ParallelPieces

/// What fits that draw feature by feature share: parameters, rows laid out for them, and the scale of the targets.
final class BlockFit {
  let task: LearningTask
  let layout: FeatureLayout
  let scale: TargetScale
  let parameters: SampledParameters
  let state: BlockState
  /// The features of each field that some row has.
  let occurring: [[Int]]
  /// Those of each field that none has.
  let absent: [[Int]]
  /// w0.
  var bias = 0.0
  private let targets: [Float]
  let range: ClosedRange<Double>
  let threads: Int

  init(_ problem: LearningProblem, options: MarkovChainMonteCarloOptions) throws(LearningError) {
    let (training, start) = (problem.training, problem.start)
    task = problem.task
    threads = options.threads
    guard let found = TargetScale(training.targets), let least = training.targets.min(),
      let greatest = training.targets.max()
    else {
      throw .constantTarget(value: training.targets.first ?? 0)
    }
    range = least...greatest
    scale = task == .regression ? found : .identity
    let fields =
      try start?.fieldsExtended(to: training.rows)
      ?? FeatureField.fields(of: training.rows, standardizes: options.standardizesNumbers)
    let layout = try FeatureLayout(training.rows, fields: fields)
    self.layout = layout
    parameters = SampledParameters(count: layout.width, factors: options.factors)
    let isOccurring = layout.occurring()
    occurring = layout.fields.indices.map { field in
      (layout.offsets[field]..<layout.offsets[field] + layout.fields[field].width).filter { isOccurring[$0] }
    }
    absent = layout.fields.indices.map { field in
      (layout.offsets[field]..<layout.offsets[field] + layout.fields[field].width).filter { !isOccurring[$0] }
    }
    targets = training.targets.map(scale.scaled)
    state = BlockState(layout, targets: targets, parameters: parameters, threads: threads)
    parameters.drawFactors(sigma: options.initialSigma, seed: options.seed, isOccurring: isOccurring)
    if let start {
      let point = try StartingPoint(
        start, task: task, link: .probit, fields: fields, factors: options.factors, scale: scale)
      bias = point.bias
      parameters.copy(point)
    }
  }

  /// Σ e² and Σ e as if all scores were w0.
  func residualsOfTargets() -> (squares: Double, sum: Double) {
    let (targets, bias) = (targets, bias)
    return (
      BlockedSum.of(count: targets.count) { (Double(targets[$0]) - bias) * (Double(targets[$0]) - bias) },
      BlockedSum.of(count: targets.count) { Double(targets[$0]) - bias }
    )
  }

  /// The scores of rows, in units of the scaled target; of the training rows unless told otherwise.
  func scores(of rows: FeatureLayout? = nil) -> [Double] {
    let layout = rows ?? layout
    var scores = [Double](repeating: 0, count: layout.rows.count)
    scores.withUnsafeMutableBufferPointer { out in
      layout.score(with: parameters.view, bias: bias, into: out, threads: threads)
    }
    return scores
  }

  /// The parameters as they are, in the target's unit.
  func draw() -> ParameterDraw {
    let (factors, stride) = (parameters.factors, parameters.stride)
    let weightScale = Float(scale.scale)
    let factorScale = Float(scale.scale.squareRoot())
    let linear = (0..<parameters.count).map { parameters.linear[$0] * weightScale }
    let latent = [Float](unsafeUninitializedCapacity: parameters.count * factors) { buffer, initialized in
      for feature in 0..<parameters.count {
        for factor in 0..<factors {
          buffer[feature * factors + factor] = parameters.latent[feature * stride + factor] * factorScale
        }
      }
      initialized = parameters.count * factors
    }
    return ParameterDraw(bias: scale.center + scale.scale * bias, linear: linear, latent: latent)
  }
}

extension SampledParameters {
  /// Takes over the parameters to begin with.
  func copy(_ start: StartingPoint) {
    start.forEach { feature, weight, vector in
      linear[feature] = weight
      for (factor, value) in vector.enumerated() { latent[feature * stride + factor] = value }
    }
  }
}
