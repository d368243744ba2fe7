import Languages

/// Boxes of values by category: the middle half, the median, Tukey's whiskers, dots beyond them, and how many values each
/// stands for.
public struct BoxSpec: ChartSpec {
  /// The name of every box; a single empty name for one box alone.
  public var categories: [String]
  /// What is said of each; nil for a category without values.
  public var boxes: [BoxStatistics?]
  /// The panel of every box, for small multiples with one pair of axes; nil for one chart.
  public var panels: ChartPanels?
  /// The rows whose values are not in the boxes, for ``Chart/notes``.
  public var leftOut = LeftOut()
  /// A log axis for the values; zeros stand apart. Negatives have no place on it and should not be in the boxes.
  public var isLog = false
  public var orientation = BarOrientation.automatic
  public var format = NumberFormat.automatic

  public init(categories: [String], boxes: [BoxStatistics?]) {
    (self.categories, self.boxes) = (categories, boxes)
  }

  public func drawing(_ titles: AxisTitles) -> ChartDrawing {
    let whole = BoxChart(self, titles)
    guard let panels else { return ChartDrawing(whole) }
    var order = NamePlaces([])
    let placeOfRow = categories.map { order.place(of: $0) }
    let forms = panels.rows(count: whole.categories.count).map { rows in
      var own = [BoxStatistics?](repeating: nil, count: order.count)
      for row in rows { own[placeOfRow[row]] = boxes[row] }
      let part = with { ($0.categories, $0.boxes, $0.leftOut) = (order.names, own, LeftOut()) }
      var form = BoxChart(part, titles)
      form.isLog = whole.isLog
      return form
    }
    return ChartDrawing(Facets(panels.names, forms, whole: whole))
  }
}

/// Boxes of a number by category: the middle half, the median, whiskers, and dots for what lies beyond them.
struct BoxChart: TurningForm {
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
  let lacksPositives: Bool

  init(_ spec: BoxSpec, _ titles: AxisTitles) {
    let count = min(spec.categories.count, spec.boxes.count)
    categories = Array(spec.categories.prefix(count))
    boxes = Array(spec.boxes.prefix(count))
    // Nothing positive leaves a log axis without a place for anything.
    isLog = spec.isLog && boxes.contains { ($0?.highest ?? 0) > 0 }
    (orientation, leftOut, format) = (spec.orientation, spec.leftOut, spec.format)
    lacksPositives = spec.isLog && !isLog && boxes.contains { $0 != nil }
    self.titles = titles
  }

  var present: [BoxStatistics] { boxes.compactMap { $0 } }
  var isEmpty: Bool { present.isEmpty }
  /// A single box without a name lies on its side: it needs little height.
  var isAlone: Bool { categories.count == 1 && categories[0].isEmpty }

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

}

extension BoxStatistics {
  /// The least and the greatest value that is drawn.
  var lowest: Double { min(outliers.first ?? lowWhisker, lowWhisker) }
  var highest: Double { max(outliers.last ?? highWhisker, highWhisker) }
}
