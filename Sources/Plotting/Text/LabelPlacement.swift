/// Places labels at points so that none covers another: each at the free place that hides and crosses least, near before
/// far, then moved for as long as that makes room for one that has none.
///
/// A local search after J. Christensen, J. Marks and S. Shieber, "An empirical study of algorithms for point-feature label
/// placement" (1995), with more places than their eight, and leader lines to the far ones.
struct LabelPlacement {
  struct Placed: Sendable, Equatable {
    var index: Int
    /// The box of the label.
    var box: Rect
    /// Which part of the text stands at the box's side: the one nearest to the point, since texts are often narrower than
    /// they are measured.
    var anchor: TextAnchor
    /// The line from the point to a label that stands so far off that it could be taken for another's.
    var leader: Segment?
  }

  /// Places for `texts` at `anchors`, inside `bounds`; a label without a free place is missing from the result. `radius` is
  /// that of the dots at the anchors.
  ///
  /// O(labels · (labels + points) · places) for each of a few rounds.
  static func place(_ texts: [String], at anchors: [Point], in bounds: Rect, size: Double, radius: Double) -> [Placed] {
    var search = LabelPlacement(texts, at: anchors, in: bounds, size: size, radius: radius)
    // More labels settle later but cost more a round (empirical).
    for _ in 0..<(texts.count > 150 ? 3 : 6) where search.improve() {}
    return texts.indices.compactMap { index in
      search.chosen[index].map { place in
        let place = search.places[index][place]
        return Placed(index: index, box: place.box, anchor: place.anchor, leader: place.leader)
      }
    }
  }

  /// The places of every label, cheapest first, and the one it has.
  private let places: [[LabelPlace]]
  private var chosen: [Int?]

  private init(_ texts: [String], at anchors: [Point], in bounds: Rect, size: Double, radius: Double) {
    places = texts.enumerated().map { index, text in
      text.isEmpty
        ? [] : LabelPlace.all(text, at: anchors[index], among: anchors, in: bounds, size: size, radius: radius)
    }
    chosen = Array(repeating: nil, count: texts.count)
    for index in texts.indices { chosen[index] = cheapest(index) }
  }

  /// One round over all labels; false when nothing changed.
  private mutating func improve() -> Bool {
    var hasChanged = false
    for index in places.indices where !places[index].isEmpty {
      let old = chosen[index]
      chosen[index] = nil
      var place = cheapest(index)
      if place == nil { place = evicting(index) }
      chosen[index] = place
      if chosen[index] != old { hasChanged = true }
    }
    return hasChanged
  }

  /// The place of a label that costs least among the free ones, as the others stand.
  private func cheapest(_ index: Int) -> Int? {
    var best: (place: Int, cost: Double)?
    for (number, place) in places[index].enumerated() {
      if let best, place.cost >= best.cost { break }
      guard let cost = cost(of: place, for: index) else { continue }
      if cost < (best?.cost ?? .infinity) { best = (number, cost) }
    }
    return best?.place
  }

  /// The cost of a place beside what stands already: lines that cross; nil when it is taken.
  private func cost(of place: LabelPlace, for index: Int) -> Double? {
    var cost = place.cost
    for other in places.indices where other != index {
      guard let number = chosen[other] else { continue }
      let neighbour = places[other][number]
      if neighbour.box.overlap(place.box) > 0 { return nil }
      if let leader = place.leader {
        if leader.crosses(neighbour.box) { cost += 2 }
        if let line = neighbour.leader, leader.crosses(line) { cost += 1.5 }
      }
      if let line = neighbour.leader, line.crosses(place.box) { cost += 2 }
    }
    return cost
  }

  /// A place for a label that finds none, taken from the one label that stands on it when that has another; nil otherwise.
  private mutating func evicting(_ index: Int) -> Int? {
    for (number, place) in places[index].enumerated() {
      let blockers = places.indices.filter { other in
        chosen[other].map { places[other][$0].box.overlap(place.box) > 0 } ?? false
      }
      guard blockers.count == 1, let blocker = blockers.first else { continue }
      let old = chosen[blocker]
      chosen[index] = number
      chosen[blocker] = nil
      chosen[blocker] = cheapest(blocker)
      if chosen[blocker] != nil { return number }
      chosen[blocker] = old
      chosen[index] = nil
    }
    return nil
  }
}
