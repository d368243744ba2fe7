import CKernels

/// Exact search for nearest neighbours, all items against all queries.
///
/// Every score is one chain of fused multiply-adds in single precision, in the order of the dimensions: the same bits on every
/// processor, for any number of threads. The ids are those of a search that sorts all scores, of equal ones the smaller id first.
/// Panels of items whose lengths cannot reach a query's worst neighbour are left out (`LengthBounds`), which changes nothing in
/// the result.
public struct NeighborSearch: Sendable {
  public let metric: NeighborMetric
  private let panels: ItemPanels
  /// Lanes of the registers to compute with; the result does not depend on it.
  private let registerLanes: Int32

  /// Prepares `items`, in O(items × (dimensions + log items)).
  ///
  /// - Throws: `LearningError.emptyTrainingSet` without items.
  public init(_ items: Vectors, metric: NeighborMetric) throws(LearningError) {
    try self.init(items, metric: metric, registerLanes: matinee_register_lanes())
  }

  /// A search that computes with registers of 4, 8 or 16 lanes, of which the processor must have as many.
  init(_ items: Vectors, metric: NeighborMetric, registerLanes: Int32) throws(LearningError) {
    self.registerLanes = min(registerLanes, matinee_register_lanes())
    if items.count == 0 { throw .emptyTrainingSet }
    self.metric = metric
    panels = ItemPanels(metric == .cosine ? try items.normalized() : items)
  }

  /// The `count` items nearest to each query, or all items if there are fewer.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` for a `count` below 1, `.mismatchedLengths` when queries and items differ in
  ///   dimensions, or `.cancelled`.
  /// - Complexity: O(queries × items × dimensions) at worst; memory O(queries × count).
  public func nearest(
    to queries: Vectors, count: Int, threads: Int = 1, observer: TrainingObserver = .init()
  ) throws(LearningError) -> Neighbors {
    if count < 1 { throw .invalidHyperparameter(name: "count", value: Double(count), allowed: "at least 1") }
    if queries.dimensions != panels.dimensions {
      throw .mismatchedLengths(what: "dimensions", expected: panels.dimensions, found: queries.dimensions)
    }
    let kept = min(count, panels.count)
    let queries = metric == .cosine ? try queries.normalized() : queries
    return try NeighborCollection(queries: queries, kept: kept, metric: metric)
      .collect(threads: threads, observer: observer) { piece in
        piece.search(panels, part: 0, places: Array(0..<piece.rows.count), registerLanes: registerLanes)
      }
  }
}
