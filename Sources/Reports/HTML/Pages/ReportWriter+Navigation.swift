extension ReportWriter {
  /// The line over a notebook's page: the folder and where one is in it.
  func topBar(_ position: Int, _ wording: Wording) -> HTML {
    let arrows = arrows(around: position, colon: wording.colon + wording.gap, wording)
    return topBar(wording[.overview], home: "index.html", arrows, wording)
  }

  /// The line over a page, which leads home and on.
  func topBar(_ name: String, home: String, _ arrows: HTML, _ wording: Wording) -> HTML {
    .element(
      "nav", class: "top", with: ["aria-label": name],
      .element("a", class: "home", with: ["href": home], .text(folderTitle ?? wording[.overview])),
      .element("span", class: "steps", arrows))
  }

  /// Links to the notebook before and the one after.
  func arrows(around position: Int, colon: String, _ wording: Wording) -> HTML {
    func arrow(_ relation: String, to other: Int, _ word: Wording.Key, _ sign: HTML) -> HTML {
      let words = wording[word] + colon + title(at: other)
      return .element(
        "a", with: ["rel": relation, "href": folder.pages[other].link, "aria-label": words, "title": words], sign)
    }
    var html = HTML()
    if position > 0 { html += arrow("prev", to: position - 1, .previous, "←") }
    if position + 1 < folder.pages.count { html += arrow("next", to: position + 1, .next, "→") }
    return html
  }

  /// The cards under the text that lead to the notebook before and the one after.
  func neighbours(_ position: Int, _ wording: Wording) -> HTML {
    guard folder.pages.count > 1 else { return HTML() }
    func card(_ other: Int, _ relation: String, _ word: String) -> HTML {
      .line(
        "a", class: relation, with: ["rel": relation, "href": folder.pages[other].link],
        .element("span", class: "word", .text(word)), .element("span", class: "name", .text(title(at: other))))
    }
    var cards: HTML = "\n"
    if position > 0 { cards += card(position - 1, "prev", wording[.previous]) }
    if position + 1 < folder.pages.count { cards += card(position + 1, "next", wording[.next]) }
    return .element(
      "nav", class: "neighbours", with: ["aria-label": "\(wording[.previous]) / \(wording[.next])"],
      .element("div", cards))
  }

  func title(at position: Int) -> String {
    let notebook = folder.pages[position].notebook
    return notebook.frontMatter.title.map { writer(at: position).plainText($0) } ?? notebook.name
  }

  /// On top of a page that is not complete: what happened, and the way to it.
  func banner(_ page: ReportPage, _ wording: Wording) -> HTML {
    switch page.state {
    case .done: return HTML()
    case .failed:
      let hasCard = page.cells.contains { if case .failed = $0.state { true } else { false } }
      return Self.banner(
        "failed", wording[.failed], hasCard ? .element("a", with: ["href": "#error-1"], .text(wording[.seeError])) : nil
      )
    case .notRun:
      let failed = folder.pages.first { $0.state == .failed }
      return Self.banner(
        "not-run", role: "status", icon: Icon.pause, wording[failed == nil ? .pageNotRun : .pageNotRunBecause],
        failed.map { .element("a", with: ["href": $0.link + "#error-1"], .text(wording[.seeError])) })
    }
  }

  static func banner(
    _ kind: String, role: String = "alert", icon: HTML = Icon.failure, _ words: String, _ link: HTML? = nil
  ) -> HTML {
    .line(
      "div", class: "banner " + kind, with: ["role": role], icon,
      .element("p", .text(words), link.map { " \($0)" }))
  }
}
