import ParallelPieces

/// Runs a search piece by piece of the queries and collects what each query found.
struct NeighborCollection {
  let queries: Vectors
  let kept: Int
  let metric: NeighborMetric

  /// The neighbours that `search` finds for the queries of each piece; `search` must offer at least `kept` items to each.
  ///
  /// - Throws: `LearningError.cancelled`.
  func collect(
    threads: Int, observer: TrainingObserver, _ search: @Sendable (inout QueryPiece) -> Void
  ) throws(LearningError) -> Neighbors {
    let squares = queries.squaredLengths
    // Queries of nearly the same length are done with the same panels.
    let order = (0..<queries.count).sorted { squares[$0] != squares[$1] ? squares[$0] > squares[$1] : $0 < $1 }
    let length = QueryPiece.length(kept: kept)
    let pieces = Pieces.count(queries.count, length: length)
    var ids = [Int32](repeating: 0, count: queries.count * kept)
    var values = [Float](repeating: 0, count: queries.count * kept)
    ids.withUnsafeMutableBufferPointer { ids in
      values.withUnsafeMutableBufferPointer { values in
        nonisolated(unsafe) let (ids, values) = (ids, values)
        Pieces.forEach(pieces, threads: threads) { number in
          if observer.isCancelled() { return }
          let rows = Array(order[Pieces.range(of: number, length: length, count: queries.count)])
          var piece = QueryPiece(queries, rows: rows, squares: squares, kept: kept, metric: metric)
          defer { piece.deallocate() }
          search(&piece)
          for (place, row) in rows.enumerated() {
            for (rank, key) in piece.best(at: place).enumerated() {
              ids[row * kept + rank] = key.id
              values[row * kept + rank] = metric == .euclidean ? (-key.score).squareRoot() : key.score
            }
          }
          observer.onProgress(Double(number + 1) / Double(pieces))
        }
      }
    }
    if observer.isCancelled() { throw .cancelled }
    return Neighbors(queries: queries.count, count: kept, ids: ids, values: values)
  }
}
