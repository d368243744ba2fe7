import Files
import JSONText

/// Writes the neighbours of each query as a line of JSON: `{"labels": [3, 7], "distances": [0.5, 0.75]}`.
///
/// The keys are those of the managed nearest-neighbour service's verbose output, nearest first. Labels are the numbers of items,
/// and so whole numbers; `asDecimals` writes them with a point, as the service itself answers.
public enum NeighborLines {
  /// Writes `queries` lines of `count` neighbours, which stand one after the other in `labels` and `distances`.
  ///
  /// A distance that is not finite is null. Throws `Diagnostic`, or `CancellationError`; nothing is left behind then.
  @discardableResult
  public static func write(
    queries: Int, count: Int, labels: [Int], distances: [Double], to path: String, progress: ((Int) -> Void)? = nil,
    isCancelled: (() -> Bool)? = nil
  ) throws -> FileDigest {
    precondition(labels.count == queries * count && distances.count == labels.count, "count neighbours a query")
    return try FileExport.write(0..<queries, to: path, progress: progress, isCancelled: isCancelled) { query, bytes in
      let places = query * count..<(query + 1) * count
      append(labels: labels[places], distances: distances[places], to: &bytes)
      bytes.append(0x0A)
    }
  }

  /// Appends a query's neighbours, without the end of a line.
  public static func append(
    labels: some Sequence<Int>, distances: some Sequence<Double>, asDecimals: Bool = false, to bytes: inout [UInt8]
  ) {
    bytes += "{\"labels\": [".utf8
    bytes += labels.map { asDecimals ? "\(Double($0))" : "\($0)" }.joined(separator: ", ").utf8
    bytes += "], \"distances\": [".utf8
    bytes += distances.map(JSON.number).joined(separator: ", ").utf8
    bytes += "]}".utf8
  }
}
