/// Shapes that pages have in common.
extension HTML {
  /// A document from its first line to its last.
  ///
  /// - Parameters:
  ///   - style: its style sheet.
  ///   - about: what else is said of it in its head.
  ///   - kind: the class of its body.
  package static func document(
    lang: String, title: String, style: String? = nil, about: [HTML] = [], kind: String? = nil, _ body: HTML
  ) -> HTML {
    var head: [HTML] = [
      .void("meta", with: ["charset": "utf-8"]), .meta("viewport", "width=device-width, initial-scale=1"),
    ]
    head += about
    head += [.element("title", .text(title)), .void("link", with: ["rel": "icon", "href": "data:,"])]
    if let style { head.append(.element("style", HTML(markup: style))) }
    let lines = head.map { "\($0)\n" as HTML }.joined()
    return HTML(markup: "<!DOCTYPE html>\n")
      + HTML.block("html", with: ["lang": lang], .block("head", lines), .block("body", class: kind, body))
  }

  /// What a head says of its document.
  static func meta(_ name: String, _ content: String) -> HTML {
    .void("meta", with: ["name": name, "content": content])
  }

  /// A script of the program, with the words that it shows.
  static func script(_ source: String, with words: Attributes) -> HTML {
    .line("script", with: words, HTML(markup: source))
  }

  /// A table, of whose rows and head the cells are given.
  ///
  /// - Parameter columns: the widths, where they are set.
  static func table(
    class style: String? = nil, with attributes: Attributes = [:], columns: HTML? = nil, head: HTML, rows: [HTML]
  ) -> HTML {
    .block(
      "table", class: style, with: attributes, columns, .line("thead", .element("tr", head)),
      .block("tbody", rows.map { .line("tr", $0) }.joined()))
  }

  /// A box of its own that scrolls sideways where the page is narrower.
  static func scrolling(_ name: String, _ content: HTML) -> HTML {
    .block("div", class: "scroll", with: ["role": "region", "aria-label": name, "tabindex": 0], content)
  }

  /// A name and what is said of it, in a list of such.
  static func entry(class style: String? = nil, _ name: HTML, _ value: HTML) -> HTML {
    .line("div", class: style, .element("dt", name), .element("dd", value))
  }

  /// A fold: what is behind `summary` shows when it is asked for.
  static func fold(class style: String, isOpen: Bool = false, _ summary: String, _ content: HTML) -> HTML {
    .line("details", class: style, with: ["open": isOpen], .element("summary", .text(summary)), "\n", content)
  }

  /// A drawing, and beside it one for phones.
  static func widths(wide: HTML, narrow: HTML) -> HTML {
    .line("div", class: "on-wide", wide) + .line("div", class: "on-narrow", narrow)
  }

  /// In the place of what is not there, and why.
  static func notRun(_ reason: HTML) -> HTML { .line("p", class: "not-run", Icon.pause, reason) }
}
