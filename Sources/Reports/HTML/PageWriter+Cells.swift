import Diagnostics
import Notebooks
import Plotting

extension PageWriter {
  /// A cell's code and what the run made of it; empty when it shows neither.
  mutating func cell(_ position: Int) -> HTML {
    let notebook = page.notebook
    guard notebook.cells.indices.contains(position) else { return HTML() }
    let cell = notebook.cells[position]
    let report = page.cells.indices.contains(position) ? page.cells[position] : nil
    let options = cell.options
    var html = HTML()
    if report?.showsCode ?? options.echo ?? true {
      html += code(of: cell, isFolded: report?.foldsCode ?? options.codeFold ?? false)
    }
    if let position = cell.exercise, notebook.exercises.indices.contains(position) {
      var hasCard = false
      if case .failed? = report?.state { hasCard = true }
      html = card(
        notebook.exercises[position], page.exercises.indices.contains(position) ? page.exercises[position] : nil, html,
        showsFaults: !hasCard)
    }
    switch report?.state {
    case .failed(let diagnostics): html += errorCard(diagnostics)
    case .notRun(let cause):
      let reason = cause.words.map { wording[.notRunBecause] + wording.gap + wording.say($0) } ?? wording[.notRun]
      html += "<p class=\"not-run\">\(Icon.pause)\(reason)</p>\n"
    case .waiting(let link):
      // The card of an exercise says so itself.
      if cell.exercise == nil { html += "<p class=\"not-run\">\(Icon.pause)<span>\(waits(for: link))</span></p>\n" }
    case nil: html += "<p class=\"not-run\">\(Icon.pause)\(wording[.notRun])</p>\n"
    case .done, .skipped: break
    }
    if let report, report.showsOutput { html += output(report, of: cell) }
    // The page that tells how this one was made links to every cell, whether it shows anything or not.
    let own = options.label.map { labels[$0.text]?.anchor ?? identifiers.claim($0.text) }
    let anchor = own ?? CellReport.anchor(ofCell: position)
    // A figure or table bears its label itself; without one (a step that failed, an exercise) the cell is the place.
    let attribute: HTML = " id=\"\(anchor)\""
    let id = html.source.contains(attribute.source) ? HTML() : attribute
    return html.isEmpty ? "<div class=\"cell\"\(id)></div>\n" : "<div class=\"cell\"\(id)>\n\(html)</div>\n"
  }

  /// The blocks of a cell. All its charts make one figure, at the place of the first, under the cell's caption.
  private mutating func output(_ report: CellReport, of cell: Cell) -> HTML {
    var html = HTML()
    var hasFigure = false
    let mainTable = report.mainTable
    for (place, block) in report.blocks.enumerated() {
      switch block {
      case .sentence(let runs): html += "<p class=\"sentence\">\(write(runs))</p>\n"
      case .remark(let runs):
        html +=
          "<p class=\"remark\">\(Icon.warning)<span><strong>\(wording[.remark])\(wording.colon)</strong>\(wording.gap)\(write(runs))</span></p>\n"
      case .facts(let facts): html += write(facts)
      case .code(let text, let title):
        html +=
          "<div class=\"code\"><p class=\"shown-title\" aria-hidden=\"true\">\(title)</p>\n<pre class=\"shown\" role=\"region\" aria-label=\"\(title)\" tabindex=\"0\"><code>\(text)</code></pre></div>\n"
      case .table(let table):
        html += write(table, of: place == mainTable ? cell : nil, label: report.label)
      case .figure:
        if hasFigure { continue }
        hasFigure = true
        let charts = report.blocks.flatMap { block -> [Chart] in
          if case .figure(let figure) = block { figure.charts } else { [] }
        }
        html += figure(charts, of: cell, label: report.label)
      }
    }
    return html
  }

  private func write(_ runs: [Run]) -> HTML {
    runs.map { run -> HTML in
      switch run {
      case .text(let text): HTML(text: text)
      case .strong(let text): "<strong>\(text)</strong>"
      case .code(let text): "<code>\(text)</code>"
      }
    }.joined()
  }

  private func write(_ facts: [Fact]) -> HTML {
    let items = facts.map { fact -> HTML in
      let note: HTML = fact.note.isEmpty ? "" : "<dd class=\"note\">\(fact.note)</dd>"
      return "<div><dt>\(fact.name)</dt><dd class=\"number\">\(fact.value)</dd>\(note)</div>\n"
    }
    return "<dl class=\"facts\">\n\(items.joined())</dl>\n"
  }

  /// "Figure 3: the caption", where the label is numbered and there is a caption.
  mutating func caption(_ label: String, _ kind: LabelIndex.Kind, _ text: [Inline]?) -> HTML {
    let entry = labels[label].flatMap { $0.kind == kind && $0.notebook == page.notebook.name ? $0 : nil }
    let words = text.map { write($0) } ?? HTML()
    guard let entry else { return words }
    let name = wording.reference(entry.kind, entry.number)
    if words.isEmpty { return "<span class=\"caption-number\">\(name)</span>" }
    return "<span class=\"caption-number\">\(wording.caption(name))</span>\(words)"
  }

  /// The id of a cell's figure or table: its label, when it is one of that kind and stands in this notebook.
  func anchor(_ label: String, _ kind: LabelIndex.Kind) -> String? {
    labels[label].flatMap { $0.kind == kind && $0.notebook == page.notebook.name ? $0.anchor : nil }
  }
}
