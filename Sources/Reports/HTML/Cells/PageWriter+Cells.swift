import Notebooks

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
    if let report, report.showsOutput {
      for (index, block) in report.blocks.enumerated() {
        html += block.content.html(&self, at: BlockPlace(cell: cell, report: report, index: index))
      }
    }
    // The page that tells how this one was made links to every cell, whether it shows anything or not.
    let own = options.label.map { labels[$0.text]?.anchor ?? identifiers.claim($0.text) }
    // A figure or table bears its label itself; without one (a step that failed, an exercise) the cell is the place.
    let anchor: HTML.Attributes = ["id": own ?? CellReport.anchor(ofCell: position)]
    let id = html.source.contains(anchor.source) ? [:] : anchor
    return html.isEmpty ? .line("div", class: "cell", with: id) : .block("div", class: "cell", with: id, html)
  }

  /// "Figure 3: the caption", where the label is numbered and there is a caption.
  mutating func caption(_ label: String, _ kind: LabelIndex.Kind, _ text: [Inline]?) -> HTML {
    let words = text.map { write($0) } ?? HTML()
    guard let entry = own(label, kind) else { return words }
    let name = wording.reference(entry.kind, entry.number)
    let head = words.isEmpty ? name : wording.caption(name)
    return HTML.element("span", class: "caption-number", .text(head)) + words
  }

  /// What a label stands for, when it is of that kind, or of any, and stands in this notebook.
  func own(_ label: String, _ kind: LabelIndex.Kind? = nil) -> LabelIndex.Entry? {
    labels[label].flatMap { $0.notebook == page.notebook.name && $0.kind == kind ?? $0.kind ? $0 : nil }
  }
}
