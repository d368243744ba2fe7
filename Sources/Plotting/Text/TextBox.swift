/// The room one line of drawn text takes, turned or upright; what the tests hold against overlaps.
struct TextBox: Sendable, Equatable {
  var text: String
  /// The corners in order around the box.
  var corners: [Point]

  /// A line of text whose anchor point lies on its baseline; `turn` is (cos, sin) of the rotation on the screen.
  init(
    _ text: String, at point: Point, anchor: TextAnchor, size: Double, bold: Bool, turn: (cos: Double, sin: Double)
  ) {
    self.text = text
    let width = TextMetrics.width(text, size: size, bold: bold)
    let left =
      switch anchor {
      case .start: 0.0
      case .middle: -width / 2
      case .end: -width
      }
    let (top, bottom) = (-TextMetrics.ascent * size, TextMetrics.descent * size)
    corners = [(left, top), (left + width, top), (left + width, bottom), (left, bottom)].map { dx, dy in
      Point(x: point.x + dx * turn.cos - dy * turn.sin, y: point.y + dx * turn.sin + dy * turn.cos)
    }
  }

  /// Whether two boxes share more than a sliver of `tolerance` px (separating axis theorem).
  func overlaps(_ other: TextBox, tolerance: Double = 0.01) -> Bool {
    for (a, b) in [(self, other), (other, self)] {
      for edge in 0..<2 {
        let (p, q) = (a.corners[edge], a.corners[edge + 1])
        let length = ((q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y)).squareRoot()
        if length == 0 { return false }
        let axis = Point(x: (q.x - p.x) / length, y: (q.y - p.y) / length)
        let first = a.span(along: axis)
        let second = b.span(along: axis)
        if min(first.high, second.high) - max(first.low, second.low) <= tolerance { return false }
      }
    }
    return true
  }

  func isInside(_ rect: Rect, tolerance: Double = 0.01) -> Bool {
    corners.allSatisfy {
      $0.x >= rect.x - tolerance && $0.x <= rect.maxX + tolerance && $0.y >= rect.y - tolerance
        && $0.y <= rect.maxY + tolerance
    }
  }

  private func span(along axis: Point) -> (low: Double, high: Double) {
    let projections = corners.map { $0.x * axis.x + $0.y * axis.y }
    return (projections.reduce(.infinity, min), projections.reduce(-.infinity, max))
  }
}

/// Which part of a line of text stands at its point.
enum TextAnchor: String, Sendable {
  case start
  case middle
  case end
}
