/// The area under the receiver operating characteristic.
///
/// It is the probability that a positive row scores above a negative one, ties counting one half (Hanley & McNeil 1982):
/// AUC = (Σ ranks of positives − P (P + 1) / 2) / (P N), with mid-ranks for equal scores.
public enum AreaUnderCurve {
  /// The area for `scores` of rows with `labels`; nil when a class has no row or a score is NaN.
  ///
  /// - Throws: `LearningError.mismatchedLengths`.
  /// - Complexity: O(n log n); exact in integers, so that order and threads do not matter.
  public static func of(scores: [Double], labels: [Bool]) throws(LearningError) -> Double? {
    if scores.count != labels.count {
      throw .mismatchedLengths(what: "scores", expected: labels.count, found: scores.count)
    }
    if scores.contains(where: \.isNaN) { return nil }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    // Twice the number of pairs that are in order, ties counting once.
    var doubledPairs = 0
    var negativesBelow = 0
    var start = 0
    while start < order.count {
      var end = start
      var positives = 0
      while end < order.count, scores[order[end]] == scores[order[start]] {
        if labels[order[end]] { positives += 1 }
        end += 1
      }
      let negatives = end - start - positives
      doubledPairs += positives * (2 * negativesBelow + negatives)
      negativesBelow += negatives
      start = end
    }
    let positives = labels.count - negativesBelow
    guard positives > 0, negativesBelow > 0 else { return nil }
    return Double(doubledPairs) / (2 * Double(positives) * Double(negativesBelow))
  }
}
