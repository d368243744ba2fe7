import Languages

extension BoxChart {
  func draw(on canvas: inout Canvas, in area: Rect) {
    let horizontal = isHorizontal(width: area.width)
    let frame = frame(in: area)
    frame.drawGrid(on: &canvas)
    var bands = horizontal ? frame.y.bands : frame.x.bands
    bands.widest = 64
    let hasTips = canvas.grantsTips(present.count)
    for (category, box) in boxes.enumerated() {
      guard let box else { continue }
      let mark = BoxMark(
        box: box, center: bands.center(category), breadth: bands.bandwidth, isHorizontal: horizontal,
        axis: horizontal ? frame.x : frame.y, tip: hasTips ? tip(category, box) : nil)
      mark.draw(on: &canvas)
    }
    drawCounts(bands: bands, horizontal: horizontal, in: frame, on: &canvas)
    frame.drawAxes(on: &canvas, ruleLeft: horizontal)
  }

  func frame(in area: Rect) -> CartesianFrame {
    let horizontal = isHorizontal(width: area.width)
    var bands = Axis(categories: categories, padding: 0.4, title: titles.x)
    var numeric = Axis(.fitting(reach.y + sharing.y, log: isLog, format: format), title: titles.y, inset: 5)
    let widest = TextMetrics.width(present.map { "n = " + CountedNoun.grouped($0.count) }, size: Self.countSize)
    numeric.headroom = horizontal ? min(widest, area.width * 0.2) + 8 : 15
    numeric.isLabelled = horizontal ? sharing.labelsX : sharing.labelsY
    bands.isLabelled = horizontal ? sharing.labelsY : sharing.labelsX
    return horizontal ? CartesianFrame(x: numeric, y: bands, in: area) : CartesianFrame(x: bands, y: numeric, in: area)
  }

  private static let countSize = 10.5

  /// How many values every box stands for, where that fits: "n = 1,234", or the number alone.
  private func drawCounts(bands: BandScale, horizontal: Bool, in frame: CartesianFrame, on canvas: inout Canvas) {
    guard let texts = counts(room: horizontal ? frame.plot.width * 0.22 : bands.step - 4) else { return }
    if horizontal, bands.step < 12 { return }
    canvas.group(fill: .quietInk) { canvas in
      for (category, text) in texts.enumerated() where !text.isEmpty {
        let middle = bands.center(category)
        let point =
          horizontal
          ? Point(x: frame.plot.maxX - 2, y: middle + 0.36 * Self.countSize)
          : Point(x: middle, y: frame.plot.y + 10)
        canvas.text(text, at: point, anchor: horizontal ? .end : .middle, size: Self.countSize)
      }
    }
  }

  private func counts(room: Double) -> [String]? {
    let plain = boxes.map { $0.map { CountedNoun.grouped($0.count) } ?? "" }
    for texts in [plain.map { $0.isEmpty ? $0 : "n = " + $0 }, plain]
    where texts.allSatisfy({ TextMetrics.width($0, size: Self.countSize) <= room }) { return texts }
    return nil
  }

  private func tip(_ category: Int, _ box: BoxStatistics) -> String {
    let numbers = [box.lowWhisker, box.lowerQuartile, box.median, box.upperQuartile, box.highWhisker]
    let format = format.telling(numbers)
    return Phrases.tip([categories[category]], numbers.map { format.string($0) }.joined(separator: " | "), in: language)
  }
}
