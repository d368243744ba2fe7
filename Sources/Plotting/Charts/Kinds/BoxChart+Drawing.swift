import Languages

extension BoxChart {
  func marks(in area: Rect) -> [any Mark] {
    let horizontal = isHorizontal(width: area.width)
    let frame = frame(in: area)
    var bands = horizontal ? frame.y.bands : frame.x.bands
    bands.widest = 64
    let placed = boxes.enumerated().compactMap { category, box in
      box.map { box in BoxMark.Box(statistics: box, center: bands.center(category)) { tip(category, box) } }
    }
    let mark = BoxMark(
      boxes: placed, breadth: bands.bandwidth, isHorizontal: horizontal,
      axis: horizontal ? frame.x : frame.y)
    var marks: [any Mark] = [GridMark(frame: frame), mark]
    if let counts = counts(bands: bands, horizontal: horizontal, in: frame) { marks.append(counts) }
    return marks + [AxesMark(frame: frame, ruleLeft: horizontal)]
  }

  func frame(in area: Rect) -> CartesianFrame {
    let horizontal = isHorizontal(width: area.width)
    let bands = Axis(categories: categories, padding: 0.4, title: titles.x)
    var numeric = Axis(.fitting(reach.y + sharing.y, log: isLog, format: format), title: titles.y, inset: 5)
    let widest = TextMetrics.width(present.map { "n = " + CountedNoun.grouped($0.count) }, size: Self.countSize)
    numeric.headroom = horizontal ? min(widest, area.width * 0.2) + 8 : 15
    return horizontal ? frame(x: numeric, y: bands, in: area) : frame(x: bands, y: numeric, in: area)
  }

  private static let countSize = 10.5

  /// How many values every box stands for, where that fits: "n = 1,234", or the number alone.
  private func counts(bands: BandScale, horizontal: Bool, in frame: CartesianFrame) -> TextMark? {
    guard let texts = counts(room: horizontal ? frame.plot.width * 0.22 : bands.step - 4) else { return nil }
    if horizontal, bands.step < 12 { return nil }
    let placed = texts.enumerated().filter { !$0.element.isEmpty }.map { category, text in
      let middle = bands.center(category)
      let point =
        horizontal
        ? Point(x: frame.plot.maxX - 2, y: middle + 0.36 * Self.countSize)
        : Point(x: middle, y: frame.plot.y + 10)
      return TextMark.Text(string: text, place: point, anchor: horizontal ? .end : .middle)
    }
    return TextMark(texts: placed, size: Self.countSize, fill: .quietInk)
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
