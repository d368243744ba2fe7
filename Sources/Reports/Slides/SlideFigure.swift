import Notebooks
import Plotting

/// A cell's charts drawn for a slide: in the slide's shape, with text that is read from afar.
struct SlideFigure {
  let charts: [Chart]
  let label: String
  let cell: Cell

  /// How much larger than in a report text and lines are; a chart with a size of its own has room for more and is enlarged
  /// less.
  private static let scale = 1.75
  private static let panelScale = 1.5
  private static let gap = 28.0
  private static let titleHeight = 30.0
  private static let noteHeight = 26.0

  func html(_ writer: PageWriter, _ sheet: SlideSheet) -> HTML {
    let columns = min(charts.count, charts.count == 4 ? 2 : 3)
    let rows = (charts.count + columns - 1) / max(1, columns)
    let notes = FigureNotes.of(charts)
    let hasTitles = charts.count > 1 && charts.contains { !$0.showsTitle && !$0.title.isEmpty }
    var height = sheet.body - (notes.isEmpty ? 0 : Self.noteHeight)
    height = (height - Double(rows - 1) * Self.gap) / Double(rows) - (hasTitles ? Self.titleHeight : 0)
    let width = (SlideSheet.inner - Double(columns - 1) * Self.gap) / Double(columns)
    let alternative = cell.options.figureAlternative.map { writer.plainText($0) } ?? ""
    var panels = HTML()
    for (position, chart) in charts.enumerated() {
      var chart = chart
      let scale = scale(chart, width: width, height: height)
      chart.size = Size(width: (width / scale).rounded(.down), height: (height / scale).rounded(.down))
      chart.label = "\(label)-slide" + (charts.count > 1 ? "-\(position + 1)" : "")
      let title = chart.showsTitle ? "" : chart.title
      if !alternative.isEmpty, position == 0 || title.isEmpty { chart.title = alternative }
      panels += .line(
        "div", class: "panel", HTML(markup: chart.svg(.embedded)),
        hasTitles ? .line("p", class: "panel-title", .text(title)) : nil)
    }
    let html: HTML = .block("div", class: "panels", with: ["style": "--columns:\(columns)"], panels)
    return notes.isEmpty ? html : html + .line("p", class: "figure-note", .text(notes.joined(separator: " ")))
  }

  private func scale(_ chart: Chart, width: Double, height: Double) -> Double {
    let usual = charts.count > 1 ? Self.panelScale : Self.scale
    guard cell.options.figureWidth != nil || cell.options.figureHeight != nil else { return usual }
    let area = max(1, chart.size.width * chart.size.height)
    return min(usual, max(1, (width * height / area).squareRoot()))
  }
}
