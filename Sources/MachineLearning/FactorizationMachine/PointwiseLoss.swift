/// A loss of one score against one target.
protocol PointwiseLoss: SendableMetatype {
  /// ∂loss / ∂score.
  static func slope(score: Float, target: Float) -> Float
  /// What the learning curve adds up.
  static func loss(score: Float, target: Float) -> Double
}

/// ½ (ŷ − y)²; the curve adds up (ŷ − y)².
enum SquaredLoss: PointwiseLoss {
  @inline(__always)
  static func slope(score: Float, target: Float) -> Float {
    score - target
  }

  @inline(__always)
  static func loss(score: Float, target: Float) -> Double {
    let error = Double(score - target)
    return error * error
  }
}

/// −ln P(y | ŷ) with P(1 | ŷ) = σ(ŷ), for targets 0 and 1.
enum LogisticLoss: PointwiseLoss {
  @inline(__always)
  static func slope(score: Float, target: Float) -> Float {
    Float(Elementary.sigmoid(Double(score))) - target
  }

  @inline(__always)
  static func loss(score: Float, target: Float) -> Double {
    Elementary.logLoss(score: Double(score), isPositive: target > 0.5)
  }
}
