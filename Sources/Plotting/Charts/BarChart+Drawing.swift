extension BarChart {
  /// More bars than this carry no numbers of their own (empirical).
  private static let mostNumbered = 12

  func draw(on canvas: inout Canvas, in area: Rect) {
    var area = area
    if let legend = legend(width: area.width) {
      legend.draw(on: &canvas, at: Point(x: area.x, y: area.y))
      area = area.inset(top: legend.height)
    }
    let horizontal = isHorizontal(width: area.width)
    let numbers = numbers(horizontal: horizontal, width: area.width)
    let padding = series.count > 1 && arrangement == .grouped ? 0.25 : categories.count > 30 ? 0.15 : 0.2
    let bands = Axis(categories: categories, padding: padding, title: titles.x)
    let numeric = Axis(.linear(scale(numbered: numbers != nil, horizontal: horizontal, area: area)), title: titles.y)
    if horizontal {
      let frame = CartesianFrame(x: numeric, y: bands, in: area)
      frame.drawGrid(on: &canvas)
      let bars = bars(bands: frame.y.bands, zero: frame.x.position(0) ?? frame.plot.x) { frame.x.position($0) }
      draw(
        bars.map { ($0.series, Rect(x: $0.low, y: $0.side, width: $0.high - $0.low, height: $0.breadth)) }, on: &canvas)
      if let numbers {
        for bar in bars {
          let text = numbers[bar.category]
          let end = bar.isNegative ? bar.low - 4 : bar.high + 4
          let point = Point(x: end, y: bar.side + bar.breadth / 2 + 0.36 * Canvas.fontSize)
          canvas.text(text, at: point, anchor: bar.isNegative ? .end : .start)
        }
      }
      frame.drawAxes(on: &canvas, baseline: frame.x.position(0), ruleLeft: true)
    } else {
      let frame = CartesianFrame(x: bands, y: numeric, in: area)
      frame.drawGrid(on: &canvas)
      let bars = bars(bands: frame.x.bands, zero: frame.y.position(0) ?? frame.plot.maxY) { frame.y.position($0) }
      draw(
        bars.map { ($0.series, Rect(x: $0.side, y: $0.low, width: $0.breadth, height: $0.high - $0.low)) }, on: &canvas)
      if let numbers {
        for bar in bars {
          let baseline = bar.isNegative ? bar.high + 12 : bar.low - 4
          let point = Point(x: bar.side + bar.breadth / 2, y: baseline)
          canvas.text(numbers[bar.category], at: point, anchor: .middle)
        }
      }
      frame.drawAxes(on: &canvas, baseline: frame.y.position(0))
    }
  }

  private struct Bar {
    var series: Int
    var category: Int
    var side: Double
    var breadth: Double
    var low: Double
    var high: Double
    var isNegative: Bool
  }

  /// The bars in px: `side` and `breadth` along the categories, `low` and `high` along the numbers.
  private func bars(bands: BandScale, zero: Double, position: (Double) -> Double?) -> [Bar] {
    var bars: [Bar] = []
    for category in categories.indices {
      var (above, below) = (0.0, 0.0)
      for line in series.indices {
        guard let value = values[line][category] else { continue }
        var (side, breadth) = (bands.side(category), bands.bandwidth)
        var base = 0.0
        if arrangement == .grouped {
          breadth /= Double(series.count)
          side += Double(line) * breadth
        } else {
          base = value < 0 ? below : above
          if value < 0 { below += value } else { above += value }
        }
        let (a, b) = (position(base) ?? zero, position(base + value) ?? zero)
        bars.append(
          Bar(
            series: line, category: category, side: side, breadth: breadth, low: min(a, b), high: max(a, b),
            isNegative: value < 0))
      }
    }
    return bars
  }

  private func draw(_ bars: [(series: Int, rect: Rect)], on canvas: inout Canvas) {
    for line in series.indices {
      let outline = Palette.needsOutline(line) ? Stroke(.ink, width: 0.75) : nil
      canvas.group(fill: .series(line), stroke: outline) { canvas in
        for bar in bars where bar.series == line { canvas.rect(bar.rect) }
      }
    }
  }

  private func scale(numbered: Bool, horizontal: Bool, area: Rect) -> LinearScale {
    var (low, high) = (0.0, 0.0)
    for category in categories.indices {
      let present = values.compactMap { $0[category] }
      if arrangement == .stacked {
        high = max(high, present.reduce(0) { $0 + max(0, $1) })
        low = min(low, present.reduce(0) { $0 + min(0, $1) })
      } else {
        high = max(high, present.max() ?? 0)
        low = min(low, present.min() ?? 0)
      }
    }
    if low == 0, high == 0 { high = 1 }
    if numbered {
      // Room for the numbers at the bars' ends, as a part of the axis.
      let share = horizontal ? 60 / max(area.width - 180, 100) : 18 / max(area.height - 70, 50)
      let span = high - low
      if high > 0 { high += span * share }
      if low < 0 { low -= span * share }
    }
    var scale = LinearScale(low: low, high: high, format: format)
    scale.isWhole = values.allSatisfy { $0.allSatisfy { $0.map { $0 == $0.rounded() } ?? true } }
    return scale.nice(count: horizontal ? 6 : 8)
  }

  /// The number of every bar as text, when the bars are few and the numbers fit.
  private func numbers(horizontal: Bool, width: Double) -> [String]? {
    guard series.count == 1, categories.count <= Self.mostNumbered else { return nil }
    let texts = values[0].map { $0.map { format.string($0) } ?? "" }
    let room = horizontal ? 60 : (width - 70) / Double(categories.count) - 4
    return texts.allSatisfy { TextMetrics.width($0, size: Canvas.fontSize) <= room } ? texts : nil
  }
}
