extension BarChart {
  /// More bars than this carry no numbers of their own (empirical).
  private static let mostNumbered = 12

  func marks(in area: Rect) -> [any Mark] {
    let (legends, area) = placedLegends(in: area)
    let horizontal = isHorizontal(width: area.width)
    let frame = frame(in: area)
    let numeric = horizontal ? frame.x : frame.y
    let zero = numeric.position(0) ?? (horizontal ? frame.plot.x : frame.plot.maxY)
    let bars = bars(bands: capped(horizontal ? frame.y.bands : frame.x.bands), zero: zero) { numeric.position($0) }
    var marks = legends + [GridMark(frame: frame), mark(bars, horizontal: horizontal)]
    if let numbers = numbers(horizontal: horizontal, width: area.width) {
      let texts = bars.map { bar in
        let point: Point
        if horizontal {
          let end = bar.isNegative ? bar.low - 4 : bar.high + 4
          point = Point(x: end, y: bar.side + bar.breadth / 2 + 0.36 * Canvas.fontSize)
        } else {
          point = Point(x: bar.side + bar.breadth / 2, y: bar.isNegative ? bar.high + 12 : bar.low - 4)
        }
        return TextMark.Text(
          string: numbers[bar.category], place: point, anchor: !horizontal ? .middle : bar.isNegative ? .end : .start)
      }
      marks.append(TextMark(texts: texts))
    }
    marks.append(AxesMark(frame: frame, baseline: numeric.position(0), ruleLeft: horizontal))
    return marks
  }

  func frame(in area: Rect) -> CartesianFrame {
    let horizontal = isHorizontal(width: area.width)
    let numbers = numbers(horizontal: horizontal, width: area.width)
    let padding = series.count > 1 && arrangement == .grouped ? 0.25 : categories.count > 30 ? 0.15 : 0.2
    let bands = Axis(categories: categories, padding: padding, title: titles.x)
    let numeric = numericAxis(numbers: numbers, horizontal: horizontal, area: area)
    return horizontal ? frame(x: numeric, y: bands, in: area) : frame(x: bands, y: numeric, in: area)
  }

  /// Bars of few categories stay bars (empirical).
  private func capped(_ bands: BandScale) -> BandScale {
    var result = bands
    result.widest = arrangement == .grouped ? 110 * Double(max(1, series.count)).squareRoot() : 110
    return result
  }

  private struct Bar: Sendable {
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

  private func mark(_ bars: [Bar], horizontal: Bool) -> BarMark {
    let format = commonFormat
    let drawn = bars.map { bar in
      let length = bar.high - bar.low
      let rect =
        horizontal
        ? Rect(x: bar.low, y: bar.side, width: length, height: bar.breadth)
        : Rect(x: bar.side, y: bar.low, width: bar.breadth, height: length)
      return BarMark.Bar(rect: rect, series: bar.series) {
        let place = [categories[bar.category], hasLegend ? series[bar.series] : ""]
        let value = values[bar.series][bar.category].map { format.string($0) } ?? ""
        return Phrases.tip(place, value, in: language)
      }
    }
    return BarMark(bars: drawn, seriesCount: series.count, tips: bars.count)
  }

  /// The least and the greatest end of a bar, zero included.
  var ends: (low: Double, high: Double) {
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
    return (low, high)
  }

  /// The axis of the numbers; where those at the bars' ends would stick out, room beyond its last tick rather than a tick
  /// more: shares end at 100 %.
  private func numericAxis(numbers: [String]?, horizontal: Bool, area: Rect) -> Axis {
    var (low, high) = ends
    for value in sharing.y { (low, high) = (min(low, value), max(high, value)) }
    let top = (low, high)
    if low == 0, high == 0 { high = 1 }
    var scale = LinearScale(low: low, high: high, format: format)
    let all = values.flatMap { $0.compactMap { $0 } } + sharing.y
    scale.isWhole = all.allSatisfy { $0 == $0.rounded() }
    let nice = scale.nice(count: horizontal ? 6 : 8)
    var axis = Axis(.linear(nice), title: titles.y)
    if let numbers {
      let needed = horizontal ? TextMetrics.width(numbers, size: Canvas.fontSize) + 8 : 17
      // Margins are estimated, on the side of too much room.
      let pixels = horizontal ? max(area.width * 0.5, 60) : max(area.height - 80, 40)
      let unit = pixels / (nice.high - nice.low)
      if top.1 > 0 || low == 0 { axis.headroom = max(0, needed - (nice.high - top.1) * unit) }
      if low < 0 { axis.footroom = max(0, needed - (low - nice.low) * unit) }
    }
    return axis
  }

  /// The number of every bar as text, when the bars are few and the numbers fit.
  private func numbers(horizontal: Bool, width: Double) -> [String]? {
    guard series.count == 1, categories.count <= Self.mostNumbered else { return nil }
    let format = commonFormat
    let texts = values[0].map { $0.map { format.string($0) } ?? "" }
    let room = horizontal ? min(60, width * 0.2) : (width - 70) / Double(categories.count) - 4
    return texts.allSatisfy { TextMetrics.width($0, size: Canvas.fontSize) <= room } ? texts : nil
  }

  // Panels of small multiples.

  var reach: (x: [Double], y: [Double]) {
    let fraction = values.flatMap { $0.compactMap { $0 } }.first { $0 != $0.rounded() }
    return ([], [ends.low, ends.high] + (fraction.map { [$0] } ?? []))
  }

  func legends(width: Double) -> [SwatchLegend] {
    hasLegend ? [SwatchLegend(series, swatch: .square, width: width)] : []
  }
}
