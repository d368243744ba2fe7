extension LineChart {
  /// Lines with at most so many points show every point as a dot (empirical).
  private static let mostDots = 30

  func marks(in area: Rect) -> [any Mark] {
    if isNamed, !sharing.isPanel, var labels = SeriesLabels(lines.map(\.name), widest: area.width * 0.28) {
      let frame = frame(in: area, reservedRight: labels.width)
      (labels.ends, labels.plot) = (ends(in: frame), frame.plot)
      if labels.fits { return marks(in: frame) + [labels] }
    }
    let (legends, rest) = placedLegends(in: area)
    return legends + marks(in: frame(in: rest))
  }

  private func marks(in frame: CartesianFrame) -> [any Mark] {
    let marks: [any Mark] = lines.enumerated().map { index, line in
      LineMark(
        points: line.points.map { $0.y.isNaN ? nil : frame.point($0.x, $0.y) }, series: index,
        hasDots: line.points.count <= Self.mostDots
      ) { tip(line.points[$0], of: line) }
    }
    return [GridMark(frame: frame)] + marks + [AxesMark(frame: frame)]
  }

  func frame(in area: Rect) -> CartesianFrame { frame(in: area, reservedRight: 0) }

  private func frame(in area: Rect, reservedRight: Double) -> CartesianFrame {
    let (xs, ys) = (reach.x + sharing.x, reach.y + sharing.y)
    let xScale: ContinuousScale
    if isTime {
      var scale = TimeScale(low: xs.min() ?? 0, high: xs.max() ?? 1, language: language)
      scale.hasClock = hasClock
      xScale = .time(scale)
    } else if hasLogX {
      xScale = .fitting(xs, log: true, format: scaleFormat)
    } else {
      var scale = LinearScale(low: xs.min() ?? 0, high: xs.max() ?? 1, format: scaleFormat)
      scale.isWhole = xs.allSatisfy { $0 == $0.rounded() }
      xScale = .linear(scale)
    }
    let y = Axis(.fitting(ys, log: hasLogY, format: format, includingZero: includesZero), title: titles.y)
    return frame(
      x: Axis(xScale, title: titles.x, hasGrid: false), y: y, in: area, reservedRight: reservedRight)
  }

  var reach: (x: [Double], y: [Double]) {
    (lines.flatMap { $0.points.map(\.x) }, lines.flatMap { $0.points.map(\.y) }.filter { !$0.isNaN })
  }

  func legends(width: Double) -> [SwatchLegend] {
    isNamed ? [SwatchLegend(lines.map(\.name), swatch: .line, width: width)] : []
  }

  private func tip(_ point: (x: Double, y: Double), of line: Line) -> String {
    Phrases.tip([line.name, text(x: point.x)], valueFormat.string(point.y), in: language)
  }

  /// The last point of every line, for its label.
  private func ends(in frame: CartesianFrame) -> [Point?] {
    lines.map { line in line.points.last { !$0.y.isNaN }.flatMap { frame.point($0.x, $0.y) } }
  }
}
