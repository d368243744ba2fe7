/// The room one line of drawn text takes, turned or upright, so that overlaps can be looked for.
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
}

/// Which part of a line of text stands at its point.
enum TextAnchor: String, Sendable {
  case start
  case middle
  case end
}
