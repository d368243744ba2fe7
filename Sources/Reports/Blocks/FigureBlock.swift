import Languages
import Notebooks
import Plotting

/// One chart, or several side by side, that a step drew. Label, caption and alternative text come from its cell.
public struct FigureBlock: Sendable {
  public var charts: [Chart]

  /// - Parameter language: what the charts say of themselves is said in it.
  public init(charts: [Chart], language: Language = .english) {
    self.charts = charts.map { chart in
      var chart = chart
      chart.language = language
      return chart
    }
  }
}

extension FigureBlock: BlockContent {
  /// All charts of a cell make one figure, at the place of the first, under the cell's caption.
  func html(_ writer: inout PageWriter, at place: BlockPlace) -> HTML {
    let report = place.report
    let hasBegun = report.blocks[..<place.index].contains { if case .figure = $0 { true } else { false } }
    if hasBegun { return HTML() }
    return writer.figure(report.charts, of: place.cell, label: report.label)
  }

  var slide: SlideShare { .charts(charts) }
  var texts: [BlockText] { charts.map { .chart($0) } }
}

extension ReportBlock {
  /// Its charts, if it is a figure.
  public var charts: [Chart] { if case .figure(let figure) = self { figure.charts } else { [] } }
}

extension PageWriter {
  /// The charts of a cell with caption, notes and the numbers behind them.
  mutating func figure(_ charts: [Chart], of cell: Cell, label: String, showsData: Bool = true) -> HTML {
    let id = own(label, .figure)?.anchor ?? identifiers.claim(label)
    let alternative = cell.options.figureAlternative.map { plainText($0) } ?? ""
    let columns = max(1, min(cell.options.layoutColumns ?? 1, max(1, charts.count), 4))
    let panels = charts.enumerated().map { position, chart -> HTML in
      var chart = chart
      fit(&chart, columns: columns)
      chart.label = charts.count == 1 ? id : identifiers.claim("\(id)-\(position + 1)")
      let panelTitle = charts.count > 1 && !chart.showsTitle ? chart.title : ""
      if !alternative.isEmpty {
        // What the author says of all panels is said once, of the first.
        chart.title = position == 0 || panelTitle.isEmpty ? alternative : panelTitle
      }
      // A caption can speak of (a) and (b) whether or not the panels have titles.
      let letter: HTML = .element("span", "(\(FigureNotes.letter(position)))")
      let heading: HTML? = charts.count > 1 ? .line("p", class: "panel-title", "\(letter) \(panelTitle)") : nil
      return .block("div", class: "panel", drawings(chart), heading)
    }
    let caption = caption(label, .figure, cell.options.figureCaption)
    let notes = FigureNotes.of(charts)
    var html: HTML = .block("div", class: "panels", panels.joined())
    if !caption.isEmpty || !notes.isEmpty {
      let remarks = notes.map { " \(HTML.element("span", class: "figure-note", .text($0)))" as HTML }
      html += .line("figcaption", caption, remarks.joined())
    }
    if showsData {
      let tables = charts.map { data($0, isOnly: charts.count == 1) }
      html += .fold(class: "data", wording[.data], tables.joined())
    }
    return .block("figure", with: ["id": id, "class": "figure" + (columns > 1 ? " columns-\(columns)" : "")], html)
  }

  /// Draws a panel as wide as it will be shown, so that its text keeps its size.
  private func fit(_ chart: inout Chart, columns: Int) {
    guard columns > 1 else { return }
    let width = (Self.wide - Double(columns - 1) * Self.gap) / Double(columns)
    guard chart.size.width > width else { return }
    // A panel is a little taller for its width than a chart alone: its axes need the same room.
    chart.size.height = min(chart.size.height, max(220, (width * 0.8).rounded()))
    chart.size.width = width.rounded(.down)
  }

  /// The drawing, and where it would shrink below what can be read on a phone, a second one made for it.
  private func drawings(_ chart: Chart) -> HTML {
    let svg = HTML(markup: chart.svg(.embedded))
    guard chart.size.width > 480 else { return svg }
    var small = chart
    small.label = chart.label + "-narrow"
    // A map keeps about its proportions; what is wider becomes higher for its width.
    let upright = max(320, 455 * chart.size.height / chart.size.width)
    small.size = Size(width: 350, height: min(chart.size.height, upright.rounded()))
    let narrow = small.svg(.embedded)
    // Empirical: what weighs more are clouds of points, which lose little by shrinking.
    guard narrow.utf8.count < 40_000 else { return svg }
    return .widths(wide: svg, narrow: HTML(markup: narrow))
  }

  /// The width of figures and the gap between panels in the style sheet, in px.
  private static let wide = 880.0
  private static let gap = 26.0

  private func data(_ chart: Chart, isOnly: Bool) -> HTML {
    let table = chart.dataTable
    let title: HTML =
      isOnly || chart.title.isEmpty ? HTML() : .line("p", class: "panel-title", .text(chart.title))
    let columns = table.columns.map { TableBlock.Column($0.name, isNumeric: $0.isNumeric) }
    let rows = table.rows.map { $0.map { TableBlock.Entry.text($0) } }
    let omitted = table.omittedRows
    let footnote = omitted == 0 ? "" : wording.omitted(omitted)
    let block = TableBlock(columns: columns, rows: rows, footnote: footnote)
    return title + scrollingTable(block, name: wording[.data])
  }
}
