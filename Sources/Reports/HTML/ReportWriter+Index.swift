import Notebooks
import Plotting

extension ReportWriter {
  /// The page `index.html`: the folder's title and abstract, the values that matter, and a card a notebook.
  public func index() -> String {
    let lang = folder.folder.lang
    let wording = Wording(lang: lang)
    var values = frame(lang: lang, wording, kind: "index")
    let title = folderTitle ?? wording[.overview]
    values["documentTitle"] = title
    values["style"] = Theme.shared.frontStyle
    values["description"] = frontDescription(title)
    values["madeLink"] = ReportFolder.madeIndex
    // A section of its own tells of them.
    values["inputs"] = [[String: Any]]()
    values["header"] = frontHeader(title, wording).source
    values["banner"] = frontBanner(wording).source
    var body = HTML()
    if !folder.highlights.isEmpty { body += highlights(wording) }
    body += "<section class=\"cards\" aria-label=\"\(wording[.sortedPages])\">\n<ol>\n"
    for position in folder.pages.indices { body += card(at: position, wording) }
    body += "</ol>\n</section>\n\(frontFigures())<section class=\"about\">\n<div>\n\(runAgainSection(wording))</div>\n"
    body += "<div>\n\(dataSection(wording))</div>\n</section>\n"
    values["body"] = body.source
    return Theme.shared.render(values, with: "page").source
  }

  private func frontHeader(_ title: String, _ wording: Wording) -> HTML {
    let settings = folder.folder.settings
    var html: HTML = "<header class=\"title-block\">\n<h1>\(title)</h1>\n"
    if !folder.pages.isEmpty {
      // Values in the folder's own words are those of its first notebook's run.
      var writer = writer(at: 0)
      if let subtitle = settings.subtitle { html += "<p class=\"subtitle\">\(writer.write(subtitle))</p>\n" }
      let line = [Phrase.list(settings.author, conjunction: "&", in: wording.say), settings.date ?? ""].filter {
        !$0.isEmpty
      }
      if !line.isEmpty { html += "<p class=\"byline\">\(line.joined(separator: " · "))</p>\n" }
      if !settings.abstract.isEmpty { html += "<div class=\"abstract\">\n\(writer.write(settings.abstract))</div>\n" }
    }
    return html + "</header>\n"
  }

  private func frontBanner(_ wording: Wording) -> HTML {
    var html = HTML()
    if let failed = folder.pages.first(where: { $0.state == .failed }) {
      let link: HTML = "<a href=\"\(failed.fileName)#error-1\">\(wording[.seeError])</a>"
      html += "<div class=\"banner failed\" role=\"alert\">\(Icon.failure)<p>\(wording[.failed]) \(link)</p></div>\n"
    }
    if !folder.missing.isEmpty {
      let words = wording.missing(folder.missing.map(\.label))
      html += "<div class=\"banner failed\" role=\"alert\">\(Icon.failure)<p>\(words)</p></div>\n"
    }
    return html
  }

  private func highlights(_ wording: Wording) -> HTML {
    let items = folder.highlights.map { fact -> HTML in
      let note: HTML = fact.note.isEmpty ? "" : "<dd class=\"note\">\(fact.note)</dd>"
      let name: HTML = fact.link.isEmpty ? HTML(text: fact.name) : "<a href=\"\(fact.link)\">\(fact.name)</a>"
      return "<div><dt>\(name)</dt><dd class=\"number\">\(fact.value)</dd>\(note)</div>\n"
    }
    return
      "<section class=\"highlights\" aria-label=\"\(wording[.keyFigures])\">\n<dl>\n\(items.joined())</dl>\n</section>\n"
  }

  /// The folder's abstract, or else its subtitle or title, on one line.
  private func frontDescription(_ title: String) -> String {
    guard !folder.pages.isEmpty else { return title }
    let settings = folder.folder.settings
    let writer = writer(at: 0)
    for block in settings.abstract {
      if case .paragraph(let text) = block.kind { return writer.summary(text) }
    }
    return settings.subtitle.map { writer.summary($0) } ?? title
  }

  /// Figures of the cells tagged `highlight`, the first two: more would push the notebooks out of sight.
  private func frontFigures() -> HTML {
    var figures: [HTML] = []
    for (position, page) in folder.pages.enumerated() {
      for (cell, report) in zip(page.notebook.cells, page.cells)
      where report.showsOutput && cell.options.tags.contains("highlight") && figures.count < 2 {
        let charts = report.blocks.flatMap { block -> [Chart] in
          if case .figure(let figure) = block { figure.charts } else { [] }
        }
        if charts.isEmpty { continue }
        var writer = writer(at: position)
        // References in its caption lead to places of its own page, which this is not.
        writer.isInsideLink = true
        let anchor = cell.options.label?.text ?? CellReport.anchor(ofCell: cell.index)
        figures.append(
          """
          <div>
          \(writer.figure(charts, of: cell, label: report.label, showsData: false))<p class="from"><a href="\(page.fileName)#\(anchor)">\(title(at: position))</a></p>
          </div>\n
          """)
      }
    }
    return figures.isEmpty ? "" : "<div class=\"front-figures\">\n\(figures.joined())</div>\n"
  }

  private func card(at position: Int, _ wording: Wording) -> HTML {
    let page = folder.pages[position]
    var writer = writer(at: position)
    writer.isInsideLink = true
    let title = page.notebook.frontMatter.title.map { writer.write($0) } ?? HTML(text: page.notebook.name)
    var values: [String: Any] = ["number": String(position + 1), "link": page.fileName, "title": title.source]
    values["state"] = page.state.rawValue
    switch page.state {
    case .done:
      let own = page.exercises.filter(\.showsState)
      let solved = own.count { if case .passing = $0.state { true } else { false } }
      if solved < own.count { values["badge"] = wording.solved(solved, of: own.count) }
    case .failed: values["badge"] = wording[.failedShort]
    case .notRun: values["badge"] = wording[.notRun]
    }
    let steps = folder.steps.filter { $0.notebook == position }.count
    if steps > 0 { values["steps"] = wording.steps(steps) }
    if let summary = Self.firstParagraph(page.notebook) { values["summary"] = writer.write(summary).source }
    // A card without a figure shows its number large, so that all cards are of a kind.
    if let thumbnail = thumbnail(page) { values["thumbnail"] = thumbnail.source } else { values["numeral"] = true }
    return Theme.shared.render(values, with: "card")
  }

  /// The abstract's first paragraph, or else the text's.
  private static func firstParagraph(_ notebook: Notebook) -> [Inline]? {
    for block in notebook.frontMatter.abstract + notebook.blocks {
      if case .paragraph(let text) = block.kind { return text.withoutFootnotes }
    }
    return nil
  }

  /// The first figure that is small enough to be shown twice.
  private func thumbnail(_ page: ReportPage) -> HTML? {
    for report in page.cells where report.showsOutput {
      for block in report.blocks {
        guard case .figure(let figure) = block, var chart = figure.charts.first else { continue }
        chart.label = "thumbnail-" + page.notebook.name + "-" + report.label
        let svg = chart.svg(.embedded)
        // Empirical: six cards then weigh less than one photograph.
        if svg.utf8.count < 60_000 { return HTML(markup: svg) }
      }
    }
    return nil
  }
}

extension [Inline] {
  fileprivate var withoutFootnotes: [Inline] {
    filter { if case .footnoteReference = $0 { false } else { true } }
  }
}
