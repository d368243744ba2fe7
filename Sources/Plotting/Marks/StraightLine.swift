import Languages

/// A straight line from one place to another, drawn with one stroke over the other.
struct RuleMark: Mark {
  var start: Point
  var end: Point
  var strokes: [Stroke]

  func draw(on canvas: inout Canvas) {
    for stroke in strokes { canvas.line(start, end, stroke: stroke) }
  }
}

/// A straight line over a scatter, cut to the plot.
public enum ScatterLine: Sendable, Equatable {
  /// Least squares of y on x, of their logarithms on log axes.
  case trend
  /// y = x.
  case identity

  func name(_ say: Language) -> String {
    self == .trend
      ? say(en: "trend (least squares)", ja: "傾向（最小二乗法）") : say(en: "both equal", ja: "両軸が等しい線")
  }
  var dashes: String? { self == .trend ? nil : "5 4" }
}

/// y = intercept + slope · x, fitted by least squares, with Pearson's correlation.
struct LinearFit: Sendable, Equatable {
  var intercept: Double
  var slope: Double
  var correlation: Double

  /// nil for fewer than two points or when x or y does not vary; two passes, sums in the order of the points.
  init?(_ points: [(x: Double, y: Double)]) {
    guard points.count > 1 else { return nil }
    let n = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x / n }
    let meanY = points.reduce(0) { $0 + $1.y / n }
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in points {
      let (dx, dy) = (point.x - meanX, point.y - meanY)
      xx += dx * dx
      xy += dx * dy
      yy += dy * dy
    }
    let product = xx.squareRoot() * yy.squareRoot()
    guard xx > 0, yy > 0, product.isFinite, product > 0 else { return nil }
    slope = xy / xx
    intercept = meanY - slope * meanX
    correlation = min(1, max(-1, xy / product))
  }
}

extension Rect {
  /// The part of the line through two points that lies inside (Liang and Barsky, 1984); nil when none does.
  func clipped(_ a: Point, _ b: Point) -> (Point, Point)? {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    var (first, last) = (0.0, 1.0)
    for (p, q) in [(-dx, a.x - x), (dx, maxX - a.x), (-dy, a.y - y), (dy, maxY - a.y)] {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        first = max(first, q / p)
      } else {
        last = min(last, q / p)
      }
    }
    guard first < last else { return nil }
    return (Point(x: a.x + first * dx, y: a.y + first * dy), Point(x: a.x + last * dx, y: a.y + last * dy))
  }
}
