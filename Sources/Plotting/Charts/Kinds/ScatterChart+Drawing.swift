import ElementaryFunctions

extension ScatterChart {
  func marks(in area: Rect) -> [any Mark] {
    let (legends, area) = placedLegends(in: area)
    let (frame, ramp) = layout(in: area)
    let places = points.compactMap { frame.point($0.x, $0.y) }
    var marks = legends
    marks.append(hasAxes ? GridMark(frame: frame) : OutlineMark(plot: frame.plot))
    if isDensity {
      marks.append(density(places, in: frame.plot))
    } else {
      marks.append(DotMark(points: places, series: seriesOfPoint, seed: seed, tips: points.count) { tip($0) })
    }
    for line in lines { if let rule = rule(line, in: frame) { marks.append(rule) } }
    if hasAxes { marks.append(AxesMark(frame: frame)) }
    if let ramp { marks.append(ramp) }
    if !labels.isEmpty { marks.append(LabelMark(texts: shownLabels, placed: placement(places, in: frame.plot))) }
    return marks
  }

  private func tip(_ index: Int) -> String {
    let names = [
      labels.isEmpty ? "" : labels[index], series.count > 1 || hasLegend ? series[seriesOfPoint[index]] : "",
    ]
    let place = hasAxes ? "\(formats.x.string(points[index].x)), \(formats.y.string(points[index].y))" : ""
    return Phrases.tip(names, place, in: language)
  }

  private func density(_ places: [Point], in plot: Rect) -> DensityMark {
    var mark = DensityMark(places, in: plot)
    if let fullestCell { mark.most = fullestCell }
    return mark
  }

  /// The names of the series and of the lines.
  func legends(width: Double) -> [SwatchLegend] {
    // A trend that cannot be fitted is not drawn.
    let drawn = lines.filter { $0 != .trend || sharing.isPanel || fit != nil }
    return (hasLegend ? [SwatchLegend(series, swatch: .dot, width: width)] : [])
      + (drawn.isEmpty ? [] : [SwatchLegend(drawn, width: width, language)])
  }

  func unplacedLabels(in size: Size) -> Int {
    if labels.isEmpty { return 0 }
    var area = Rect(x: 0, y: 0, width: size.width, height: size.height)
    for legend in legends(width: area.width) { area = area.inset(top: legend.height) }
    let frame = layout(in: area).frame
    let places = points.compactMap { frame.point($0.x, $0.y) }
    return labels.count { !$0.isEmpty } - placement(places, in: frame.plot).count
  }

  /// Labels longer than this are cut by an ellipsis, in px.
  private static let longestLabel = 180.0

  private var shownLabels: [String] {
    labels.map { LineBreaking.ellipsized($0, width: Self.longestLabel, size: LabelMark.size) }
  }

  /// A map of thousands of names is read by nobody: beyond this number no more are tried (empirical).
  private static let mostLabels = 400

  private func placement(_ places: [Point], in plot: Rect) -> [LabelPlacement.Placed] {
    var texts = shownLabels
    for index in texts.indices where index >= Self.mostLabels { texts[index] = "" }
    return LabelPlacement.place(
      texts, at: places, in: plot, size: LabelMark.size, radius: DotMark.radius(count: points.count))
  }

  func frame(in area: Rect) -> CartesianFrame { frame(in: area, reservedRight: 0) }

  private func frame(in area: Rect, reservedRight: Double) -> CartesianFrame {
    var x = Axis(.fitting(reach.x + sharing.x, log: hasLogX, format: axisFormats.x), title: titles.x, inset: 8)
    var y = Axis(.fitting(reach.y + sharing.y, log: hasLogY, format: axisFormats.y), title: titles.y, inset: 8)
    if !hasAxes {
      (x.scale, y.scale) = (.continuous(.bare(reach.x + sharing.x)), .continuous(.bare(reach.y + sharing.y)))
      (x.inset, y.inset, x.isLabelled, y.isLabelled) = (24, 24, false, false)
    }
    return frame(x: x, y: y, in: area, reservedRight: reservedRight)
  }

  /// The frame, and the ramp of a density beside it.
  private func layout(in area: Rect) -> (frame: CartesianFrame, ramp: RampLegend?) {
    let frame = frame(in: area)
    guard isDensity, !sharing.isPanel else { return (frame, nil) }
    // The ramp's labels depend on the counts, and the counts on the plot that is left beside it: two rounds.
    func legend(_ frame: CartesianFrame) -> RampLegend {
      let places = points.compactMap { frame.point($0.x, $0.y) }
      return RampLegend(
        ramp: .sequential, scale: DensityMark(places, in: frame.plot).scale, title: language(en: "points", ja: "点の数"))
    }
    let width = legend(frame).width(height: 170) + 22
    let narrow = self.frame(in: area, reservedRight: width)
    let left = narrow.plot.maxX + 16
    var ramp = legend(narrow)
    ramp.area = Rect(x: left, y: narrow.plot.y - 6, width: area.maxX - left, height: narrow.plot.height)
    return (narrow, ramp)
  }

  /// A straight line cut to the plot; nil where it cannot be fitted or lies outside.
  private func rule(_ line: ScatterLine, in frame: CartesianFrame) -> RuleMark? {
    var ends: (Point, Point)?
    switch line {
    case .identity:
      let values = points.flatMap { [$0.x, $0.y] }.filter { !(hasLogX || hasLogY) || $0 > 0 }
      guard let low = values.min(), let high = values.max(), low < high else { return nil }
      if let a = frame.point(low, low), let b = frame.point(high, high) { ends = (a, b) }
    case .trend:
      guard let fit else { return nil }
      let values = points.map(\.x).filter { !hasLogX || $0 > 0 }
      guard let low = values.min(), let high = values.max(), low < high else { return nil }
      func place(_ x: Double) -> Point? {
        let y = fit.intercept + fit.slope * (hasLogX ? Elementary.log10(x) : x)
        return frame.point(x, hasLogY ? Elementary.power10(y) : y)
      }
      if let a = place(low), let b = place(high) { ends = (a, b) }
    }
    guard let ends, let (a, b) = frame.plot.clipped(ends.0, ends.1) else { return nil }
    // Ink on the darkest cells of a density needs a light edge.
    let edge = isDensity ? [Stroke(.background, width: 4)] : []
    return RuleMark(
      start: a, end: b, strokes: edge + [Stroke(.ink, width: line == .trend ? 2 : 1.5, dashes: line.dashes)])
  }
}
