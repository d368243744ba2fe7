import ElementaryFunctions
import ParallelPieces

/// The weights with which the scores of several models are added up to predict best.
public enum EnsembleWeights {
  /// Steps of Newton's method, and rounds of exchanges in each (bounds; a few of both are enough).
  private static let steps = 50
  private static let rounds = 10_000

  /// Weights of least loss, none negative, whose sum is 1.
  ///
  /// Regression: least squares, as for combined forecasts (Bates & Granger 1969); classification: least log loss of the sigmoid of
  /// the summed log-odds. That no weight is negative keeps models that are much alike from being played off against each
  /// other (Breiman 1996); that they add up to 1 keeps the level of the predictions.
  ///
  /// `scores` are those of each model for the rows of `targets`, which must be rows that no model was trained on, nor rows that the
  /// ensemble is to be judged by.
  ///
  /// - Throws: `LearningError.emptyTrainingSet` without rows or models, `.mismatchedLengths`, `.nonFiniteTarget`, or
  ///   `.diverged` when a score is not finite.
  /// - Complexity: O(rows × models²) a step.
  public static func fit(
    scores: [[Double]], targets: [Double], task: LearningTask, threads: Int = 1
  ) throws(LearningError) -> [Double] {
    if scores.isEmpty || targets.isEmpty { throw .emptyTrainingSet }
    for model in scores {
      if model.count != targets.count {
        throw .mismatchedLengths(what: "scores", expected: targets.count, found: model.count)
      }
      if !model.allSatisfy(\.isFinite) { throw .diverged(epoch: 1) }
    }
    if let row = targets.firstIndex(where: { !$0.isFinite }) { throw .nonFiniteTarget(row: row, value: targets[row]) }
    var weights = [Double](repeating: 1 / Double(scores.count), count: scores.count)
    switch task {
    case .regression:
      // With weights that add up to 1, the error of the sum is the sum of the errors.
      let errors = scores.map { zip($0, targets).map { $0 - $1 } }
      let matrix = products(errors, errors, threads: threads) { _ in 1 }
      minimize(matrix, [Double](repeating: 0, count: scores.count), from: &weights)
    case .classification:
      newton(scores, targets, threads: threads, from: &weights)
    }
    return weights
  }

  /// Newton's method for the log loss; every step minimizes its quadratic approximation over the weights allowed.
  private static func newton(_ scores: [[Double]], _ targets: [Double], threads: Int, from weights: inout [Double]) {
    func sums(_ weights: [Double]) -> [Double] {
      targets.indices.map { row in zip(weights, scores).reduce(0) { $0 + $1.0 * $1.1[row] } }
    }
    func loss(_ sums: [Double]) -> Double {
      BlockedSum.of(count: sums.count, threads: threads) { row in
        // ln(1 + eˢ) − y s, without overflow.
        max(sums[row], 0) + Elementary.log(1 + Elementary.exp(-abs(sums[row]))) - targets[row] * sums[row]
      }
    }
    var best = loss(sums(weights))
    for _ in 0..<steps {
      let chances = sums(weights).map(Elementary.sigmoid)
      let matrix = products(scores, scores, threads: threads) { max(chances[$0] * (1 - chances[$0]), 1e-12) }
      let slope = scores.map { model in
        BlockedSum.of(count: targets.count, threads: threads) { model[$0] * (chances[$0] - targets[$0]) }
      }
      // ½ aᵀHa − bᵀa with b = H a₀ − slope.
      let linear = matrix.indices.map { i in zip(matrix[i], weights).reduce(-slope[i]) { $0 + $1.0 * $1.1 } }
      var target = weights
      minimize(matrix, linear, from: &target)
      var length = 1.0
      var isBetter = false
      while !isBetter, length > 1e-6 {
        let trial = zip(weights, target).map { $0 + length * ($1 - $0) }
        let found = loss(sums(trial))
        if found < best {
          (weights, best, isBetter) = (trial, found, true)
        }
        length /= 2
      }
      if !isBetter { return }
    }
  }

  /// Σ weight × a × b over the rows, for every pair of columns.
  private static func products(
    _ a: [[Double]], _ b: [[Double]], threads: Int, _ weight: @Sendable (Int) -> Double
  ) -> [[Double]] {
    a.map { left in
      b.map { right in
        BlockedSum.of(count: left.count, threads: threads) { weight($0) * left[$0] * right[$0] }
      }
    }
  }

  /// Minimizes ½ aᵀHa − bᵀa by moving weight between two entries at a time, each time as far as is best (Platt 1998).
  private static func minimize(_ matrix: [[Double]], _ linear: [Double], from weights: inout [Double]) {
    for _ in 0..<rounds {
      var moved = 0.0
      for i in weights.indices {
        for j in 0..<i {
          let slope = weights.indices.reduce(linear[j] - linear[i]) {
            $0 + (matrix[i][$1] - matrix[j][$1]) * weights[$1]
          }
          let curvature = matrix[i][i] + matrix[j][j] - 2 * matrix[i][j]
          // Models that predict alike are worth alike: nothing to move.
          if !(curvature > 1e-12 * (matrix[i][i] + matrix[j][j])) { continue }
          let step = min(max(-slope / curvature, -weights[i]), weights[j])
          weights[i] += step
          weights[j] -= step
          moved = max(moved, abs(step))
        }
      }
      if moved < 1e-13 { return }
    }
  }
}
