import Testing

@testable import Plotting

@Suite struct CollisionTests {
  @Test(arguments: Gallery.charts.map(\.label)) func noTextCoversAnotherOrLeavesTheDrawing(_ label: String) throws {
    var chart = try #require(Gallery.charts.first { $0.label == label })
    for width in [640.0, 400, 300] {
      chart.size = width == 640 ? chart.size : Size(width: width, height: 320)
      let (canvas, size) = chart.drawn(.embedded)
      let frame = Rect(x: 0, y: 0, width: size.width, height: size.height)
      for (index, box) in canvas.texts.enumerated() {
        if !box.isInside(frame) { Issue.record("\(box.text) leaves \(label) at \(width)") }
        for other in canvas.texts[(index + 1)...] where box.overlaps(other) {
          Issue.record("\(box.text) and \(other.text) overlap in \(label) at \(width)")
        }
      }
    }
  }
}

extension TextBox {
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
