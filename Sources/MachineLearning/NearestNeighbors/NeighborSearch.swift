import CKernels

/// Exact search for nearest neighbours, all items against all queries.
public struct NeighborSearch: Sendable {
  public let metric: NeighborMetric
  private let panels: ItemPanels
  /// Lanes of the registers to compute with; the result does not depend on it.
  private let registerLanes: Int32

  /// Queries that one thread works on at a time, and panels that stay in its cache meanwhile (empirical).
  private static let queriesPerPiece = 64
  private static let panelsPerChunk = 128

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
    panels = ItemPanels(metric == .cosine ? try items.normalized() : items, sorted: metric == .innerProduct)
  }

  /// The `count` items nearest to each query, or all items if there are fewer.
  ///
  /// Scores are sums in single precision, in the order of the dimensions, without fused multiply-add: the same bits on every
  /// processor, for any number of threads. By inner product, items come by falling length, and a query is done when
  /// |query| |item| is below its worst neighbour (Cauchy and Schwarz): the result stays exact.
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
    var ids = [Int32](repeating: 0, count: queries.count * kept)
    var values = [Float](repeating: 0, count: queries.count * kept)
    let pieces = (queries.count + Self.queriesPerPiece - 1) / Self.queriesPerPiece
    ids.withUnsafeMutableBufferPointer { ids in
      values.withUnsafeMutableBufferPointer { values in
        guard let first = ids.baseAddress, let firstValue = values.baseAddress else { return }
        nonisolated(unsafe) let (idBase, valueBase) = (first, firstValue)
        Pieces.forEach(pieces, threads: threads) { piece in
          if observer.isCancelled() { return }
          let range = piece * Self.queriesPerPiece..<min(queries.count, (piece + 1) * Self.queriesPerPiece)
          search(queries, range, kept: kept, ids: idBase, values: valueBase)
          observer.onProgress(Double(piece + 1) / Double(pieces))
        }
      }
    }
    if observer.isCancelled() { throw .cancelled }
    if metric == .euclidean {
      for index in values.indices { values[index] = (-values[index]).squareRoot() }
    }
    return Neighbors(queries: queries.count, count: kept, ids: ids, values: values)
  }

  /// Finds the neighbours of the queries in `range`.
  private func search(
    _ queries: Vectors, _ range: Range<Int>, kept: Int, ids: UnsafeMutablePointer<Int32>,
    values: UnsafeMutablePointer<Float>
  ) {
    var heaps = range.map { query in
      NearestHeap(scores: values + query * kept, ids: ids + query * kept, capacity: kept)
    }
    let lengths = range.map { query in
      queries[query].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
    queries.elements.withUnsafeBufferPointer { elements in
      withUnsafeTemporaryAllocation(of: SIMD16<Float>.self, capacity: range.count) { scores in
        guard let scores = scores.baseAddress else { return }
        let rows = elements.baseAddress.map { $0 + range.lowerBound * queries.dimensions }
        panels.withElements { items in
          for panel in 0..<panels.panels {
            if panel % Self.panelsPerChunk == 0, isDone(heaps, lengths, panel) { return }
            matinee_score_panel(
              registerLanes, metric == .euclidean ? 1 : 0, rows, range.count, queries.dimensions,
              items + panel * ItemPanels.lanes * queries.dimensions,
              UnsafeMutableRawPointer(scores).assumingMemoryBound(to: Float.self))
            take(scores, panel: panel, into: &heaps)
          }
        }
      }
    }
    for index in heaps.indices { heaps[index].finish() }
  }

  /// Offers a panel's scores to the queries' heaps.
  private func take(_ scores: UnsafeMutablePointer<SIMD16<Float>>, panel: Int, into heaps: inout [NearestHeap]) {
    let first = panel * ItemPanels.lanes
    let lanes = min(ItemPanels.lanes, panels.count - first)
    for index in heaps.indices {
      let found = metric == .euclidean ? -scores[index] : scores[index]
      let enters = found .>= heaps[index].threshold
      if !any(enters) { continue }
      for lane in 0..<lanes where enters[lane] {
        heaps[index].offer(found[lane], id: panels.ids[first + lane])
      }
    }
  }

  /// Whether no item from `panel` on can enter any of the heaps.
  ///
  /// The bound is widened by the rounding of a sum in single precision.
  private func isDone(_ heaps: [NearestHeap], _ lengths: [Double], _ panel: Int) -> Bool {
    guard metric == .innerProduct else { return false }
    let slack = 1 + Double(panels.dimensions + 2) * 0x1p-22
    return heaps.indices.allSatisfy {
      lengths[$0] * panels.longest[panel] * slack < Double(heaps[$0].threshold)
    }
  }
}
