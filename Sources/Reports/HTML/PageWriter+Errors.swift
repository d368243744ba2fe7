import Diagnostics

extension PageWriter {
  /// What went wrong in a cell: the words, the line and the way out.
  mutating func errorCard(_ diagnostics: [Diagnostic]) -> HTML {
    let id: HTML = hasErrorCard ? HTML() : " id=\"error-1\" tabindex=\"-1\""
    hasErrorCard = true
    var html: HTML = "<section class=\"error-card\"\(id) aria-label=\"\(wording[.failedHere])\">\n"
    html += "<p class=\"error-title\">\(Icon.failure)\(wording[.failedHere])</p>\n"
    for diagnostic in diagnostics { html += write(diagnostic) }
    return html + "</section>\n"
  }

  private func write(_ diagnostic: Diagnostic) -> HTML {
    var html: HTML = "<div class=\"diagnostic \(diagnostic.severity.rawValue)\">\n"
    html += "<p class=\"message\">\(diagnostic.message) <code class=\"error-code\">\(diagnostic.code.name)</code></p>\n"
    if let primary = diagnostic.primary {
      let excerpt = Excerpt(primary)
      html +=
        "<p class=\"place\">\(excerpt.place)</p>\n<pre class=\"excerpt\" tabindex=\"0\">\(excerpt.html(mark: "^"))"
      for related in diagnostic.related {
        let other = Excerpt(related)
        if related.span.file.path != primary.span.file.path { html += "\n<span class=\"gutter\">\(other.place)</span>" }
        html += "\n<span class=\"related\">\(other.html(mark: "-"))</span>"
      }
      html += "</pre>\n"
    }
    let lines = diagnostic.notes.map { (wording[.note], $0) } + diagnostic.help.map { (wording[.help], $0) }
    if !lines.isEmpty {
      html += "<ul class=\"advice\">\n"
      for (word, text) in lines { html += "<li><strong>\(word)\(wording.colon)</strong>\(wording.gap)\(text)</li>\n" }
      html += "</ul>\n"
    }
    return html + "</div>\n"
  }
}
