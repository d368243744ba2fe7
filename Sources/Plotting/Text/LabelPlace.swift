/// A place that a label could take.
struct LabelPlace: Sendable {
  var box: Rect
  var anchor: TextAnchor
  var leader: Segment?
  /// What it costs by itself: distance, an unusual side, dots that it hides.
  var cost: Double

  /// From a dot's edge to the label, in px; from the third on, a line leads to it (empirical).
  private static let gaps = [3.0, 6, 14, 24, 36, 50, 66, 84, 104]
  private static let firstWithLeader = 2

  /// The sixteen directions from right, clockwise on the screen; even ones are tried beside the dot.
  private static let directions: [Point] = {
    let (a, b, c) = (0.9238795325112867, 0.7071067811865476, 0.3826834323650898)
    return [
      (1, 0), (a, c), (b, b), (c, a), (0, 1), (-c, a), (-b, b), (-a, c), (-1, 0), (-a, -c), (-b, -b), (-c, -a), (0, -1),
      (c, -a), (b, -b), (a, -c),
    ].map { Point(x: $0.0, y: $0.1) }
  }()

  /// All places inside `bounds`, cheapest first.
  static func all(
    _ text: String, at anchor: Point, among points: [Point], in bounds: Rect, size: Double, radius: Double
  ) -> [LabelPlace] {
    let width = TextMetrics.width(text, size: size)
    let height = size * (TextMetrics.ascent + TextMetrics.descent)
    let reach = radius + (gaps.last ?? 0)
    let near = points.filter {
      abs($0.x - anchor.x) < width + reach + radius && abs($0.y - anchor.y) < height + reach + radius
    }
    var places: [LabelPlace] = []
    for (ring, gap) in gaps.enumerated() {
      for (number, direction) in directions.enumerated() where ring >= firstWithLeader || number % 2 == 0 {
        let box = box(at: anchor, toward: direction, distance: radius + gap, width: width, height: height)
        guard bounds.contains(box) else { continue }
        var place = LabelPlace(
          box: box, anchor: textAnchor(direction), leader: nil, cost: gap / 12 + awkwardness(direction))
        if ring >= firstWithLeader {
          let end = Point(x: min(max(anchor.x, box.x), box.maxX), y: min(max(anchor.y, box.y), box.maxY))
          place.leader = Segment(start: anchor, end: end)
        }
        for point in near {
          let dot = Rect(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius)
          if dot.overlap(box) > 0 { place.cost += 3 }
          let isOwn = abs(point.x - anchor.x) < radius && abs(point.y - anchor.y) < radius
          if let leader = place.leader, !isOwn, leader.crosses(dot) { place.cost += 0.6 }
        }
        places.append(place)
      }
    }
    // Equal costs keep their order, so that the same labels stand at the same places everywhere.
    return places.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
  }

  private static func box(
    at point: Point, toward direction: Point, distance: Double, width: Double, height: Double
  ) -> Rect {
    // The side that faces the point: full to the left or right, half way around the top and bottom.
    let (sideX, sideY) = (min(max(2 * direction.x, -1), 1), min(max(2 * direction.y, -1), 1))
    return Rect(
      x: point.x + direction.x * distance + (sideX - 1) * width / 2,
      y: point.y + direction.y * distance + (sideY - 1) * height / 2, width: width, height: height)
  }

  private static func textAnchor(_ direction: Point) -> TextAnchor {
    direction.x > 0.5 ? .start : direction.x < -0.5 ? .end : .middle
  }

  /// Right is read first, then left, then above and below (empirical).
  private static func awkwardness(_ direction: Point) -> Double {
    if direction.x > 0.99 { return 0 }
    if direction.x < -0.99 { return 0.15 }
    if direction.y < -0.99 { return 0.3 }
    if direction.y > 0.99 { return 0.35 }
    return direction.x > 0 ? 0.45 : 0.55
  }
}

/// A straight line between two points.
struct Segment: Sendable, Equatable {
  var start: Point
  var end: Point

  /// Whether two segments share more than an end.
  func crosses(_ other: Segment) -> Bool {
    func side(_ line: Segment, _ point: Point) -> Double {
      (line.end.x - line.start.x) * (point.y - line.start.y) - (line.end.y - line.start.y) * (point.x - line.start.x)
    }
    return side(self, other.start) * side(self, other.end) < 0 && side(other, start) * side(other, end) < 0
  }

  func crosses(_ rect: Rect) -> Bool {
    // Nearly all lie wholly to one side, which takes no division to see.
    if max(start.x, end.x) < rect.x || min(start.x, end.x) > rect.maxX { return false }
    if max(start.y, end.y) < rect.y || min(start.y, end.y) > rect.maxY { return false }
    return rect.clipped(start, end) != nil
  }
}
