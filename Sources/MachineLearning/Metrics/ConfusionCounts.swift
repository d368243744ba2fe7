/// Predictions of a binary classifier against the truth, counted.
///
/// A rate whose denominator is zero is nil: there is no precision where nothing was called positive.
public struct ConfusionCounts: Sendable, Equatable {
  public let truePositives: Int
  public let falsePositives: Int
  public let falseNegatives: Int
  public let trueNegatives: Int

  /// Given counts.
  public init(truePositives: Int, falsePositives: Int, falseNegatives: Int, trueNegatives: Int) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
    self.trueNegatives = trueNegatives
  }

  /// Counts `probabilities` at or above `threshold` as positive, in O(n).
  ///
  /// - Throws: `LearningError.mismatchedLengths`.
  public init(probabilities: [Double], labels: [Bool], threshold: Double = 0.5) throws(LearningError) {
    if probabilities.count != labels.count {
      throw .mismatchedLengths(what: "probabilities", expected: labels.count, found: probabilities.count)
    }
    var counts = [0, 0, 0, 0]
    for (probability, label) in zip(probabilities, labels) {
      counts[(probability >= threshold ? 2 : 0) + (label ? 1 : 0)] += 1
    }
    self.init(
      truePositives: counts[3], falsePositives: counts[2], falseNegatives: counts[1], trueNegatives: counts[0])
  }

  /// All rows.
  public var count: Int { truePositives + falsePositives + falseNegatives + trueNegatives }
  /// Rows that are positive.
  public var positives: Int { truePositives + falseNegatives }
  /// (TP + TN) / all.
  public var accuracy: Double? { Self.ratio(truePositives + trueNegatives, count) }
  /// TP / (TP + FP): how many of those called positive are.
  public var precision: Double? { Self.ratio(truePositives, truePositives + falsePositives) }
  /// TP / (TP + FN): how many of the positives were found.
  public var recall: Double? { Self.ratio(truePositives, positives) }
  /// TN / (TN + FP): how many of the negatives were left alone.
  public var specificity: Double? { Self.ratio(trueNegatives, trueNegatives + falsePositives) }
  /// 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall.
  public var f1: Double? { Self.ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives) }
  /// Accuracy of a classifier that always says yes: the share of positives.
  public var alwaysYesAccuracy: Double? { Self.ratio(positives, count) }

  private static func ratio(_ part: Int, _ whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }
}
