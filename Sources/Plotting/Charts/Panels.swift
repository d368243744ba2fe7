import Languages

/// Several charts in one figure, `columns` of them side by side, each under its own title.
///
/// The size of the figure is the whole width, and the height of one row.
public struct PanelSpec: ChartSpec {
  public var charts: [Chart]
  public var columns = 2

  public init(_ charts: [Chart]) { self.charts = charts }

  public func drawing(_ titles: AxisTitles) -> ChartDrawing {
    ChartDrawing(Panels(charts: charts, columns: columns))
  }
}

/// Several charts in one figure, side by side and in rows, each under its own title.
struct Panels: ChartForm {
  var charts: [Chart]
  var columns: Int

  var language = Language.english {
    didSet { for index in charts.indices { charts[index].language = language } }
  }

  private static let gap = 24.0
  private static let titleRoom = 24.0

  var isEmpty: Bool { charts.isEmpty }

  private var columnCount: Int { max(1, min(columns, charts.count)) }

  private func width(_ total: Double) -> Double {
    max(80, (total - Self.gap * Double(columnCount - 1)) / Double(columnCount))
  }

  private var rowCount: Int { (charts.count + columnCount - 1) / columnCount }

  func size(within proposed: Size) -> Size {
    let offered = Size(width: width(proposed.width), height: proposed.height)
    let sizes = charts.map { $0.form.isEmpty ? offered : $0.form.size(within: offered) }
    // Rows are equally high, so that panels can be compared across them.
    let height = (sizes.map(\.height).max() ?? 0) + (isTitled ? Self.titleRoom : 0)
    let widest = max(sizes.map(\.width).max() ?? 0, offered.width)
    return Size(
      width: widest * Double(columnCount) + Self.gap * Double(columnCount - 1),
      height: height * Double(rowCount) + Self.gap * Double(rowCount - 1))
  }

  private var isTitled: Bool { charts.contains { !$0.title.isEmpty } }

  func marks(in area: Rect) -> [any Mark] {
    var marks: [any Mark] = []
    let offered = Size(width: width(area.width), height: 0)
    var y = area.y
    let rowHeight = (area.height - Self.gap * Double(rowCount - 1)) / Double(max(1, rowCount))
    for (index, chart) in charts.enumerated() {
      let x = area.x + Double(index % columnCount) * (offered.width + Self.gap)
      if index > 0, index % columnCount == 0 { y += rowHeight + Self.gap }
      var panel = Rect(x: x, y: y, width: offered.width, height: rowHeight)
      if isTitled {
        let title = LineBreaking.ellipsized(chart.title, width: panel.width, size: 13, bold: true)
        if !title.isEmpty {
          marks.append(TextMark(title, at: Point(x: panel.x, y: panel.y + 12), size: 13, isBold: true))
        }
        panel = panel.inset(top: Self.titleRoom)
      }
      marks += chart.form.marksOrEmptyFrame(in: panel)
    }
    return marks
  }

  var summary: String {
    let parts = charts.map { titled($0, $0.summary) }
    return language(
      en: "\(CountedNoun.text(charts.count, "panel")). " + parts.joined(separator: " "),
      ja: "\(charts.count)枚の図。" + parts.joined())
  }

  private func titled(_ chart: Chart, _ text: String) -> String {
    Phrases.named(chart.title, text, in: language)
  }

  func notes(in size: Size) -> [String] {
    let offered = Size(width: width(size.width), height: size.height)
    return charts.flatMap { chart in
      chart.form.notes(in: offered).map { titled(chart, $0) }
    }
  }

  var dataTable: DataTable { DataTable(stacking: charts.map { ($0.title, $0.dataTable) }, in: language) }
}
