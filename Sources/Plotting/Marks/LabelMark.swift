/// Names at points, with halos, and leader lines where they could not stand beside them.
struct LabelMark: Mark {
  var texts: [String]
  var placed: [LabelPlacement.Placed]

  static let size = 11.0

  func draw(on canvas: inout Canvas) {
    canvas.group(stroke: Stroke(.axis, width: 0.75)) { canvas in
      for label in placed {
        if let leader = label.leader { canvas.line(leader.start, leader.end) }
      }
    }
    // All halos come before all names, so that none covers a neighbour's letters.
    canvas.group(fill: .background, stroke: Stroke(.background, width: 3, join: true)) { canvas in
      for label in placed { draw(label, isHalo: true, on: &canvas) }
    }
    for label in placed { draw(label, isHalo: false, on: &canvas) }
  }

  private func draw(_ label: LabelPlacement.Placed, isHalo: Bool, on canvas: inout Canvas) {
    let x =
      switch label.anchor {
      case .start: label.box.x
      case .middle: label.box.midX
      case .end: label.box.maxX
      }
    let baseline = Point(x: x, y: label.box.y + Self.size * TextMetrics.ascent)
    canvas.text(texts[label.index], at: baseline, anchor: label.anchor, size: Self.size, isHalo: isHalo)
  }
}
