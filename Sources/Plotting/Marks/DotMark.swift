import RandomStreams

/// Points, the smaller and the more see-through the more there are, drawn in a seeded order so that no series lies on top.
struct DotMark: Mark {
  var points: [Point]
  /// The series of every point.
  var series: [Int]
  var seed: UInt64
  /// How many tooltips they ask for, and the tooltip of a point.
  var tips: Int
  var tip: @Sendable (Int) -> String

  /// Radius in px for a number of points (empirical).
  static func radius(count: Int) -> Double {
    switch count {
    case ..<60: 4
    case ..<400: 3
    case ..<1500: 2.4
    default: 1.8
    }
  }

  /// Opacity for a number of points, from 0.85 down to 0.25, by the square root of their number (empirical).
  static func opacity(count: Int) -> Double { min(0.85, max(0.25, 20 / Double(max(1, count)).squareRoot())) }

  func draw(on canvas: inout Canvas) {
    let hasTips = canvas.grantsTips(tips)
    let radius = Self.radius(count: points.count)
    let isSingle = series.allSatisfy { $0 == series.first }
    canvas.group(fill: isSingle ? .series(series.first ?? 0) : nil, fillOpacity: Self.opacity(count: points.count)) {
      canvas in
      // One step before the seed, so that place n is drawn with the n-th word after the seed.
      for index in RandomStream(state: seed &- SplitMix64.increment).permutation(of: points.count) {
        let fill: Paint? = isSingle ? nil : .series(series[index])
        let outline = Palette.needsOutline(series[index]) ? Stroke(.ink, width: 0.75) : nil
        canvas.circle(points[index], radius: radius, fill: fill, stroke: outline, tip: hasTips ? tip(index) : nil)
      }
    }
  }
}
