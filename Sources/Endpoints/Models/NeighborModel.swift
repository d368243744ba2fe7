import MachineLearning

/// The items nearest to a vector, as an endpoint answers with them.
public struct NeighborModel: Sendable {
  private let search: NeighborSearch
  /// Numbers of a query: those of an item's vector [v, w].
  public let dimensions: Int
  /// Neighbours of an answer, or all items if there are fewer.
  public let count: Int
  public let metric: NeighborMetric

  /// - Throws: `LearningError` for a machine without that field, or without items.
  public init(
    _ machine: FactorizationMachine, itemField: Int, count: Int, metric: NeighborMetric = .innerProduct
  ) throws(LearningError) {
    let items = try machine.latentItems(field: itemField)
    search = try NeighborSearch(items, metric: metric)
    dimensions = items.dimensions
    self.count = count
    self.metric = metric
  }

  /// The neighbours of each row, which is a vector as `dimensions` says: a user's is [v, 1].
  ///
  /// - Throws: `RequestFault` 400 for a vector whose elements are too great to multiply.
  public func neighbors(of rows: FeatureVectors, threads: Int) throws(RequestFault) -> Neighbors {
    var elements = [Float](repeating: 0, count: rows.count * dimensions)
    for row in 0..<rows.count {
      rows.withRow(row) { keys, values in
        for (key, value) in zip(keys, values) { elements[row * dimensions + Int(key)] = Float(value) }
      }
    }
    do {
      return try neighbors(of: Vectors(count: rows.count, dimensions: dimensions, elements: elements), threads: threads)
    } catch LearningError.elementOutOfRange(let row, let column, let value) {
      throw .malformed("row \(row + 1): feature \(column) is \(Float(value)), too great to compare")
    } catch {
      throw RequestFault(500, "the neighbours could not be found: \(error)")
    }
  }

  /// - Throws: `LearningError.cancelled` when the observer says so.
  public func neighbors(
    of queries: Vectors, threads: Int, observer: TrainingObserver = .init()
  ) throws(LearningError) -> Neighbors {
    try search.nearest(to: queries, count: count, threads: threads, observer: observer)
  }
}
