/// Names at points, with halos, and leader lines where they had to stand far off.
struct LabelMark: Sendable {
  var texts: [String]
  var anchors: [Point]
  var placed: [LabelPlacement.Placed]

  static let size = 11.0

  func draw(on canvas: inout Canvas) {
    canvas.group(stroke: Stroke(.axis, width: 0.75)) { canvas in
      for label in placed where label.needsLeader {
        let anchor = anchors[label.index]
        let box = label.box
        let near = Point(x: min(max(anchor.x, box.x), box.maxX), y: min(max(anchor.y, box.y), box.maxY))
        canvas.line(anchor, near)
      }
    }
    for label in placed {
      let baseline = Point(x: label.box.x, y: label.box.y + Self.size * TextMetrics.ascent)
      canvas.text(texts[label.index], at: baseline, size: Self.size, halo: true)
    }
  }
}
