import ElementaryFunctions

extension FactorizationMachine {
  /// The bias model: how much each user is above the mean, and each item, and nothing of their meeting.
  ///
  ///     ŷ = w0 + Σᵢ wᵢ xᵢ
  ///
  /// A weight is drawn to zero as if `damping` more rows had shown nothing: in regression, with the residuals r of the other fields,
  /// wᵢ = Σ r xᵢ / (Σ xᵢ² + λ); in classification one Newton step of the log loss with the same meaning of λ. Fields take
  /// turns, `sweeps` times, and w0 before each.
  ///
  /// - Parameters:
  ///   - task: What to predict.
  ///   - training: The rows, of any fields.
  ///   - damping: λ, in rows, at least 0. The default 5 is the variance within users over that between them which star ratings
  ///     commonly show (empirical; Koren 2008 uses 10 for users and 25 for items).
  ///   - sweeps: Rounds, at least 1; 10 leave changes below the fourth digit (empirical).
  /// - Returns: A machine without factors.
  /// - Throws: `LearningError.emptyTrainingSet`, `.nonFiniteTarget`, `.targetNotBinary` or `.invalidHyperparameter`.
  /// - Complexity: O(rows × fields × sweeps), in double precision, one thread.
  public static func bias(
    _ task: LearningTask, of training: LabeledRows, damping: Double = 5, sweeps: Int = 10
  ) throws(LearningError) -> FactorizationMachine {
    try training.check(for: task)
    guard damping >= 0, damping.isFinite else {
      throw .invalidHyperparameter(name: "damping", value: damping, allowed: "0 or more")
    }
    guard (1...10_000).contains(sweeps) else {
      throw .invalidHyperparameter(name: "sweeps", value: Double(sweeps), allowed: "1 to 10000")
    }
    let fields = FeatureField.fields(of: training.rows, standardizes: true)
    var fit = BiasFit(task: task, training: training, fields: fields, damping: damping)
    for _ in 0..<sweeps { fit.sweep() }
    return try FactorizationMachine(
      task: task, fields: fields, factors: 0, bias: fit.intercept, linear: fit.weights.flatMap { $0.map { Float($0) } },
      latent: [])
  }
}

/// The state of a bias model between turns.
private struct BiasFit {
  let task: LearningTask
  let training: LabeledRows
  let fields: [FeatureField]
  let damping: Double
  var intercept: Double
  var weights: [[Double]]
  private var scores: [Double]

  init(task: LearningTask, training: LabeledRows, fields: [FeatureField], damping: Double) {
    self.task = task
    self.training = training
    self.fields = fields
    self.damping = damping
    intercept = FactorizationMachine.naiveScore(task, training.targets)
    weights = fields.map { [Double](repeating: 0, count: $0.width) }
    scores = [Double](repeating: intercept, count: training.targets.count)
  }

  mutating func sweep() {
    var gradient = 0.0
    var curvature = 0.0
    for row in scores.indices {
      let (g, c) = slopes(row)
      gradient += g
      curvature += c
    }
    // Where all rows are of one class the intercept has no finite optimum: the naive score, which has one, stays.
    if task == .regression || curvature > 0.5 {
      let change = gradient / curvature
      intercept += change
      for row in scores.indices { scores[row] += change }
    }
    for field in fields.indices { fit(field) }
  }

  /// Steepness and curvature of the loss of a row, downhill.
  private func slopes(_ row: Int) -> (Double, Double) {
    if task == .regression { return (training.targets[row] - scores[row], 1) }
    let p = Elementary.sigmoid(scores[row])
    return (training.targets[row] - p, p * (1 - p))
  }

  private mutating func fit(_ field: Int) {
    let (column, kind) = (training.rows.columns[field], fields[field])
    var gradient = [Double](repeating: 0, count: kind.width)
    var curvature = gradient
    var mean = 0.0
    for row in scores.indices {
      let (g, c) = slopes(row)
      mean += c
      column.forEachEntry(of: row) { index, value in
        let x = kind.scaled(value)
        gradient[index] += g * x
        curvature[index] += c * x * x
      }
    }
    // A damping row weighs as much as the mean row, so that λ means the same in both tasks.
    let penalty = damping * mean / Double(scores.count)
    for index in gradient.indices {
      let below = curvature[index] + penalty
      gradient[index] = below > 0 ? (gradient[index] - penalty * weights[field][index]) / below : 0
      weights[field][index] += gradient[index]
    }
    for row in scores.indices {
      column.forEachEntry(of: row) { index, value in scores[row] += gradient[index] * kind.scaled(value) }
    }
  }
}
