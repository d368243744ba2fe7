import Diagnostics
import Notebooks

extension PageWriter {
  /// A cell's code: behind "Code" when it is folded.
  func code(of cell: Cell, isFolded: Bool) -> HTML {
    let block: HTML = .element(
      "div", class: "code", Self.listing(Self.highlighted(cell.code, cell.tokens), class: "lab"))
    return isFolded ? .fold(class: "folded", wording[.code], block) : "\(block)\n"
  }

  /// A fence that is shown and not run.
  func shownCode(_ info: String, _ text: String) -> HTML {
    .line("div", class: "code", Self.listing(info == "lab" ? Self.highlighted(text) : .text(text), class: "shown"))
  }

  /// Lines as they are, in a box that scrolls.
  static func listing(_ code: HTML, class style: String) -> HTML {
    .element("pre", class: style, with: ["tabindex": 0], .element("code", code))
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
      html += .text(file.span(written..<token.range.lowerBound).text)
      let text = file.span(token.range).text
      switch token.kind {
      case .name, .operator: html += .text(text)
      default: html += .element("span", class: Self.class(of: token.kind), .text(text))
      }
      written = token.range.upperBound
    }
    return "\(html)\(file.span(written..<file.bytes.count).text)"
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
