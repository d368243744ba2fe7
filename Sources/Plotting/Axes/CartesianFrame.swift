import Languages

/// The plot's rectangle between two laid-out axes.
struct CartesianFrame: Sendable {
  let plot: Rect
  let x: AxisLayout
  let y: AxisLayout
  private let xAxis: Axis
  private let yAxis: Axis
  private let xTitle: [String]
  private let yTitle: [String]
  private let area: Rect

  private static let titleSize = Canvas.fontSize
  private static let titleLine = titleSize * TextMetrics.lineHeight

  /// Lays both axes out inside `area`; `reservedRight` stays free for labels or a legend beside the plot.
  init(x xAxis: Axis, y yAxis: Axis, in area: Rect, reservedRight: Double = 0) {
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.area = area
    let yTitle = xAxis.titleLines(yAxis.title, width: area.width)
    let xTitle = xAxis.titleLines(xAxis.title, width: area.width - 20)
    let above = yTitle.isEmpty ? 6.0 : Double(yTitle.count) * Self.titleLine + 9
    let below = xTitle.isEmpty ? 4.0 : Double(xTitle.count) * Self.titleLine + 9
    var plot = area.inset(left: 40, top: above, right: reservedRight, bottom: 20 + below)
    var x = xAxis.horizontal(from: plot.x, to: plot.maxX)
    var y = yAxis.vertical(top: plot.y, bottom: plot.maxY, widest: area.width * 0.42)
    // The margins depend on the labels and the labels on the margins: a few rounds settle it.
    for _ in 0..<4 {
      let left = max((yAxis.isLabelled ? y.room : 0) + 2, x.overhang.start + 1)
      let right = max(reservedRight, x.overhang.end + 2, 8)
      plot = area.inset(left: left, top: above, right: right, bottom: (xAxis.isLabelled ? x.room : 0) + below)
      x = xAxis.horizontal(from: plot.x, to: plot.maxX)
      y = yAxis.vertical(top: plot.y, bottom: plot.maxY, widest: area.width * 0.42)
    }
    self.plot = plot
    self.x = x
    self.y = y
    self.xTitle = xTitle
    self.yTitle = yTitle
  }

  /// What the labels and titles take away from the area on its four sides.
  var margins: (left: Double, top: Double, right: Double, bottom: Double) {
    (plot.x - area.x, plot.y - area.y, area.maxX - plot.maxX, area.maxY - plot.maxY)
  }

  func point(_ x: Double, _ y: Double) -> Point? {
    guard let px = self.x.position(x), let py = self.y.position(y) else { return nil }
    return Point(x: px, y: py)
  }

  /// What lies behind the marks: grid lines.
  fileprivate func drawGrid(on canvas: inout Canvas) {
    guard xAxis.hasGrid || yAxis.hasGrid else { return }
    canvas.group(stroke: Stroke(.grid)) { canvas in
      if yAxis.hasGrid {
        for label in y.labels {
          canvas.line(Point(x: plot.x, y: label.position), Point(x: plot.maxX, y: label.position))
        }
      }
      if xAxis.hasGrid {
        for label in x.labels {
          canvas.line(Point(x: label.position, y: plot.y), Point(x: label.position, y: plot.maxY))
        }
      }
    }
  }

