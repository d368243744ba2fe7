/// How strongly parameters are drawn to zero.
///
/// The objective's penalty of a vᵢ that n rows have is (shrinkage + regularization n) / 2 |vᵢ|². The first part is a normal
/// prior, and governs features with few rows; the second grows with the rows (Zhou et al. 2008), and governs the others. A
/// step against one row takes its share, shrinkage / n + regularization.
///
/// Settings are meant for targets of unit variance. On the log-odds scale, where the loss is multiplied by `lossScale` s (the
/// inverse variance of the label), a weight of the same strength is √s times as long, and so is a product of two factors:
/// the penalty of w is s λ / s = λ then, that of V s λ / √s = √s λ.
struct Penalty {
  private let linear: (shrinkage: Double, regularization: Double)
  private let factors: (shrinkage: Double, regularization: Double)

  /// Bound of a row's share: a step of length η ≤ 1 then cannot overshoot zero by more than it was away (empirical).
  private static let greatestShare = 10.0

  init(_ options: StochasticGradientOptions, lossScale: Double) {
    linear = (options.linearShrinkage, options.linearRegularization)
    let scale = lossScale.squareRoot()
    factors = (options.factorShrinkage * scale, options.factorRegularization * scale)
  }

  /// Writes every feature's share of a row beside its parameters.
  func write(to parameters: TrainingParameters, layout: FeatureLayout) {
    for (field, column) in layout.rows.columns.enumerated() {
      var counts = [Int](repeating: 0, count: layout.fields[field].width)
      switch column {
      case .oneHot(let codes, _):
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
      case .numeric(let values):
        counts[0] = values.count
      case .bag(let bags):
        for code in bags.codes { counts[Int(code)] += 1 }
      }
      for (code, count) in counts.enumerated() {
        let row = parameters.base + (layout.offsets[field] + code) * parameters.stride + parameters.width
        row[TrainingParameters.weightPenalty] = share(linear, count)
        row[TrainingParameters.factorPenalty] = share(factors, count)
      }
    }
  }

  private func share(_ penalty: (shrinkage: Double, regularization: Double), _ count: Int) -> Float {
    Float(min(Self.greatestShare, penalty.shrinkage / Double(max(1, count)) + penalty.regularization))
  }
}
