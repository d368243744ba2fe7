import Diagnostics

extension PageWriter {
  /// What went wrong in a cell: the words, the line and the way out.
  mutating func errorCard(_ diagnostics: [Diagnostic]) -> HTML {
    let isFirst = !hasErrorCard
    hasErrorCard = true
    return .block(
      "section", class: "error-card",
      with: ["id": isFirst ? "error-1" : nil, "tabindex": isFirst ? -1 : nil, "aria-label": wording[.failedHere]],
      .line("p", class: "error-title", Icon.failure, .text(wording[.failedHere])),
      diagnostics.map { write($0) }.joined())
  }

  private func write(_ diagnostic: Diagnostic) -> HTML {
    let code: HTML = .element("code", class: "error-code", .text(diagnostic.code.name))
    var html: HTML = .line("p", class: "message", "\(diagnostic.message) \(code)")
    if let primary = diagnostic.primary {
      let excerpt = Excerpt(primary)
      var lines = excerpt.html(mark: "^")
      for related in diagnostic.related {
        let other = Excerpt(related)
        if related.span.file.path != primary.span.file.path {
          lines += "\n\(HTML.element("span", class: "gutter", .text(other.place)))"
        }
        lines += "\n\(HTML.element("span", class: "related", other.html(mark: "-")))"
      }
      html += .line("p", class: "place", .text(excerpt.place))
      html += .line("pre", class: "excerpt", with: ["tabindex": 0], lines)
    }
    let advice = diagnostic.notes.map { (wording[.note], $0) } + diagnostic.help.map { (wording[.help], $0) }
    let items = advice.map { word, text -> HTML in
      .line("li", "\(HTML.element("strong", .text(word + wording.colon)))\(wording.gap)\(text)")
    }
    if !items.isEmpty { html += .block("ul", class: "advice", items.joined()) }
    return .block("div", class: "diagnostic \(diagnostic.severity.rawValue)", html)
  }
}
