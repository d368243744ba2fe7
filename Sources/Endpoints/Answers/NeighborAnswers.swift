import MachineLearning
import Tables

/// The answers of a search for neighbours, as the managed service has them: the nearest item's number as `predicted_label`, and with
/// `verbose=true` all `labels` and `distances`, nearest first.
struct NeighborAnswers {
  let neighbors: Neighbors
  /// Those of the search's queries that are answered about.
  let rows: Range<Int>
  let isVerbose: Bool

  func bytes(_ format: PayloadFormat) -> [UInt8] {
    format.bytes(rows, append) { row in
      let ids = neighbors.ids(of: row).map { Float($0) }
      var labels = [("predicted_label", Array(ids.prefix(1)))]
      if isVerbose { labels += [("labels", ids), ("distances", Array(neighbors.values(of: row)))] }
      return labels
    }
  }

  private func append(_ row: Int, _ bytes: inout [UInt8]) {
    let nearest = neighbors.ids(of: row).first.map { Double($0).description } ?? "null"
    guard isVerbose else {
      bytes += "{\"predicted_label\": \(nearest)}".utf8
      return
    }
    NeighborLines.append(
      labels: neighbors.ids(of: row).map { Int($0) }, distances: neighbors.values(of: row).map { Double($0) },
      asDecimals: true, to: &bytes)
    // Behind labels and distances, within the same braces.
    bytes.removeLast()
    bytes += ", \"predicted_label\": \(nearest)}".utf8
  }
}
