import CKernels

/// Approximate search for nearest neighbours: only the lists of items that lie around the query's nearest means are searched.
///
/// Items are grouped by k-means; a query is compared with the means first and then, exactly, with the items of its `probes` nearest
/// lists (Jégou, Douze & Schmid 2011, without their compression). A search by inner product groups the items with one more element,
/// √(max |x|² − |x|²), which makes all of them equally long, so that the item of greatest product is the nearest to the query with
/// a 0 there (Bachrach et al. 2014). Cosines are those of vectors of length 1.
///
/// What is found has the same scores, bit by bit, as in `NeighborSearch`; what is missed is measured by `recall`.
public struct InvertedFile: Sendable {
  public let metric: NeighborMetric
  /// Items of each list.
  public let listSizes: [Int]
  private let centers: NeighborSearch
  private let panels: ItemPanels

  /// √n lists: as many lists as items in a list, so that comparing with the means costs as much as a list.
  public static func defaultLists(items: Int) -> Int {
    max(1, Int(Double(items).squareRoot().rounded()))
  }

  /// A tenth of the lists, at least 4 (empirical: recall of 0.9 and above on vectors of trained models).
  public static func defaultProbes(lists: Int) -> Int {
    min(lists, max(4, (lists + 9) / 10))
  }

  /// Groups `items` into `lists` lists, √items unless told otherwise.
  ///
  /// - Throws: `LearningError.emptyTrainingSet` without items, `.invalidHyperparameter` for `lists` below 1, `.cancelled`.
  /// - Complexity: O(items × lists × dimensions), ten times.
  public init(
    _ items: Vectors, metric: NeighborMetric, lists: Int? = nil, seed: UInt64 = 42, threads: Int = 1,
    observer: TrainingObserver = .init()
  ) throws(LearningError) {
    if items.count == 0 { throw .emptyTrainingSet }
    let lists = lists ?? Self.defaultLists(items: items.count)
    if lists < 1 { throw .invalidHyperparameter(name: "lists", value: Double(lists), allowed: "at least 1") }
    let items = metric == .cosine ? try items.normalized() : items
    let clustering = try Clustering(
      metric == .innerProduct ? try items.equallyLong() : items, count: lists, seed: seed, threads: threads,
      observer: observer)
    var parts = [[Int]](repeating: [], count: clustering.centers.count)
    for (item, cluster) in clustering.clusters.enumerated() { parts[Int(cluster)].append(item) }
    self.metric = metric
    listSizes = parts.map(\.count)
    centers = try NeighborSearch(clustering.centers, metric: .euclidean)
    panels = ItemPanels(items, parts: parts)
  }

  /// The `count` nearest of the items in the `probes` lists nearest to each query, a tenth of the lists unless told otherwise.
  ///
  /// A query whose lists hold fewer than `count` items is compared with all items.
  ///
  /// - Throws: as `NeighborSearch.nearest`; `LearningError.invalidHyperparameter` for `probes` below 1.
  public func nearest(
    to queries: Vectors, count: Int, probes: Int? = nil, threads: Int = 1, observer: TrainingObserver = .init()
  ) throws(LearningError) -> Neighbors {
    let probes = probes ?? Self.defaultProbes(lists: listSizes.count)
    if count < 1 { throw .invalidHyperparameter(name: "count", value: Double(count), allowed: "at least 1") }
    if probes < 1 { throw .invalidHyperparameter(name: "probes", value: Double(probes), allowed: "at least 1") }
    if queries.dimensions != panels.dimensions {
      throw .mismatchedLengths(what: "dimensions", expected: panels.dimensions, found: queries.dimensions)
    }
    let kept = min(count, panels.count)
    let queries = metric == .cosine ? try queries.normalized() : queries
    let lists = try centers.nearest(
      to: metric == .innerProduct ? try queries.withZero() : queries, count: probes, threads: threads,
      observer: TrainingObserver(isCancelled: observer.isCancelled))
    return try NeighborCollection(queries: queries, kept: kept, metric: metric)
      .collect(threads: threads, observer: observer) { piece in
        var places = [[Int]](repeating: [], count: listSizes.count)
        for (place, row) in piece.rows.enumerated() {
          let probed = lists.ids(of: row)
          let suffices = probed.reduce(0) { $0 + listSizes[Int($1)] } >= kept
          if suffices {
            for list in probed { places[Int(list)].append(place) }
          } else {
            for list in listSizes.indices { places[list].append(place) }
          }
        }
        for list in listSizes.indices {
          piece.search(panels, part: list, places: places[list], registerLanes: matinee_register_lanes())
        }
      }
  }

  /// The mean share of the exact neighbours that an approximate search found too; 1 without queries.
  public static func recall(of approximate: Neighbors, against exact: Neighbors) -> Double {
    let queries = min(approximate.queries, exact.queries)
    if queries == 0 || exact.count == 0 { return 1 }
    let found = (0..<queries).reduce(0) { sum, query in
      sum + Set(approximate.ids(of: query)).intersection(exact.ids(of: query)).count
    }
    return Double(found) / Double(queries * exact.count)
  }
}

extension Vectors {
  /// The vectors with √(max |x|² − |x|²) as a last element.
  fileprivate func equallyLong() throws(LearningError) -> Vectors {
    let squares = squaredLengths
    let greatest = squares.max() ?? 0
    return try appending { Float((greatest - squares[$0]).squareRoot()) }
  }

  /// The vectors with 0 as a last element.
  fileprivate func withZero() throws(LearningError) -> Vectors { try appending { _ in 0 } }

  private func appending(_ last: (Int) -> Float) throws(LearningError) -> Vectors {
    var extended: [Float] = []
    extended.reserveCapacity(count * (dimensions + 1))
    for row in 0..<count {
      extended += self[row]
      extended.append(last(row))
    }
    return try Vectors(count: count, dimensions: dimensions + 1, elements: extended)
  }
}
