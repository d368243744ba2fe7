import ParallelPieces

/// How far predicted numbers are from the true ones.
public struct RegressionMetrics: Sendable, Equatable {
  /// Number of rows.
  public let count: Int
  /// Mean squared error, Σ (ŷ − y)² / n; nil without rows.
  public let mse: Double?
  /// Root of the mean squared error, in the target's unit.
  public let rmse: Double?
  /// Mean absolute error, Σ |ŷ − y| / n.
  public let mae: Double?
  /// 1 − Σ (ŷ − y)² / Σ (y − ȳ)²; nil when all targets are equal.
  public let rSquared: Double?
  /// Least and greatest prediction.
  public let predictions: Extremes?
  /// Least and greatest target.
  public let targets: Extremes?

  /// Compares `predictions` with `targets` in O(n), sums in double precision and fixed order.
  ///
  /// - Throws: `LearningError.mismatchedLengths`.
  public init(predictions: [Double], targets: [Double], threads: Int = 1) throws(LearningError) {
    if predictions.count != targets.count {
      throw .mismatchedLengths(what: "predictions", expected: targets.count, found: predictions.count)
    }
    count = targets.count
    self.predictions = Extremes(predictions)
    self.targets = Extremes(targets)
    guard !targets.isEmpty else {
      (mse, rmse, mae, rSquared) = (nil, nil, nil, nil)
      return
    }
    let n = Double(targets.count)
    let squares = BlockedSum.of(count: targets.count, threads: threads) {
      let error = predictions[$0] - targets[$0]
      return error * error
    }
    let deviation = Moments(targets).deviation
    mse = squares / n
    rmse = (squares / n).squareRoot()
    mae = BlockedSum.of(count: targets.count, threads: threads) { abs(predictions[$0] - targets[$0]) } / n
    rSquared = deviation > 0 ? 1 - squares / n / (deviation * deviation) : nil
  }
}

/// The least and the greatest of some numbers.
public struct Extremes: Sendable, Equatable {
  public let least: Double
  public let greatest: Double

  /// The extremes of `values`; nil when there are none, or when one is NaN.
  public init?(_ values: [Double]) {
    guard var least = values.first else { return nil }
    var greatest = least
    for value in values {
      if value.isNaN { return nil }
      if value < least { least = value }
      if value > greatest { greatest = value }
    }
    self.least = least
    self.greatest = greatest
  }
}
