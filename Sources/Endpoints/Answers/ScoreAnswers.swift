import Tables

/// The answers of a regressor or a classifier in each form: `{"predictions": [{"score": 3.9}]}`, and `predicted_label` of a classifier.
struct ScoreAnswers {
  let scores: [Double]
  /// Least probability that counts as yes; nil for a regressor.
  let threshold: Double?

  func bytes(_ format: PayloadFormat) -> [UInt8] {
    format.bytes(scores.indices) { row, bytes in
      Self.append(scores[row], threshold, to: &bytes)
    } labels: { row in
      var labels = [("score", [Float(scores[row])])]
      if let threshold { labels.append(("predicted_label", [scores[row] >= threshold ? 1 : 0])) }
      return labels
    }
  }

  /// `{"score": 0.75, "predicted_label": 1}`
  static func append(_ score: Double, _ threshold: Double?, to bytes: inout [UInt8]) {
    bytes.append("{\"score\": ")
    JSONNumber.append(score, to: &bytes)
    if let threshold { bytes.append(score >= threshold ? ", \"predicted_label\": 1" : ", \"predicted_label\": 0") }
    bytes.append(UInt8(ascii: "}"))
  }
}
