extension ReportWriter {
  /// The line over the page: the folder and where one is in it.
  func topBar(_ position: Int, _ wording: Wording) -> HTML {
    var html: HTML = "<nav class=\"top\" aria-label=\"\(wording[.overview])\">"
    html += "<a class=\"home\" href=\"index.html\">\(folderTitle ?? wording[.overview])</a><span class=\"steps\">"
    if position > 0 { html += arrow(to: position - 1, "prev", .previous, "←", wording) }
    if position + 1 < folder.pages.count { html += arrow(to: position + 1, "next", .next, "→", wording) }
    return html + "</span></nav>"
  }

  private func arrow(
    to position: Int, _ relation: String, _ word: Wording.Key, _ sign: String, _ wording: Wording
  ) -> HTML {
    let page = folder.pages[position]
    let words = wording[word] + wording.colon + wording.gap + title(at: position)
    return "<a rel=\"\(relation)\" href=\"\(page.fileName)\" aria-label=\"\(words)\" title=\"\(words)\">\(sign)</a>"
  }

  /// The cards under the text that lead to the notebook before and the one after.
  func neighbours(_ position: Int, _ wording: Wording) -> HTML {
    guard folder.pages.count > 1 else { return HTML() }
    func card(_ other: Int, _ relation: String, _ word: String) -> HTML {
      let name: HTML = "<span class=\"word\">\(word)</span><span class=\"name\">\(title(at: other))</span>"
      return "<a class=\"\(relation)\" rel=\"\(relation)\" href=\"\(folder.pages[other].fileName)\">\(name)</a>\n"
    }
    let words = "\(wording[.previous]) / \(wording[.next])"
    var html: HTML = "<nav class=\"neighbours\" aria-label=\"\(words)\"><div>\n"
    if position > 0 { html += card(position - 1, "prev", wording[.previous]) }
    if position + 1 < folder.pages.count { html += card(position + 1, "next", wording[.next]) }
    return html + "</div></nav>"
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
      let link: HTML = hasCard ? " <a href=\"#error-1\">\(wording[.seeError])</a>" : ""
      return "<div class=\"banner failed\" role=\"alert\">\(Icon.failure)<p>\(wording[.failed])\(link)</p></div>\n"
    case .notRun:
      let failed = folder.pages.first { $0.state == .failed }
      let words = wording[failed == nil ? .pageNotRun : .pageNotRunBecause]
      let link: HTML = failed.map { " <a href=\"\($0.fileName)#error-1\">\(wording[.seeError])</a>" } ?? ""
      return "<div class=\"banner not-run\" role=\"status\">\(Icon.pause)<p>\(words)\(link)</p></div>\n"
    }
  }
}
