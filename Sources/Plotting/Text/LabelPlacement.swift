/// Places labels at points so that none covers another: greedily, in the order given, each at the free place around its
/// point that hides the fewest points, near before far.
///
/// A heuristic after J. Christensen, J. Marks and S. Shieber, "An empirical study of algorithms for point-feature label
/// placement" (1995), whose greedy variant with eight positions it extends by farther rings with a leader line.
enum LabelPlacement {
  struct Placed: Sendable, Equatable {
    var index: Int
    /// The box of the label; its text is set flush left in it.
    var box: Rect
    /// Whether it stands so far off that a line must lead to its point.
    var needsLeader: Bool
  }

  /// Places for `texts` at `anchors`, inside `bounds`; a label without a free place is missing from the result.
  ///
  /// O(labels · (labels + points) · places).
  static func place(
    _ texts: [String], at anchors: [Point], avoiding points: [Point], in bounds: Rect, size: Double, radius: Double
  ) -> [Placed] {
    var placed: [Placed] = []
    let height = size * (TextMetrics.ascent + TextMetrics.descent)
    for (index, text) in texts.enumerated() where !text.isEmpty {
      let width = TextMetrics.width(text, size: size)
      let anchor = anchors[index]
      let near = points.filter { abs($0.x - anchor.x) < width + 90 && abs($0.y - anchor.y) < 90 }
      var best: (cost: Double, box: Rect, ring: Int)?
      for (ring, distance) in [radius + 3, radius + 9, radius + 20, radius + 34, radius + 50, radius + 70].enumerated()
      {
        for (place, box) in boxes(around: anchor, width: width, height: height, distance: distance).enumerated() {
          guard bounds.contains(box), !placed.contains(where: { $0.box.overlap(box) > 0 }) else { continue }
          var cost = Double(place) * 0.1 + Double(ring) * 1.2
          for point in near {
            let dot = Rect(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius)
            if dot.overlap(box) > 0 { cost += 1 }
          }
          if cost < (best?.cost ?? .infinity) { best = (cost, box, ring) }
        }
        if let best, best.cost < Double(ring + 1) * 1.2 { break }
      }
      if let best { placed.append(Placed(index: index, box: best.box, needsLeader: best.ring >= 2)) }
    }
    return placed
  }

  /// The eight places around a point, best first: right, left, above, below, then the corners.
  private static func boxes(around p: Point, width: Double, height: Double, distance d: Double) -> [Rect] {
    let corner = d * 0.7071067811865476
    let (middleX, middleY) = (p.x - width / 2, p.y - height / 2)
    return [
      (p.x + d, middleY), (p.x - d - width, middleY), (middleX, p.y - d - height), (middleX, p.y + d),
      (p.x + corner, p.y - corner - height), (p.x - corner - width, p.y - corner - height),
      (p.x + corner, p.y + corner), (p.x - corner - width, p.y + corner),
    ].map { Rect(x: $0.0, y: $0.1, width: width, height: height) }
  }
}
