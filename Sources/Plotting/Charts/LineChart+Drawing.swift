extension LineChart {
  /// Lines with at most so many points show every point as a dot (empirical).
  private static let mostDots = 30

  func draw(on canvas: inout Canvas, in area: Rect) {
    let xs = lines.flatMap { $0.points.map(\.x) }
    let ys = lines.flatMap { $0.points.map(\.y) }.filter { !$0.isNaN }
    let xScale: ContinuousScale
    if isTime {
      xScale = .time(TimeScale(low: xs.min() ?? 0, high: xs.max() ?? 1, language: language))
    } else if hasLogX {
      xScale = .fitting(xs, log: true)
    } else {
      var scale = LinearScale(low: xs.min() ?? 0, high: xs.max() ?? 1)
      scale.isWhole = xs.allSatisfy { $0 == $0.rounded() }
      xScale = .linear(scale)
    }
    let x = Axis(xScale, title: titles.x, hasGrid: false)
    let y = Axis(.fitting(ys, log: hasLogY, format: format, includingZero: includesZero), title: titles.y)
    var area = area
    var frame = CartesianFrame(x: x, y: y, in: area)
    var labels: SeriesLabels?
    if isNamed {
      labels = SeriesLabels(lines.map(\.name), widest: area.width * 0.28)
      if let direct = labels {
        frame = CartesianFrame(x: x, y: y, in: area, reservedRight: direct.width)
        if !direct.fits(ends(in: frame), in: frame.plot) { labels = nil }
      }
      if labels == nil {
        let legend = SwatchLegend(lines.map(\.name), swatch: .line, width: area.width)
        legend.draw(on: &canvas, at: Point(x: area.x, y: area.y))
        area = area.inset(top: legend.height)
        frame = CartesianFrame(x: x, y: y, in: area)
      }
    }
    frame.drawGrid(on: &canvas)
    for (index, line) in lines.enumerated() {
      LineMark(points: line.points.map { $0.y.isNaN ? nil : frame.point($0.x, $0.y) }, series: index)
        .draw(on: &canvas, dots: line.points.count <= Self.mostDots)
    }
    frame.drawAxes(on: &canvas)
    labels?.draw(on: &canvas, ends: ends(in: frame), in: frame.plot)
  }

  /// The last point of every line, for its label.
  private func ends(in frame: CartesianFrame) -> [Point?] {
    lines.map { line in line.points.last { !$0.y.isNaN }.flatMap { frame.point($0.x, $0.y) } }
  }
}
