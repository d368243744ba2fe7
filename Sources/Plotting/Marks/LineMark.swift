/// A line through points; nil breaks it.
struct LineMark: Mark {
  var points: [Point?]
  var series: Int
  /// Whether every point is a dot as well, with a tooltip where they are few.
  var hasDots: Bool
  var tip: @Sendable (Int) -> String

  func draw(on canvas: inout Canvas) {
    let hasTips = hasDots && canvas.grantsTips(points.count)
    var path = PathData()
    var alone: [Int] = []
    var previous: Point?
    for (index, point) in points.enumerated() {
      if let point {
        let next = index + 1 < points.count ? points[index + 1] : nil
        if previous == nil, next == nil {
          alone.append(index)
        } else if previous == nil {
          path.move(to: point)
        } else {
          path.line(to: point)
        }
      }
      previous = point
    }
    let paint = Paint.series(series)
    if !path.isEmpty {
      // A dark line below a light one keeps 3:1 against the page.
      if Palette.needsOutline(series) { canvas.path(path, stroke: Stroke(.ink, width: 3.5, join: true)) }
      canvas.path(path, stroke: Stroke(paint, width: 2, dashes: Palette.dashes(series), join: true))
    }
    // A point between two gaps has no line and would not be seen.
    let drawn = hasDots ? Array(points.indices) : alone
    if drawn.isEmpty { return }
    let outline = Palette.needsOutline(series) ? Stroke(.ink, width: 0.75) : nil
    canvas.group(fill: paint, stroke: outline) { canvas in
      for index in drawn {
        if let point = points[index] { canvas.circle(point, radius: 3, tip: hasTips ? tip(index) : nil) }
      }
    }
  }
}
