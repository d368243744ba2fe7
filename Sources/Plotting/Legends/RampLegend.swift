/// A colour ramp with ticks, standing beside a plot.
struct RampLegend: Mark {
  var ramp: ColorRamp
  var scale: ContinuousScale
  var title: String
  /// Where it is drawn, a hundred and sixty px high at most.
  var area = Rect(x: 0, y: 0, width: 0, height: 0)

  private static let barWidth = 12.0
  private static let titleSize = 12.0

  /// The ticks for a ramp of `height` px.
  private func ticks(_ height: Double) -> [Tick] {
    var count = max(2, Int(height / 30))
    while count > 1 {
      let positions = scale.ranged(height, 0).ticks(count: count).compactMap {
        scale.ranged(height, 0).position($0.value)
      }
      let closest = zip(positions, positions.dropFirst()).map { abs($0 - $1) }.min() ?? .infinity
      if closest >= 15 { break }
      count -= 1
    }
    return scale.ticks(count: count)
  }

  private func titleLines(width: Double) -> [String] {
    title.isEmpty ? [] : LineBreaking.lines(title, width: max(width, 70), size: Self.titleSize, limit: 3)
  }

  /// The width that the legend takes at a height in px.
  func width(height: Double) -> Double {
    let labels = ticks(height).map { TextMetrics.width($0.label, size: Canvas.fontSize) }.max() ?? 0
    let bar = Self.barWidth + 8 + labels
    return max(bar, TextMetrics.width(titleLines(width: bar), size: Self.titleSize))
  }

  func draw(on canvas: inout Canvas) {
    let lines = titleLines(width: area.width)
    for (row, line) in lines.enumerated() {
      canvas.text(line, at: Point(x: area.x, y: area.y + 11 + Double(row) * Self.titleSize * TextMetrics.lineHeight))
    }
    let top = area.y + (lines.isEmpty ? 6 : Double(lines.count) * Self.titleSize * TextMetrics.lineHeight + 9)
    // Steps of whole px, so that rounding opens no seams.
    let step = (min(170, area.maxY - top - 6) / Double(ColorRamp.steps)).rounded(.down)
    guard step >= 1 else { return }
    let height = step * Double(ColorRamp.steps)
    canvas.group(crisp: true) { canvas in
      for index in 0..<ColorRamp.steps {
        let y = top + height - Double(index + 1) * step
        canvas.rect(Rect(x: area.x, y: y, width: Self.barWidth, height: step), fill: .ramp(ramp, step: index))
      }
    }
    let placed = scale.ranged(top + height, top)
    for tick in ticks(height) {
      guard let y = placed.position(tick.value) else { continue }
      canvas.line(
        Point(x: area.x + Self.barWidth, y: y), Point(x: area.x + Self.barWidth + 4, y: y), stroke: Stroke(.axis))
      canvas.text(
        tick.label.joined(separator: " "), at: Point(x: area.x + Self.barWidth + 7, y: y + 0.36 * Canvas.fontSize),
        fill: .quietInk)
    }
  }
}
