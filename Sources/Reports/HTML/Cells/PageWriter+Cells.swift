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
      html += .notRun(.text(reason))
    case .waiting(let link):
      // The card of an exercise says so itself.
      if cell.exercise == nil { html += .notRun(.element("span", waits(for: link))) }
    case nil: html += .notRun(.text(wording[.notRun]))
    case .done, .skipped: break
    }
    if let report, report.showsOutput { html += output(report, of: cell) }
    // The page that tells how this one was made links to every cell, whether it shows anything or not.
    let own = options.label.map { labels[$0.text]?.anchor ?? identifiers.claim($0.text) }
    // A figure or table bears its label itself; without one (a step that failed, an exercise) the cell is the place.
    let anchor: HTML.Attributes = ["id": own ?? CellReport.anchor(ofCell: position)]
    let id = html.source.contains(anchor.source) ? [:] : anchor
    return html.isEmpty ? .line("div", class: "cell", with: id) : .block("div", class: "cell", with: id, html)
  }

  /// The blocks of a cell. All its charts make one figure, at the place of the first, under the cell's caption.
  private mutating func output(_ report: CellReport, of cell: Cell) -> HTML {
    var html = HTML()
    var hasFigure = false
    let mainTable = report.mainTable
    for (place, block) in report.blocks.enumerated() {
      switch block {
      case .sentence(let runs): html += .line("p", class: "sentence", runs.html)
      case .remark(let runs):
        let lead: HTML = .element("strong", .text(wording[.remark] + wording.colon))
        html += .line("p", class: "remark", Icon.warning, .element("span", "\(lead)\(wording.gap)\(runs.html)"))
      case .facts(let facts): html += .block("dl", class: "facts", facts.map(\.html).joined())
      case .code(let text, let title):
        html += .line(
          "div", class: "code", .line("p", class: "shown-title", with: ["aria-hidden": "true"], .text(title)),
          .element(
            "pre", class: "shown", with: ["role": "region", "aria-label": title, "tabindex": 0],
            .element("code", .text(text))))
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

  /// "Figure 3: the caption", where the label is numbered and there is a caption.
  mutating func caption(_ label: String, _ kind: LabelIndex.Kind, _ text: [Inline]?) -> HTML {
    let entry = labels[label].flatMap { $0.kind == kind && $0.notebook == page.notebook.name ? $0 : nil }
    let words = text.map { write($0) } ?? HTML()
    guard let entry else { return words }
    let name = wording.reference(entry.kind, entry.number)
    let head = words.isEmpty ? name : wording.caption(name)
    return HTML.element("span", class: "caption-number", .text(head)) + words
  }

  /// The id of a cell's figure or table: its label, when it is one of that kind and stands in this notebook.
  func anchor(_ label: String, _ kind: LabelIndex.Kind) -> String? {
    labels[label].flatMap { $0.kind == kind && $0.notebook == page.notebook.name ? $0.anchor : nil }
  }
}

extension [Run] {
  /// The sentence with its styles.
  var html: HTML {
    map { run -> HTML in
      switch run {
      case .text(let text): .text(text)
      case .strong(let text): .element("strong", .text(text))
      case .code(let text): .element("code", .text(text))
      }
    }.joined()
  }
}

extension Fact {
  /// An entry of a list of values, under its name or a link.
  var html: HTML {
    .line(
      "div", .element("dt", link.isEmpty ? .text(name) : .element("a", with: ["href": link], .text(name))),
      .element("dd", class: "number", .text(value)),
      note.isEmpty ? nil : .element("dd", class: "note", .text(note)))
  }
}
