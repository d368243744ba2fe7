import Languages

/// Boxes of a number by category: the middle half, the median, whiskers, and dots for what lies beyond them.
struct BoxChart: FacetForm {
  var categories: [String]
  /// One a category; nil where there are no values.
  var boxes: [BoxStatistics?]
  var isLog: Bool
  var orientation: BarOrientation
  var titles: AxisTitles
  var sharing = Sharing()
  var language = Language.english
  /// Rows whose values are not in the boxes.
  var leftOut: LeftOut
  let format: NumberFormat
  /// Whether a log axis was asked for where nothing is positive.
  let lacksPositives: Bool

  init(
    categories: [String], boxes: [BoxStatistics?], log: Bool, orientation: BarOrientation,
    leftOut: LeftOut = LeftOut(), titles: AxisTitles, format: NumberFormat = .automatic
  ) {
    let count = min(categories.count, boxes.count)
    self.categories = Array(categories.prefix(count))
    self.boxes = Array(boxes.prefix(count))
    // Nothing positive leaves a log axis without a place for anything.
    isLog = log && self.boxes.contains { ($0?.highest ?? 0) > 0 }
    self.orientation = orientation
    self.leftOut = leftOut
    self.format = format
    lacksPositives = log && !isLog && self.boxes.contains { $0 != nil }
    self.titles = titles
  }

  var present: [BoxStatistics] { boxes.compactMap { $0 } }
  var isEmpty: Bool { present.isEmpty }
  /// A single box without a name lies on its side: it needs little height.
  var isAlone: Bool { categories.count == 1 && categories[0].isEmpty }

  func isHorizontal(width: Double) -> Bool {
    switch orientation {
    case .vertical: false
    case .horizontal: true
    case .automatic:
      isAlone || !CategoryLabels.fitFlat(categories, step: (width - 60) / Double(max(1, categories.count)))
    }
  }

  func size(within proposed: Size) -> Size {
    guard isHorizontal(width: proposed.width) else {
      return Size(width: max(proposed.width, Double(categories.count) * 14 + 90), height: proposed.height)
    }
    let row = max(22, CategoryLabels.rowHeight(categories, widest: proposed.width * 0.42))
    let needed = Double(categories.count) * row + 70
    // Few boxes are not blown up to fill the height.
    let comfortable = Double(categories.count) * max(44, row) + 70
    return Size(width: proposed.width, height: max(needed, min(proposed.height, comfortable)))
  }

  var reach: (x: [Double], y: [Double]) { ([], present.flatMap { [$0.lowest, $0.highest, $0.median] }) }

  var placedTitles: AxisTitles { orientation == .horizontal ? AxisTitles(x: titles.y, y: titles.x) : titles }

  mutating func settle(width: Double) {
    orientation = isHorizontal(width: width) ? .horizontal : .vertical
  }

  func legends(width: Double) -> [SwatchLegend] { [] }
}

extension BoxStatistics {
  /// The least and the greatest value that is drawn.
  var lowest: Double { min(outliers.first ?? lowWhisker, lowWhisker) }
  var highest: Double { max(outliers.last ?? highWhisker, highWhisker) }
}
