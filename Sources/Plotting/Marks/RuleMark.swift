/// A straight line from one place to another, drawn with one stroke over the other.
struct RuleMark: Mark {
  var start: Point
  var end: Point
  var strokes: [Stroke]

  func draw(on canvas: inout Canvas) {
    for stroke in strokes { canvas.line(start, end, stroke: stroke) }
  }
}
