/// Finds the nearest of each query's candidates: all items but some.
public struct CandidateSearch: Sendable {
  /// What a query found.
  public struct Found: Sendable, Equatable {
    /// Candidates, nearest first; of equally near ones the smaller id first.
    public var ids: [Int32]
    /// Their inner products, cosines or distances.
    public var values: [Float]
    /// How near the last item is that was looked at, candidate or not: there may be more that are as near, and none that are
    /// nearer. nil when all candidates are found.
    public var floor: Float?
  }

  private let search: NeighborSearch
  private let items: Int

  /// - Throws: `LearningError.emptyTrainingSet` without items.
  public init(_ items: Vectors, metric: NeighborMetric) throws(LearningError) {
    search = try NeighborSearch(items, metric: metric)
    self.items = items.count
  }

  /// At least the `count` nearest candidates of each query, or all if there are fewer.
  ///
  /// `excluded` holds each query's items that are no candidates; ids that are no items count for nothing.
  ///
  /// - Throws: as `NeighborSearch`; `LearningError.mismatchedLengths` when there are not as many sets as queries.
  /// - Complexity: that of a search for `count` neighbours, more for queries with more excluded items.
  public func nearest(
    to queries: Vectors, count: Int, excluding excluded: [Set<Int32>], threads: Int = 1,
    observer: TrainingObserver = .init()
  ) throws(LearningError) -> [Found] {
    if count < 1 { throw .invalidHyperparameter(name: "count", value: Double(count), allowed: "at least 1") }
    if excluded.count != queries.count {
      throw .mismatchedLengths(what: "sets of excluded items", expected: queries.count, found: excluded.count)
    }
    var found = [Found](repeating: Found(ids: [], values: [], floor: nil), count: queries.count)
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
      let wanted = min(items, count) + min(items, longest)
      let neighbours = try search.nearest(
        to: try queries.gathering(rows), count: wanted, threads: threads, observer: part)
      for (place, row) in rows.enumerated() {
        let (ids, values) = (neighbours.ids(of: place), neighbours.values(of: place))
        for (id, value) in zip(ids, values) where !excluded[row].contains(id) {
          found[row].ids.append(id)
          found[row].values.append(value)
        }
        found[row].floor = neighbours.count < items ? values.last : nil
      }
      done += rows.count
    }
    return found
  }
}

extension Int {
  /// Number of binary digits; 0 of 0.
  fileprivate var bitLength: Int { bitWidth - leadingZeroBitCount }
}
