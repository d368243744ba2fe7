import CKernels

/// Some queries that one thread works on, with what each has found so far.
///
/// The memory for candidates is its own, and must be given back with `deallocate`.
struct QueryPiece {
  let queries: Vectors
  /// Rows of `queries`; a query's place is its position among them.
  let rows: [Int]
  /// |query| of each.
  let lengths: [Double]
  let bounds: LengthBounds
  private let memory: UnsafeMutablePointer<ScoreKey>
  private var candidates: [Candidates]

  /// Queries that are searched together: as many as fit the second-level cache with their candidates (empirical).
  static func length(kept: Int) -> Int {
    let bytes = QueryGroups.queries * Candidates.capacity(kept: kept) * MemoryLayout<ScoreKey>.stride
    return QueryGroups.queries * max(1, min(20, (1 << 20) / bytes))
  }

  /// `squares` are the squared lengths of all queries.
  init(_ queries: Vectors, rows: [Int], squares: [Double], kept: Int, metric: NeighborMetric) {
    self.queries = queries
    self.rows = rows
    lengths = rows.map { squares[$0].squareRoot() }
    bounds = LengthBounds(metric: metric, dimensions: queries.dimensions)
    let capacity = Candidates.capacity(kept: kept)
    let memory = UnsafeMutablePointer<ScoreKey>.allocate(capacity: max(1, rows.count * capacity))
    self.memory = memory
    candidates = (0..<rows.count).map { Candidates(memory + $0 * capacity, kept: kept) }
  }

  func deallocate() { memory.deallocate() }

  /// The best items of the query at `place`, best first.
  mutating func best(at place: Int) -> UnsafeBufferPointer<ScoreKey> { candidates[place].best() }

  /// Scores the panels of a part against the queries at `places`.
  mutating func search(_ panels: ItemPanels, part: Int, places: [Int], registerLanes: Int32) {
    guard let middle = places.dropFirst(places.count / 2).first else { return }
    let order =
      bounds.metric == .euclidean
      ? panels.order(of: part, around: lengths[middle]) : Array(panels.parts[part])
    let groups = QueryGroups(self, places: places)
    defer { groups.deallocate() }
    candidates.withUnsafeMutableBufferPointer { candidates in
      guard let candidates = candidates.baseAddress else { return }
      for group in 0..<groups.count { groups.narrow(group, candidates) }
      panels.withPanels { view in
        for panel in order {
          let (shortest, longest) = (view.shortest[panel], view.longest[panel])
          for group in 0..<groups.count where groups.reaches(group, shortest, longest) {
            if groups.score(group, view.elements + panel * view.stride, registerLanes: registerLanes),
              groups.take(group, view.ids + panel * ItemPanels.items, into: candidates)
            {
              groups.narrow(group, candidates)
            }
          }
        }
      }
    }
  }
}
