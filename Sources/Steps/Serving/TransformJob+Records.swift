import Endpoints
import Files
import Foundation
import MachineLearning

extension TransformJob {
  /// A score for every record of a RecordIO-protobuf file, as `export` writes it: `{"score": 3.9}`.
  ///
  /// The file is mapped, not read into memory; a first pass over its frames counts them.
  ///
  /// - Throws: `RequestFault` for the first record that is at fault, also when the lines are asked for.
  public static func scores(of model: Model, records path: String, threshold: Double = 0.5) throws -> TransformJob {
    let scoring = model.scoring(threshold: threshold)
    let file = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    let length = 1 << 14
    // Where each piece begins.
    var starts: [Int] = []
    let count = try file.withUnsafeBytes { bytes in
      var records = RecordRows(bytes, width: scoring.predictor.width)
      var count = 0
      repeat {
        if count % length == 0 { starts.append(records.offset) }
        count += 1
      } while try records.skip()
      return count - 1
    }
    var digest = StreamDigest(.xxh128)
    digest.update("records 1 \(scoring.threshold.map { "\($0)" } ?? "")")
    model.update(&digest)
    file.withUnsafeBytes { digest.update($0) }
    let pieces = starts
    return TransformJob(count: count, unit: "rows", digest: digest.hexadecimal(), pieceLength: length) {
      range, threads, _ in
      let rows = try file.withUnsafeBytes { bytes in
        var records = RecordRows(bytes, width: scoring.predictor.width, offset: pieces[range.lowerBound / length])
        // What was resumed may begin inside a piece.
        for _ in 0..<range.lowerBound % length { _ = try records.skip() }
        return try records.take(range.count, first: range.lowerBound)
      }
      var lines: [UInt8] = []
      for score in try scoring.scores(rows, threads: threads) { scoring.appendLine(score, to: &lines) }
      return lines
    }
  }
}
