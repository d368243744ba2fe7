import ElementaryFunctions

/// A loss of one score against one target.
enum PointwiseLoss: Sendable {
  /// ½ (ŷ − y)²; the curve adds up (ŷ − y)².
  case squared
  /// −ln P(y | ŷ) with P(1 | ŷ) = σ(ŷ), for targets 0 and 1.
  case logistic

  init(_ task: LearningTask) {
    switch task {
    case .regression: self = .squared
    case .classification: self = .logistic
    }
  }

  /// ∂loss / ∂score.
  @inline(__always)
  func slope(score: Float, target: Float) -> Float {
    switch self {
    case .squared: score - target
    case .logistic: Float(Elementary.sigmoid(Double(score))) - target
    }
  }

  /// What the learning curve adds up.
  @inline(__always)
  func loss(score: Float, target: Float) -> Double {
    switch self {
    case .squared:
      let error = Double(score - target)
      return error * error
    case .logistic: return Elementary.logLoss(score: Double(score), isPositive: target > 0.5)
    }
  }
}
