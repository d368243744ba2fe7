import CKernels

/// Queries in groups of 12, element by element, as a tile takes them.
///
/// All is in plain memory, which must be given back with `deallocate`: a tile takes a third of a microsecond, less than counting
/// the references to shared arrays on two threads would.
struct QueryGroups {
  static let queries = matinee_group_queries

  let count: Int
  private let dimensions: Int
  private let bounds: LengthBounds
  private let places: UnsafeMutableBufferPointer<Int>
  private let queryLengths: UnsafeMutableBufferPointer<Double>
  private let elements: UnsafeMutableBufferPointer<Float>
  /// Of each query, the score to reach; nothing reaches that of the places that fill up the last group.
  private let thresholds: UnsafeMutableBufferPointer<Float>
  /// Lengths of items that are still of interest to any query of a group.
  private let least: UnsafeMutableBufferPointer<Double>
  private let greatest: UnsafeMutableBufferPointer<Double>
  /// What a tile's scoring gives: of each query, one bit for each item that reaches the threshold, and the scores.
  private let masks: UnsafeMutableBufferPointer<UInt32>
  private let scores: UnsafeMutableBufferPointer<Float>

  init(_ piece: QueryPiece, places members: [Int]) {
    count = (members.count + Self.queries - 1) / Self.queries
    dimensions = piece.queries.dimensions
    bounds = piece.bounds
    places = .allocate(capacity: members.count)
    queryLengths = .allocate(capacity: members.count)
    elements = .allocate(capacity: max(1, count * Self.queries * dimensions))
    thresholds = .allocate(capacity: count * Self.queries)
    least = .allocate(capacity: count)
    greatest = .allocate(capacity: count)
    masks = .allocate(capacity: Self.queries)
    scores = .allocate(capacity: Self.queries * ItemPanels.items)
    _ = places.initialize(from: members)
    elements.initialize(repeating: 0)
    thresholds.initialize(repeating: .infinity)
    least.initialize(repeating: -.infinity)
    greatest.initialize(repeating: .infinity)
    piece.queries.elements.withUnsafeBufferPointer { source in
      for (index, place) in members.enumerated() {
        queryLengths[index] = piece.lengths[place]
        let from = piece.rows[place] * dimensions
        let to = index / Self.queries * Self.queries * dimensions + index % Self.queries
        for d in 0..<dimensions { elements[to + d * Self.queries] = source[from + d] }
      }
    }
  }

  func deallocate() {
    places.deallocate()
    queryLengths.deallocate()
    elements.deallocate()
    thresholds.deallocate()
    least.deallocate()
    greatest.deallocate()
    masks.deallocate()
    scores.deallocate()
  }

  private func members(of group: Int) -> Range<Int> {
    group * Self.queries..<min(places.count, (group + 1) * Self.queries)
  }

  /// Takes over what a group's queries have found: their thresholds, and which lengths can still reach them.
  func narrow(_ group: Int, _ candidates: UnsafeMutablePointer<Candidates>) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for member in members(of: group) {
      let threshold = candidates[places[member]].threshold
      thresholds[member] = threshold
      let range = bounds.lengths(query: queryLengths[member], threshold: threshold)
      low = min(low, range.lowerBound)
      high = max(high, range.upperBound)
    }
    (least[group], greatest[group]) = (low, high)
  }

  /// Whether items of these lengths can be among the nearest of any query of a group.
  @inline(__always)
  func reaches(_ group: Int, _ shortest: Double, _ longest: Double) -> Bool {
    least[group] <= longest && shortest <= greatest[group]
  }

  /// Scores a panel; returns whether any score reaches its query's threshold.
  @inline(__always)
  func score(_ group: Int, _ panel: UnsafePointer<Float>, registerLanes: Int32) -> Bool {
    guard let elements = elements.baseAddress, let thresholds = thresholds.baseAddress else { return false }
    return matinee_score_tile(
      registerLanes, bounds.metric == .euclidean ? 1 : 0, elements + group * Self.queries * dimensions, panel,
      dimensions,
      thresholds + group * Self.queries, masks.baseAddress, scores.baseAddress) != 0
  }

  /// Offers the items of the last tile to the queries of its group; returns whether any threshold rose.
  func take(_ group: Int, _ ids: UnsafePointer<Int32>, into candidates: UnsafeMutablePointer<Candidates>) -> Bool {
    var rises = false
    for (lane, member) in members(of: group).enumerated() {
      var mask = masks[lane]
      while mask != 0 {
        let item = mask.trailingZeroBitCount
        mask &= mask - 1
        // Places that fill up a panel have no id.
        if ids[item] >= 0,
          candidates[places[member]].offer(ScoreKey(scores[lane * ItemPanels.items + item], id: ids[item]))
        {
          rises = true
        }
      }
    }
    return rises
  }
}
