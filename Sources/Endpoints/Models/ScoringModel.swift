import MachineLearning
import ParallelPieces

/// A regressor or a classifier as an endpoint answers with it.
public struct ScoringModel: Sendable {
  public let predictor: VectorPredictor
  /// Names of the features, in the order of their columns.
  public let features: [String]
  /// Least probability that counts as yes; nil for a regressor.
  public let threshold: Double?

  public init(_ machine: FactorizationMachine, features: [String], threshold: Double = 0.5) {
    predictor = VectorPredictor(machine)
    self.features = features
    self.threshold = machine.task == .classification ? threshold : nil
  }

  /// Rows that a thread scores at a time (empirical: fewer cost more to hand out than to score).
  private static let pieceLength = 256

  /// The prediction for each row.
  ///
  /// - Throws: `RequestFault` 400 when a row's values are so great that its score is no finite number.
  /// - Complexity: O(entries × factors); the same bits for any number of threads.
  public func scores(_ rows: FeatureVectors, threads: Int) throws(RequestFault) -> [Double] {
    let predictor = predictor
    let scores: [Double]
    if rows.count <= Self.pieceLength {
      scores = (0..<rows.count).map { rows.withRow($0) { predictor.predict(keys: $0, values: $1) } }
    } else {
      scores = Pieces.map(rows.count, length: Self.pieceLength, threads: threads) { range in
        range.map { rows.withRow($0) { predictor.predict(keys: $0, values: $1) } }
      }.flatMap { $0 }
    }
    if let bad = scores.firstIndex(where: { !$0.isFinite }) {
      throw .malformed("row \(bad + 1): the score is no finite number", advice: "its features are too great")
    }
    return scores
  }

  /// Appends a row's answer as a line of JSON, with its end.
  public func appendLine(_ score: Double, to bytes: inout [UInt8]) {
    ScoreAnswers.append(score, threshold, to: &bytes)
    bytes.append(0x0A)
  }

  /// The columns of each feature, in words: "user: 0..<5000, item: 5000..<97122".
  public var layout: String {
    zip(features, predictor.spans).map { name, span in
      span.count == 1 ? "\(name): \(span.lowerBound)" : "\(name): \(span.lowerBound)..<\(span.upperBound)"
    }.joined(separator: ", ")
  }
}
