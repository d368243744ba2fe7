import Notebooks
import Plotting

extension ReportWriter {
  /// The page `index.html`: the folder's title and abstract, the values that matter, and a card a notebook.
  public func index() -> String {
    var frame = frame(.index, lang: folder.folder.lang)
    let wording = frame.wording
    frame.title = folderTitle ?? wording[.overview]
    frame.description = frontDescription(frame.title)
    frame.madeLink = ReportFolder.madeIndex
    frame.header = frontHeader(frame.title, wording)
    frame.banner = frontBanner(wording)
    if !folder.highlights.isEmpty {
      frame.body += .block(
        "section", class: "highlights", with: ["aria-label": wording[.keyFigures]],
        .block("dl", folder.highlights.map(\.html).joined()))
    }
    frame.body += .block(
      "section", class: "cards", with: ["aria-label": wording[.sortedPages]],
      .block("ol", folder.pages.indices.map { card(at: $0, wording) }.joined()))
    frame.body += frontFigures()
    frame.body += .block(
      "section", class: "about", .block("div", runAgainSection(wording)), .block("div", dataSection(wording)))
    return frame.page()
  }

  private func frontHeader(_ title: String, _ wording: Wording) -> HTML {
    let settings = folder.folder.settings
    guard !folder.pages.isEmpty else { return Self.header(title: .text(title)) }
    // Values in the folder's own words are those of its first notebook's run.
    var writer = writer(at: 0)
    let subtitle = settings.subtitle.map { writer.write($0) }
    return Self.header(
      title: .text(title), subtitle: subtitle, byline: Self.byline(settings.author, settings.date, in: wording.say),
      abstract: settings.abstract.isEmpty ? nil : writer.write(settings.abstract))
  }

  private func frontBanner(_ wording: Wording) -> HTML {
    var html = HTML()
    if let failed = folder.pages.first(where: { $0.state == .failed }) {
      let link: HTML = .element("a", with: ["href": failed.link + "#error-1"], .text(wording[.seeError]))
      html += Self.banner("failed", wording[.failed], link)
    }
    if !folder.missing.isEmpty { html += Self.banner("failed", wording.missing(folder.missing.map(\.label))) }
    return html
  }

  /// The folder's abstract, or else its subtitle or title, on one line.
  private func frontDescription(_ title: String) -> String {
    guard !folder.pages.isEmpty else { return title }
    let settings = folder.folder.settings
    let words = settings.abstract.firstParagraph ?? settings.subtitle
    return words.map { writer(at: 0).summary($0) } ?? title
  }

  /// Figures of the cells tagged `highlight`, the first two: more would push the notebooks out of sight.
  private func frontFigures() -> HTML {
    var figures: [HTML] = []
    for (position, page) in folder.pages.enumerated() {
      for (cell, report) in zip(page.notebook.cells, page.cells)
      where report.showsOutput && cell.options.tags.contains("highlight") && figures.count < 2 {
        let charts = report.charts
        if charts.isEmpty { continue }
        var writer = writer(at: position)
        // References in its caption lead to places of its own page, which this is not.
        writer.isInsideLink = true
        let anchor = cell.options.label?.text ?? CellReport.anchor(ofCell: cell.index)
        let link = "\(page.link)#\(anchor)"
        figures.append(
          .block(
            "div", writer.figure(charts, of: cell, label: report.label, showsData: false),
            .line("p", class: "from", .element("a", with: ["href": link], .text(title(at: position))))))
      }
    }
    return figures.isEmpty ? HTML() : .block("div", class: "front-figures", figures.joined())
  }

  private func card(at position: Int, _ wording: Wording) -> HTML {
    let page = folder.pages[position]
    var writer = writer(at: position)
    writer.isInsideLink = true
    let title = page.notebook.frontMatter.title.map { writer.write($0) } ?? .text(page.notebook.name)
    var badge: String?
    switch page.state {
    case .done:
      let own = page.exercises.filter(\.showsState)
      let solved = own.count { if case .passing = $0.state { true } else { false } }
      if solved < own.count { badge = wording.solved(solved, of: own.count) }
    case .failed: badge = wording[.failedShort]
    case .notRun: badge = wording[.notRun]
    }
    let steps = folder.steps.filter { $0.notebook == position }.count
    let summary = (page.notebook.frontMatter.abstract + page.notebook.blocks).firstParagraph.map {
      writer.write($0.withoutFootnotes)
    }
    // A card without a figure shows its number large, so that all cards are of a kind.
    let thumbnail = thumbnail(page)
    return .block(
      "li", class: "card",
      .line(
        "div", class: thumbnail == nil ? "thumbnail numeral" : "thumbnail", with: ["aria-hidden": "true"],
        thumbnail ?? "\(position + 1)"),
      .block(
        "div", class: "card-text",
        .line(
          "p", class: "card-number", "\(position + 1)",
          badge.map { " \(HTML.element("span", class: "badge " + page.state.rawValue, .text($0)))" },
          steps > 0 ? .element("span", class: "card-steps", .text(wording.steps(steps))) : nil),
        .line("h2", .element("a", with: ["href": page.link], title)),
        summary.map { .line("p", class: "card-summary", $0) }))
  }

  /// The first figure that is small enough to be shown twice.
  private func thumbnail(_ page: ReportPage) -> HTML? {
    for report in page.cells where report.showsOutput {
      for block in report.blocks {
        guard var chart = block.charts.first else { continue }
        chart.label = "thumbnail-" + page.notebook.name + "-" + report.label
        let svg = chart.svg(.embedded)
        // Empirical: six cards then weigh less than one photograph.
        if svg.utf8.count < 60_000 { return HTML(markup: svg) }
      }
    }
    return nil
  }
}

extension [Block] {
  var firstParagraph: [Inline]? {
    lazy.compactMap { block in if case .paragraph(let text) = block.kind { text } else { nil } }.first
  }
}

extension [Inline] {
  fileprivate var withoutFootnotes: [Inline] {
    filter { if case .footnoteReference = $0 { false } else { true } }
  }
}
