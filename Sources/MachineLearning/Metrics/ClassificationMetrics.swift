import ElementaryFunctions
import ParallelPieces

/// How good predicted probabilities of a binary label are.
public struct ClassificationMetrics: Sendable, Equatable {
  /// Probabilities at or above this were called positive.
  public let threshold: Double
  /// The confusion matrix, with accuracy, precision, recall and F1.
  public let confusion: ConfusionCounts
  /// Area under the receiver operating characteristic; nil when a class has no row.
  public let auc: Double?
  /// Mean of −ln P(label); nil without rows.
  public let logLoss: Double?
  /// Least and greatest probability.
  public let predictions: Extremes?

  /// Probabilities are kept this far from 0 and 1 in the log loss, so that one certain error does not make it infinite: the
  /// distance of 1 to the next smaller number, as in scikit-learn.
  public static let closest = 0x1p-52

  /// Compares `probabilities` with `labels` in O(n log n).
  ///
  /// - Throws: `LearningError.mismatchedLengths`.
  public init(
    probabilities: [Double], labels: [Bool], threshold: Double = 0.5, threads: Int = 1
  ) throws(LearningError) {
    confusion = try ConfusionCounts(probabilities: probabilities, labels: labels, threshold: threshold)
    auc = try AreaUnderCurve.of(scores: probabilities, labels: labels)
    self.threshold = threshold
    predictions = Extremes(probabilities)
    guard !labels.isEmpty else {
      logLoss = nil
      return
    }
    let sum = BlockedSum.of(count: labels.count, threads: threads) { row in
      let right = labels[row] ? probabilities[row] : 1 - probabilities[row]
      return -Elementary.log(min(max(right, Self.closest), 1 - Self.closest))
    }
    logLoss = sum / Double(labels.count)
  }
}
