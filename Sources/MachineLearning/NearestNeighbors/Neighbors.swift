/// What nearness means; the raw values are the words for it in notebooks.
public enum NeighborMetric: String, Sendable, CaseIterable {
  /// ⟨x, y⟩; the greater the nearer.
  case innerProduct = "inner-product"
  /// ⟨x, y⟩ / (|x| |y|), 0 if one is zero; the greater the nearer.
  case cosine
  /// |x − y|; the less the nearer.
  case euclidean
}

/// The nearest items of each query, nearest first; of equally near ones, the smaller id first.
public struct Neighbors: Sendable, Equatable {
  /// Number of queries.
  public let queries: Int
  /// Neighbours of each query.
  public let count: Int
  /// Item ids, from 0, `queries` × `count`.
  public let ids: [Int32]
  /// Inner products, cosines or distances, `queries` × `count`.
  public let values: [Float]

  /// The ids of a query's neighbours.
  public func ids(of query: Int) -> ArraySlice<Int32> {
    ids[query * count..<(query + 1) * count]
  }

  /// The inner products, cosines or distances of a query's neighbours.
  public func values(of query: Int) -> ArraySlice<Float> {
    values[query * count..<(query + 1) * count]
  }

  /// The neighbours of some queries, in this order.
  public func gathering(_ rows: [Int]) -> Neighbors {
    Neighbors(
      queries: rows.count, count: count, ids: rows.flatMap { ids(of: $0) }, values: rows.flatMap { values(of: $0) })
  }

  /// The items that are neighbours of both queries, in the order of the first.
  public func overlap(of first: Int, and second: Int) -> [Int32] {
    let others = Set(ids(of: second))
    return ids(of: first).filter { others.contains($0) }
  }
}
