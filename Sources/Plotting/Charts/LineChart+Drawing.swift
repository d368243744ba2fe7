extension LineChart {
  /// Lines with at most so many points show every point as a dot (empirical).
  private static let mostDots = 30

  func draw(on canvas: inout Canvas, in area: Rect) {
    var area = area
    var frame = frame(in: area)
    var labels: SeriesLabels?
    if isNamed, !sharing.isPanel {
      labels = SeriesLabels(lines.map(\.name), widest: area.width * 0.28)
      if let direct = labels {
        frame = self.frame(in: area, reservedRight: direct.width)
        if !direct.fits(ends(in: frame), in: frame.plot) { labels = nil }
      }
      if labels == nil {
        for legend in legends(width: area.width) {
          legend.draw(on: &canvas, at: Point(x: area.x, y: area.y))
          area = area.inset(top: legend.height)
        }
        frame = self.frame(in: area)
      }
    }
    frame.drawGrid(on: &canvas)
    for (index, line) in lines.enumerated() {
      let hasDots = line.points.count <= Self.mostDots
      let hasTips = hasDots && canvas.grantsTips(line.points.count)
      let mark = LineMark(points: line.points.map { $0.y.isNaN ? nil : frame.point($0.x, $0.y) }, series: index)
      mark.draw(on: &canvas, dots: hasDots, tips: hasTips ? line.points.map { tip($0, of: line) } : nil)
    }
    frame.drawAxes(on: &canvas)
    labels?.draw(on: &canvas, ends: ends(in: frame), in: frame.plot)
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
    var x = Axis(xScale, title: titles.x, hasGrid: false)
    var y = Axis(.fitting(ys, log: hasLogY, format: format, includingZero: includesZero), title: titles.y)
    (x.isLabelled, y.isLabelled) = (sharing.labelsX, sharing.labelsY)
    return CartesianFrame(x: x, y: y, in: area, reservedRight: reservedRight)
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
