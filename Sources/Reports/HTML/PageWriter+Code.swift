import Diagnostics
import Notebooks

extension PageWriter {
  /// A cell's code: behind "Code" when it is folded.
  func code(of cell: Cell, isFolded: Bool) -> HTML {
    let block: HTML =
      "<div class=\"code\"><pre class=\"lab\" tabindex=\"0\"><code>\(Self.highlighted(cell.code, cell.tokens))</code></pre></div>"
    guard isFolded else { return block + "\n" }
    return "<details class=\"folded\"><summary>\(wording[.code])</summary>\n\(block)</details>\n"
  }

  /// A fence that is shown and not run.
  func shownCode(_ info: String, _ text: String) -> HTML {
    let body = info == "lab" ? Self.highlighted(text) : HTML(text: text)
    return "<div class=\"code\"><pre class=\"shown\" tabindex=\"0\"><code>\(body)</code></pre></div>\n"
  }

  /// Code of the language with its tokens marked: those of a cell, or nil to find them.
  static func highlighted(_ code: String, _ tokens: [HighlightedToken]? = nil) -> HTML {
    var code = Credentials.masked(code)
    while code.last == "\n" { code.removeLast() }
    let file = SourceFile(path: "", bytes: Array(code.utf8))
    var html = HTML()
    var written = 0
    for token in tokens ?? LanguageParser.highlight(code)
    where token.range.lowerBound >= written && token.range.upperBound <= file.bytes.count {
      html += HTML(text: file.span(written..<token.range.lowerBound).text)
      let text = file.span(token.range).text
      switch token.kind {
      case .name, .operator: html += HTML(text: text)
      default: html += "<span class=\"\(Self.class(of: token.kind))\">\(text)</span>"
      }
      written = token.range.upperBound
    }
    return html + HTML(text: file.span(written..<file.bytes.count).text)
  }

  /// Short, since a page holds thousands of them.
  private static func `class`(of kind: HighlightedToken.Kind) -> String {
    switch kind {
    case .verb: "hv"
    case .key: "hk"
    case .keyword: "hw"
    case .number: "hn"
    case .string: "hs"
    case .comment: "hc"
    case .blank: "hb"
    case .name, .operator: "ho"
    }
  }
}
