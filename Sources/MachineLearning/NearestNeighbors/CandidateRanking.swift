/// The best items of users, without those that are no candidates.
public enum CandidateRanking {
  /// For each query the `count` items of greatest inner product, best first, that are not in `excluded`; fewer if there are no more.
  ///
  /// Of equal products the smaller id comes first. `excluded` holds each query's items that are no candidates, such as what the user
  /// rated in training; ids that are no items count for nothing.
  ///
  /// - Throws: as `NeighborSearch`; `LearningError.mismatchedLengths` when there are not as many sets as queries.
  /// - Complexity: that of a search for `count` neighbours, more for queries with more excluded items.
  public static func best(
    _ count: Int, of items: Vectors, for queries: Vectors, excluding excluded: [Set<Int32>], threads: Int = 1,
    observer: TrainingObserver = .init()
  ) throws(LearningError) -> [[Int32]] {
    if count < 1 { throw .invalidHyperparameter(name: "count", value: Double(count), allowed: "at least 1") }
    if excluded.count != queries.count {
      throw .mismatchedLengths(what: "sets of excluded items", expected: queries.count, found: excluded.count)
    }
    let search = try NeighborSearch(items, metric: .innerProduct)
    var lists = [[Int32]](repeating: [], count: queries.count)
    // Queries with about as many excluded items are searched together, so that a few with very many do not make all lists long.
    let classes = Dictionary(grouping: 0..<queries.count) { excluded[$0].count.bitLength }
    var done = 0
    for size in classes.keys.sorted() {
      let rows = classes[size] ?? []
      let begun = done
      let part = TrainingObserver(
        onProgress: { observer.onProgress((Double(begun) + $0 * Double(rows.count)) / Double(queries.count)) },
        isCancelled: observer.isCancelled)
      let longest = rows.lazy.map { excluded[$0].count }.max() ?? 0
      let found = try search.nearest(
        to: try queries.gathering(rows), count: count + longest, threads: threads, observer: part)
      for (place, row) in rows.enumerated() {
        lists[row] = Array(found.ids(of: place).lazy.filter { !excluded[row].contains($0) }.prefix(count))
      }
      done += rows.count
    }
    return lists
  }
}

extension Int {
  /// Number of binary digits; 0 of 0.
  fileprivate var bitLength: Int { bitWidth - leadingZeroBitCount }
}
