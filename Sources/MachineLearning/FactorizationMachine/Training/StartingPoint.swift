/// The parameters of a machine to begin with, numbered as the new rows number their features, in units of the scaled target.
struct StartingPoint {
  let bias: Double
  /// The features that the machine knows, with their weights and vectors.
  private let parameters: ParameterDraw
  private let ranges: [(from: Int, to: Int, count: Int)]
  private let factors: Int
  private let weightScale: Float
  private let factorScale: Float

  /// log-odds / probit score of the same probability, nearly (Haley 1952).
  private static let logisticPerProbit = 1.702

  /// - Throws: `LearningError.mismatchedFields` or `.invalidHyperparameter` when the machine does not fit.
  init(
    _ machine: FactorizationMachine, task: LearningTask, link: ProbabilityLink, fields: [FeatureField], factors: Int,
    scale: TargetScale
  ) throws(LearningError) {
    if task != machine.task {
      throw .mismatchedFields(expected: machine.task.rawValue, found: task.rawValue)
    }
    if factors != machine.factors {
      throw .invalidHyperparameter(
        name: "factors", value: Double(factors), allowed: "\(machine.factors), as the model to start from has")
    }
    // The mean of draws is no machine of its own: factors may turn and change signs from draw to draw. The last draw is one.
    parameters =
      machine.draws.last ?? ParameterDraw(bias: machine.bias, linear: machine.linear, latent: machine.latent)
    self.factors = factors
    var unit = 1 / scale.scale
    if task == .classification, machine.link != link {
      unit = link == .logistic ? Self.logisticPerProbit : 1 / Self.logisticPerProbit
    }
    bias = (parameters.bias - scale.center) * unit
    weightScale = Float(unit)
    factorScale = Float(unit.squareRoot())
    var to = 0
    ranges = zip(machine.fields, machine.offsets).enumerated().map { index, known in
      defer { to += fields[index].width }
      return (known.1, to, known.0.width)
    }
  }

  /// Calls `body` with every feature that the machine knows, its weight and its vector.
  func forEach(_ body: (_ feature: Int, _ weight: Float, _ vector: [Float]) -> Void) {
    for (from, to, count) in ranges {
      for index in 0..<count {
        let vector = parameters.latent[(from + index) * factors..<(from + index + 1) * factors].map { $0 * factorScale }
        body(to + index, parameters.linear[from + index] * weightScale, vector)
      }
    }
  }
}

extension FactorizationMachine {
  /// The fields of `rows`, which may have more codes than this machine knows: users and items that came since.
  ///
  /// - Throws: `LearningError.mismatchedFields` when the kinds differ, or a field has fewer codes than the machine.
  func fieldsExtended(to rows: FeatureRows) throws(LearningError) -> [FeatureField] {
    var extended: [FeatureField] = []
    for (field, column) in zip(fields, rows.columns) {
      switch (field, column) {
      case (.oneHot(let known), .oneHot(_, let cardinality)) where cardinality >= known:
        extended.append(.oneHot(cardinality: cardinality))
      case (.bag(let known), .bag(let bags)) where bags.cardinality >= known:
        extended.append(.bag(cardinality: bags.cardinality))
      case (.numeric, .numeric): extended.append(field)
      default: break
      }
    }
    if extended.count != fields.count || rows.columns.count != fields.count {
      // Says which field it is.
      _ = try FeatureLayout(rows, fields: fields)
      throw .mismatchedFields(expected: "\(fields)", found: "\(extended)")
    }
    return extended
  }
}
