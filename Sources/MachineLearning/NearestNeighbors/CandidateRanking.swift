/// Rankings of each user's candidates by inner product: all items but some.
public enum CandidateRanking {
  /// Where each query's relevant candidates stand, as far as the first `places` places go.
  ///
  /// - Parameters:
  ///   - relevant: ids of items that are candidates.
  ///   - excluded: ids of items that are not, such as what the user rated in training.
  /// - Throws: as `CandidateSearch`; `LearningError.invalidHyperparameter` for `places` below 1, `.mismatchedLengths` when there are
  ///   not as many sets as queries.
  /// - Complexity: that of a `CandidateSearch` for `places` items; a query is searched for more when relevant ones are tied where its
  ///   list ends.
  public static func places(
    of relevant: [Set<Int32>], upTo places: Int, among items: Vectors, for queries: Vectors,
    excluding excluded: [Set<Int32>], threads: Int = 1, observer: TrainingObserver = .init()
  ) throws(LearningError) -> [RelevantPlaces] {
    if places < 1 { throw .invalidHyperparameter(name: "places", value: Double(places), allowed: "at least 1") }
    if relevant.count != queries.count {
      throw .mismatchedLengths(what: "sets of relevant items", expected: queries.count, found: relevant.count)
    }
    if excluded.count != queries.count {
      throw .mismatchedLengths(what: "sets of excluded items", expected: queries.count, found: excluded.count)
    }
    let search = try CandidateSearch(items, metric: .innerProduct)
    var answers = [RelevantPlaces](repeating: RelevantPlaces(groups: [], relevant: 0), count: queries.count)
    var rows = Array(0..<queries.count)
    // Each round that is needed looks further, and one that looks at all items leaves nobody out.
    let shortest = min(places, items.count)
    var count = shortest
    while !rows.isEmpty {
      var tied: [Int] = []
      // Long lists take memory, so that only so many are made at a time.
      let step = max(1, (1 << 24) / count)
      let isFirst = count == shortest
      for start in stride(from: 0, to: rows.count, by: step) {
        let part = Array(rows[start..<min(rows.count, start + step)])
        let (begun, total) = (start, rows.count)
        let found = try search.nearest(
          to: try queries.gathering(part), count: count, excluding: part.map { excluded[$0] }, threads: threads,
          observer: TrainingObserver(
            onProgress: {
              if isFirst { observer.onProgress((Double(begun) + $0 * Double(part.count)) / Double(total)) }
            },
            isCancelled: observer.isCancelled))
        for (found, row) in zip(found, part) {
          if let answer = standing(found, relevant[row], places, items, queries[row]) {
            answers[row] = answer
          } else {
            tied.append(row)
          }
        }
      }
      rows = tied
      count = min(items.count, count * 8)
    }
    return answers
  }

  /// The places of one query's relevant candidates; nil when more must be found to tell.
  private static func standing(
    _ found: CandidateSearch.Found, _ relevant: Set<Int32>, _ places: Int, _ items: Vectors, _ query: ArraySlice<Float>
  ) -> RelevantPlaces? {
    var groups: [RelevantPlaces.Group] = []
    var start = 0
    var seen = 0
    while start < found.ids.count, start < places, found.values[start] != found.floor {
      var end = start
      var hits = 0
      while end < found.ids.count, found.values[end] == found.values[start] {
        if relevant.contains(found.ids[end]) { hits += 1 }
        end += 1
      }
      if hits > 0 { groups.append(RelevantPlaces.Group(before: start, count: end - start, relevant: hits)) }
      seen += hits
      start = end
    }
    // What is as near as the last that was looked at is not all there; it counts when a place is open and a relevant item in it.
    if let floor = found.floor, start < places, seen < relevant.count,
      relevant.contains(where: { id in
        items.count > Int(id) && product(items[Int(id)], query) == floor
      })
    {
      return nil
    }
    return RelevantPlaces(groups: groups, relevant: relevant.count)
  }

  /// The product as the search computes it: a chain of fused multiply-adds.
  private static func product(_ item: ArraySlice<Float>, _ query: ArraySlice<Float>) -> Float {
    var sum: Float = 0
    for (x, y) in zip(item, query) { sum.addProduct(x, y) }
    return sum
  }
}
