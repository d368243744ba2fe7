import Diagnostics
import Notebooks

extension PageWriter {
  /// Text with its markup.
  mutating func write(_ text: [Inline]) -> HTML {
    var html = HTML()
    for (place, inline) in text.enumerated() {
      if case .softBreak = inline, joinsLines(of: text, at: place) { continue }
      html += write(inline)
    }
    return html
  }

  private mutating func write(_ inline: Inline) -> HTML {
    switch inline {
    case .text(let text), .html(let text): return .text(text)
    case .emphasis(let inner): return .element("em", write(inner))
    case .strong(let inner): return .element("strong", write(inner))
    case .strikethrough(let inner): return .element("del", write(inner))
    case .code(let text): return .element("code", .text(text))
    case .link(let destination, let title, let inner): return link(destination, title, inner)
    case .image(let source, let title, let alternative): return image(source, title, alternative)
    case .value(let value): return self.value(value)
    case .crossReference(let label, let numberOnly, _): return reference(label, numberOnly: numberOnly)
    case .math(let source):
      return MathTranslator.translate(source, isDisplay: false) ?? .element("code", class: "tex", .text(source))
    case .footnoteReference(_, let number): return footnoteReference(number)
    case .softBreak: return "\n"
    case .lineBreak: return "\(HTML.void("br"))\n"
    }
  }

  /// Text without markup, for titles, tooltips and the contents.
  func plainText(_ text: [Inline]) -> String {
    text.enumerated().map { place, inline in
      switch inline {
      case .text(let text), .html(let text), .code(let text): text
      case .math(let source): source
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, _, let inner),
        .image(_, _, let inner):
        plainText(inner)
      case .value(let value): page.values[value.span] ?? ValueText.missing
      case .crossReference(let label, let numberOnly, _): referenceText(label, numberOnly: numberOnly)
      case .footnoteReference: ""
      case .softBreak where joinsLines(of: text, at: place): ""
      case .softBreak, .lineBreak: " "
      }
    }.joined()
  }

  /// Whether the end of a line at a place of the text is no space: see `LineEnd`.
  private func joinsLines(of text: [Inline], at place: Int) -> Bool {
    let before = text[..<place].reversed().lazy.compactMap { plainText([$0]).last }.first
    let after = text[(place + 1)...].lazy.compactMap { plainText([$0]).first }.first
    return LineEnd.joins(before, after, in: wording.say)
  }

  /// Text without markup on one line, cut where nobody would read on in a list of links.
  func summary(_ text: [Inline]) -> String {
    let plain = Credentials.masked(plainText(text))
    let line = plain.split { $0.isWhitespace && $0 != "\u{A0}" }.joined(separator: " ")
    return line.count > 300 ? line.prefix(299) + "…" : line
  }

  private func value(_ value: InlineValue) -> HTML {
    guard let text = page.values[value.span] else {
      return .element("span", class: "missing", with: ["title": wording[.uncomputed]], .text(ValueText.missing))
    }
    return .element("span", class: "value", .text(text))
  }

  private func referenceText(_ label: String, numberOnly: Bool) -> String {
    guard let entry = labels[label] else { return "@" + label }
    return numberOnly ? entry.number : wording.reference(entry.kind, entry.number)
  }

  private func reference(_ label: String, numberOnly: Bool) -> HTML {
    let text = referenceText(label, numberOnly: numberOnly)
    guard let entry = labels[label], !isInsideLink else { return .text(text) }
    let target = entry.notebook == page.notebook.name ? "#" + entry.anchor : entry.link
    return .element(
      "a", class: "reference", with: ["href": target, "title": labelledTexts[label]?.nonEmpty], .text(text))
  }

  private mutating func link(_ destination: String, _ title: String, _ inner: [Inline]) -> HTML {
    guard !isInsideLink, let target = LinkTarget(destination, notebookNames: notebookNames) else { return write(inner) }
    isInsideLink = true
    defer { isInsideLink = false }
    return .element("a", with: ["href": target.text, "title": title.nonEmpty], write(inner))
  }

  /// A picture whose bytes are at hand is part of the page; another is only named, since a report asks nobody for anything.
  private func image(_ source: String, _ title: String, _ alternative: [Inline]) -> HTML {
    let words = plainText(alternative)
    if let data = images[source] { return .void("img", with: ["src": data, "alt": words, "title": title.nonEmpty]) }
    let text = wording[.image] + wording.colon + wording.gap + (words.isEmpty ? source : words)
    guard !isInsideLink, let target = LinkTarget(source, notebookNames: []) else { return .text(text) }
    return .element("a", with: ["href": target.text, "title": title.nonEmpty], .text(text))
  }

  private mutating func footnoteReference(_ number: Int) -> HTML {
    let use = (footnoteUses[number] ?? 0) + 1
    footnoteUses[number] = use
    guard !isInsideLink else { return .element("sup", "\(number)") }
    return .element(
      "sup",
      .element(
        "a", class: "footnote", with: ["id": Self.anchor(ofFootnote: number, use: use), "href": "#fn-\(number)"],
        "\(number)"))
  }
}