  /// Axis lines, ticks, labels and titles, over the marks. `baseline` is the px of 0 where bars stand on it:
  /// of y, or of x when `ruleLeft` says that they lie.
  fileprivate func drawAxes(on canvas: inout Canvas, baseline: Double?, ruleLeft: Bool) {
    canvas.group(stroke: Stroke(.axis)) { canvas in
      let base = baseline ?? plot.maxY
      if x.isBand && y.isBand { return }
      if ruleLeft {
        canvas.line(Point(x: baseline ?? plot.x, y: plot.y), Point(x: baseline ?? plot.x, y: plot.maxY))
      } else {
        canvas.line(Point(x: plot.x, y: base), Point(x: plot.maxX, y: base))
      }
      for tick in x.minorTicks { canvas.line(Point(x: tick, y: plot.maxY), Point(x: tick, y: plot.maxY + 3)) }
      for tick in y.minorTicks { canvas.line(Point(x: plot.x - 3, y: tick), Point(x: plot.x, y: tick)) }
      if !x.isBand {
        for label in x.labels {
          canvas.line(Point(x: label.position, y: plot.maxY), Point(x: label.position, y: plot.maxY + 5))
        }
      }
    }
    canvas.group(fill: .quietInk) { canvas in
      if xAxis.isLabelled { drawHorizontalLabels(on: &canvas) }
      for label in y.labels where yAxis.isLabelled {
        let height = Double(label.lines.count - 1) * Self.titleLine
        for (row, line) in label.lines.enumerated() {
          let baseline = label.position - height / 2 + Double(row) * Self.titleLine + 0.36 * Canvas.fontSize
          canvas.text(line, at: Point(x: plot.x - Axis.labelGap, y: baseline), anchor: .end)
        }
      }
    }
    for (row, line) in yTitle.enumerated() {
      canvas.text(line, at: Point(x: area.x, y: area.y + 11 + Double(row) * Self.titleLine))
    }
    for (row, line) in xTitle.enumerated() {
      let baseline = area.maxY - 5 - Double(xTitle.count - 1 - row) * Self.titleLine
      let half = TextMetrics.width(line, size: Self.titleSize) / 2
      let center = min(max(plot.midX, area.x + half), area.maxX - half)
      canvas.text(line, at: Point(x: center, y: baseline), anchor: .middle)
    }
  }

  private func drawHorizontalLabels(on canvas: inout Canvas) {
    for label in x.labels {
      switch x.turn {
      case -45:
        let point = Point(x: label.position + 3, y: plot.maxY + Axis.labelGap + 5)
        canvas.text(label.lines.joined(separator: " "), at: point, anchor: .end, turn: -45)
      case -90:
        let point = Point(x: label.position + 0.36 * Canvas.fontSize, y: plot.maxY + Axis.labelGap)
        canvas.text(label.lines.joined(separator: " "), at: point, anchor: .end, turn: -90)
      default:
        for (row, line) in label.lines.enumerated() {
          let baseline =
            plot.maxY + Axis.labelGap + Canvas.fontSize * TextMetrics.ascent + Double(row) * Self.titleLine
          canvas.text(line, at: Point(x: label.position, y: baseline), anchor: .middle)
        }
      }
    }
  }
}

/// The grid lines of a frame.
struct GridMark: Mark {
  var frame: CartesianFrame

  func draw(on canvas: inout Canvas) { frame.drawGrid(on: &canvas) }
}

/// The axes of a frame with ticks, labels and titles.
struct AxesMark: Mark {
  var frame: CartesianFrame
  /// The px of 0 where bars stand on it: of y, or of x where they lie.
  var baseline: Double?
  /// Whether marks lie beside the vertical axis rather than stand on the other.
  var ruleLeft = false

  func draw(on canvas: inout Canvas) { frame.drawAxes(on: &canvas, baseline: baseline, ruleLeft: ruleLeft) }
}

/// The outline of a plot that has no axes.
struct OutlineMark: Mark {
  var plot: Rect

  func draw(on canvas: inout Canvas) { canvas.rect(plot, fill: Paint.none, stroke: Stroke(.grid)) }
}

extension Axis {
  /// The title in at most two lines.
  fileprivate func titleLines(_ title: String, width: Double) -> [String] {
    title.isEmpty ? [] : LineBreaking.lines(title, width: width, size: Canvas.fontSize, limit: 2)
  }
}

/// The frame of a chart that has nothing to draw, and says so.
struct EmptyFrame: Mark {
  var area: Rect
  var language: Language

  func draw(on canvas: inout Canvas) {
    let words = language(en: "no rows to draw", ja: "描く行がありません")
    let frame = area.inset(left: 1, top: 1, right: 1, bottom: 1)
    canvas.rect(frame, fill: Paint.none, stroke: Stroke(.axis, dashes: "4 4"))
    canvas.text(
      words, at: Point(x: frame.midX, y: frame.midY + 0.36 * Canvas.fontSize), anchor: .middle, fill: .quietInk)
  }
}
