/// Boxes with their whiskers and the dots beyond them, upright or lying.
struct BoxMark: Mark {
  struct Box: Sendable {
    var statistics: BoxStatistics
    /// Its middle along the categories, in px.
    var center: Double
    var tip: @Sendable () -> String
  }

  var boxes: [Box]
  /// Of every box along the categories, in px.
  var breadth: Double
  var isHorizontal: Bool
  /// The axis of the numbers.
  var axis: AxisLayout

  static let dotRadius = 2.2
  /// Where more dots than this would be drawn they stand two px apart, and touch all the same (empirical).
  private static let mostDots = 5000

  func draw(on canvas: inout Canvas) {
    let hasTips = canvas.grantsTips(boxes.count)
    var dots = boxes.map { distinctPlaces($0.statistics.outliers, step: 0.5) }
    if dots.reduce(0, { $0 + $1.count }) > Self.mostDots {
      dots = boxes.map { distinctPlaces($0.statistics.outliers, step: 2) }
    }
    for (box, dots) in zip(boxes, dots) {
      draw(box.statistics, dots: dots, at: box.center, tip: hasTips ? box.tip() : nil, on: &canvas)
    }
  }

  private func draw(_ box: BoxStatistics, dots: [Double], at center: Double, tip: String?, on canvas: inout Canvas) {
    guard let lower = axis.position(box.lowerQuartile), let upper = axis.position(box.upperQuartile),
      let low = axis.position(box.lowWhisker), let high = axis.position(box.highWhisker),
      let median = axis.position(box.median)
    else { return }
    let (half, cap) = (breadth / 2, breadth / 4)
    // Dots come first: the whisker's end must be seen among them.
    canvas.group(fill: .series(0), fillOpacity: DotMark.opacity(count: box.outlierCount)) { canvas in
      for place in dots { canvas.circle(point(center, place), radius: Self.dotRadius) }
    }
    canvas.group(stroke: Stroke(.quietInk, width: 1.25)) { canvas in
      for (end, side) in [(low, lower), (high, upper)] where end != side {
        canvas.line(point(center, side), point(center, end))
        canvas.line(point(center - cap, end), point(center + cap, end))
      }
    }
    let rect = Rect(from: point(center - half, lower), to: point(center + half, upper))
    canvas.group(fill: .series(0), stroke: Stroke(.series(0), width: 1.5), fillOpacity: 0.25) { canvas in
      canvas.rect(rect, tip: tip)
    }
    canvas.line(point(center - half, median), point(center + half, median), stroke: Stroke(.ink, width: 2.5))
  }

  private func point(_ across: Double, _ along: Double) -> Point {
    isHorizontal ? Point(x: along, y: across) : Point(x: across, y: along)
  }

  /// The px of the values beyond the whiskers; what falls on the same step, a half px as a rule, is one dot.
  private func distinctPlaces(_ outliers: [Double], step: Double) -> [Double] {
    var places: [Double] = []
    for value in outliers {
      guard let place = axis.position(value).map({ ($0 / step).rounded() * step }), place != places.last else {
        continue
      }
      places.append(place)
    }
    return places
  }
}
