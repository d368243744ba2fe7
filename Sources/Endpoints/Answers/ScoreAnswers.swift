import Tables

/// The answers of a regressor or a classifier in each form: `{"predictions": [{"score": 3.9}]}`, and `predicted_label` of a classifier.
struct ScoreAnswers {
  let scores: [Double]
  /// Least probability that counts as yes; nil for a regressor.
  let threshold: Double?

  func bytes(_ format: PayloadFormat) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scores.count * 48 + 32)
    switch format {
    case .json:
      bytes += "{\"predictions\": [".utf8
      for (row, score) in scores.enumerated() {
        if row > 0 { bytes.append(", ") }
        Self.append(score, threshold, to: &bytes)
      }
      bytes += "]}".utf8
    case .jsonlines:
      for score in scores {
        Self.append(score, threshold, to: &bytes)
        bytes.append(0x0A)
      }
    case .recordio:
      for score in scores {
        var labels = [("score", [Float(score)])]
        if let threshold { labels.append(("predicted_label", [score >= threshold ? 1 : 0])) }
        RecordIOWriter.append(labels: labels, to: &bytes)
      }
    }
    return bytes
  }

  /// `{"score": 0.75, "predicted_label": 1}`
  static func append(_ score: Double, _ threshold: Double?, to bytes: inout [UInt8]) {
    bytes.append("{\"score\": ")
    JSONNumber.append(score, to: &bytes)
    if let threshold { bytes.append(score >= threshold ? ", \"predicted_label\": 1" : ", \"predicted_label\": 0") }
    bytes.append(UInt8(ascii: "}"))
  }
}
