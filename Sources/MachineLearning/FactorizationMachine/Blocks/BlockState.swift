import RandomStreams

/// The rows and parameters of a fit that draws feature by feature, laid out as its fields allow.
enum BlockState {
  case pairs(PairState)
  case rows(RowState)

  /// Pairs where all rows have both of two one-hot fields, as users and items do; the general layout otherwise.
  init(_ layout: FeatureLayout, targets: [Float], parameters: SampledParameters, threads: Int) {
    if let pair = layout.pair, pair.first.allSatisfy({ $0 >= 0 }), pair.second.allSatisfy({ $0 >= 0 }) {
      self = .pairs(PairState(pair, layout: layout, targets: targets, parameters: parameters, threads: threads))
    } else {
      self = .rows(RowState(layout: layout, targets: targets, parameters: parameters, threads: threads))
    }
  }

  /// How many numbers it has for rows: the sum of each row's vectors, unless pairs have a form that needs none.
  static func numbersHeld(for rows: LabeledRows, factors: Int) -> Double {
    rows.rows.columns.count > 2 ? Double(rows.targets.count) * Double(factors) : 0
  }

  /// Replaces the targets; residuals follow with the next `begin`.
  func setTargets(_ targets: [Float]) {
    switch self {
    case .pairs(let state): state.setTargets(targets)
    case .rows(let state): state.setTargets(targets)
    }
  }

  /// Prepares a pass over the fields with a given w0.
  func begin(bias: Double) {
    if case .rows(let state) = self { state.refresh(bias: bias) }
  }

  /// Draws the parameters of a field, their conditional means without `keys`, and returns Σ e² and Σ e over all rows; `means`
  /// gets the means beside the draws.
  func draw(
    field: Int, prior: FieldPrior, precision: Double, bias: Double, keys: RandomStream?,
    means: SampledParameters? = nil
  ) -> (squares: Double, sum: Double) {
    switch self {
    case .pairs(let state):
      state.draw(field: field, prior: prior, precision: precision, bias: bias, keys: keys, means: means)
    case .rows(let state): state.draw(field: field, prior: prior, precision: precision, keys: keys, means: means)
    }
  }
}
