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
    case .text(let text), .html(let text): return HTML(text: text)
    case .emphasis(let inner): return "<em>\(write(inner))</em>"
    case .strong(let inner): return "<strong>\(write(inner))</strong>"
    case .strikethrough(let inner): return "<del>\(write(inner))</del>"
    case .code(let text): return "<code>\(text)</code>"
    case .link(let destination, let title, let inner): return link(destination, title, inner)
    case .image(let source, let title, let alternative): return image(source, title, alternative)
    case .value(let value): return self.value(value)
    case .crossReference(let label, let numberOnly, _): return reference(label, numberOnly: numberOnly)
    case .math(let source): return math(source)
    case .footnoteReference(_, let number): return footnoteReference(number)
    case .softBreak: return "\n"
    case .lineBreak: return "<br>\n"
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

  func plain(_ text: [Inline]) -> HTML { HTML(text: plainText(text)) }

  private func value(_ value: InlineValue) -> HTML {
    guard let text = page.values[value.span] else {
      return "<span class=\"missing\" title=\"\(wording[.uncomputed])\">\(ValueText.missing)</span>"
    }
    return "<span class=\"value\">\(text)</span>"
  }

  private func math(_ source: String) -> HTML {
    MathTranslator.translate(source, isDisplay: false) ?? "<code class=\"tex\">\(source)</code>"
  }

  private func referenceText(_ label: String, numberOnly: Bool) -> String {
    guard let entry = labels[label] else { return "@" + label }
    return numberOnly ? entry.number : wording.reference(entry.kind, entry.number)
  }

  private func reference(_ label: String, numberOnly: Bool) -> HTML {
    let text = referenceText(label, numberOnly: numberOnly)
    guard let entry = labels[label], !isInsideLink else { return HTML(text: text) }
    let target = entry.notebook == page.notebook.name ? "#" + entry.anchor : entry.link
    let words = labelledTexts[label] ?? ""
    let tooltip: HTML = words.isEmpty ? "" : " title=\"\(words)\""
    return "<a class=\"reference\" href=\"\(target)\"\(tooltip)>\(text)</a>"
  }

  private mutating func link(_ destination: String, _ title: String, _ inner: [Inline]) -> HTML {
    guard !isInsideLink, let target = LinkTarget(destination, notebookNames: notebookNames) else { return write(inner) }
    isInsideLink = true
    defer { isInsideLink = false }
    let tooltip: HTML = title.isEmpty ? "" : " title=\"\(title)\""
    return "<a href=\"\(target.text)\"\(tooltip)>\(write(inner))</a>"
  }

  /// A picture whose bytes are at hand is part of the page; another is only named, since a report asks nobody for anything.
  private func image(_ source: String, _ title: String, _ alternative: [Inline]) -> HTML {
    let words = plainText(alternative)
    let tooltip: HTML = title.isEmpty ? "" : " title=\"\(title)\""
    if let data = images[source] { return "<img src=\"\(data)\" alt=\"\(words)\"\(tooltip)>" }
    let text = wording[.image] + wording.colon + wording.gap + (words.isEmpty ? source : words)
    guard !isInsideLink, let target = LinkTarget(source, notebookNames: []) else { return HTML(text: text) }
    return "<a href=\"\(target.text)\"\(tooltip)>\(text)</a>"
  }

  private mutating func footnoteReference(_ number: Int) -> HTML {
    let use = (footnoteUses[number] ?? 0) + 1
    footnoteUses[number] = use
    let suffix = use == 1 ? "" : "-\(use)"
    guard !isInsideLink else { return "<sup>\(number)</sup>" }
    return "<sup><a class=\"footnote\" id=\"fnref-\(number)\(suffix)\" href=\"#fn-\(number)\">\(number)</a></sup>"
  }
}
