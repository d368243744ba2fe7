import ElementaryFunctions
import ParallelPieces

extension FactorizationMachine {
  /// The naive guess: a machine without features that says the same of every row.
  ///
  /// Regression predicts the mean of the targets; classification the share of ones, as the log-odds
  /// ln((ones + ½) / (zeros + ½)), which stays finite when there is only one class.
  ///
  /// - Throws: `LearningError.emptyTrainingSet`, `.nonFiniteTarget` or `.targetNotBinary`.
  /// - Complexity: O(rows).
  public static func mean(_ task: LearningTask, of training: LabeledRows) throws(LearningError) -> FactorizationMachine
  {
    try training.check(for: task)
    let fields = FeatureField.fields(of: training.rows, standardizes: true)
    return try FactorizationMachine(
      task: task, fields: fields, factors: 0, bias: Self.naiveScore(task, training.targets),
      linear: [Float](repeating: 0, count: fields.reduce(0) { $0 + $1.width }), latent: [])
  }

  /// The best constant score of `targets`.
  static func naiveScore(_ task: LearningTask, _ targets: [Double]) -> Double {
    switch task {
    case .regression:
      return Moments(targets).mean
    case .classification:
      let ones = BlockedSum.of(targets)
      return Elementary.log((ones + 0.5) / (Double(targets.count) - ones + 0.5))
    }
  }
}
