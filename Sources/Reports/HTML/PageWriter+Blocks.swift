import Notebooks

extension PageWriter {
  /// A block with all it holds, ending with a newline.
  mutating func write(_ block: Block) -> HTML {
    switch block.kind {
    case .heading(let level, let text, _): return heading(level, text)
    case .paragraph(let text): return "<p>\(write(text))</p>\n"
    case .quote(let blocks): return "<blockquote>\n\(write(blocks))</blockquote>\n"
    case .callout(let kind, let title, let blocks): return callout(kind, title, blocks)
    case .list(let start, let isTight, let items): return list(start, isTight, items)
    case .table(let table): return write(table)
    case .code(let language, let text): return shownCode(language, text)
    case .math(let source, let label): return equation(source, label)
    case .html(let source): return "<pre class=\"raw\" tabindex=\"0\"><code>\(source)</code></pre>\n"
    case .thematicBreak: return "<hr>\n"
    case .cell(let position): return cell(position)
    case .exercise(let position): return question(position)
    case .footnotes(let notes): return footnotes(notes)
    }
  }

  mutating func write(_ blocks: [Block]) -> HTML {
    var html = HTML()
    for block in blocks { html += write(block) }
    return html
  }

  private mutating func heading(_ level: Int, _ text: [Inline]) -> HTML {
    guard outline.headings.indices.contains(nextHeading) else { return "<p><strong>\(write(text))</strong></p>\n" }
    let heading = outline.headings[nextHeading]
    nextHeading += 1
    // The page's title is its only h1.
    let tag = "h\(min(6, heading.depth + 1))"
    let number: HTML = heading.depth <= 2 ? "<span class=\"number\">\(heading.number)</span> " : ""
    let anchor: HTML = "<a class=\"anchor\" href=\"#\(heading.id)\" aria-hidden=\"true\" tabindex=\"-1\">#</a>"
    return "<\(tag) id=\"\(heading.id)\">\(number)\(write(text))\(anchor)</\(tag)>\n"
  }

  private mutating func callout(_ kind: Callout, _ title: [Inline], _ blocks: [Block]) -> HTML {
    let name = wording.name(of: kind)
    let (lead, rest) = title.isEmpty ? Self.lead(of: blocks) : (title, blocks)
    let heading: HTML =
      lead.isEmpty
      ? "<span class=\"kind\">\(name)</span>" : "<span class=\"callout-title\">\(write(lead))</span>"
    return """
      <div class="callout \(kind.rawValue)" role="note" aria-label="\(name)">
      <p class="callout-name">\(Icon.callout(kind))\(heading)</p>
      \(write(rest))</div>\n
      """
  }

  /// The bold words that a callout begins with are its title: GitHub has no other way to give it one.
  private static func lead(of blocks: [Block]) -> (title: [Inline], rest: [Block]) {
    guard let first = blocks.first, case .paragraph(var text) = first.kind, case .strong(var words)? = text.first else {
      return ([], blocks)
    }
    text.removeFirst()
    if case .text(let last)? = words.last, last.hasSuffix(".") || last.hasSuffix("。") {
      words[words.count - 1] = .text(String(last.dropLast()))
    }
    if case .text(let next)? = text.first { text[0] = .text(String(next.drop { $0 == " " })) }
    if case .softBreak? = text.first { text.removeFirst() }
    let rest = Array(blocks.dropFirst())
    return (words, text.isEmpty ? rest : [Block(.paragraph(text), span: first.span)] + rest)
  }

  private mutating func list(_ start: Int?, _ isTight: Bool, _ items: [ListItem]) -> HTML {
    let isTaskList = items.contains { $0.isChecked != nil }
    let tag = start == nil ? "ul" : "ol"
    var attributes = HTML()
    if let start, start != 1 { attributes += " start=\"\(start)\"" }
    if isTaskList { attributes += " class=\"tasks\"" }
    var html: HTML = "<\(tag)\(attributes)>\n"
    for item in items {
      html += "<li>"
      if let isChecked = item.isChecked {
        let word = wording[isChecked ? .checked : .unchecked]
        html += "<span class=\"box\" role=\"img\" aria-label=\"\(word)\">\(isChecked ? "☑" : "☐")</span> "
      }
      for block in item.blocks {
        if isTight, case .paragraph(let text) = block.kind { html += write(text) } else { html += write(block) }
      }
      html += "</li>\n"
    }
    return html + "</\(tag)>\n"
  }

  private mutating func write(_ table: MarkdownTable) -> HTML {
    func side(_ column: Int) -> HTML {
      guard table.alignments.indices.contains(column) else { return "" }
      switch table.alignments[column] {
      case .none, .left: return ""
      case .center: return " class=\"center\""
      case .right: return " class=\"numeric\""
      }
    }
    var html: HTML =
      "<div class=\"scroll\" role=\"region\" aria-label=\"\(wording[.wideTable])\" tabindex=\"0\">\n<table>\n"
    html += "<thead><tr>"
    for (column, cell) in table.header.enumerated() { html += "<th scope=\"col\"\(side(column))>\(write(cell))</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (column, cell) in row.enumerated() { html += "<td\(side(column))>\(write(cell))</td>" }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  private func equation(_ source: String, _ label: String?) -> HTML {
    let entry = label.flatMap { labels[$0] }.flatMap { $0.notebook == page.notebook.name ? $0 : nil }
    let id: HTML = entry.map { " id=\"\($0.anchor)\"" } ?? ""
    let number: HTML = entry.map { "<span class=\"equation-number\">(\($0.number))</span>" } ?? ""
    let formula = MathTranslator.translate(source, isDisplay: true) ?? "<pre class=\"tex\"><code>\(source)</code></pre>"
    return
      "<div class=\"equation\"\(id)><div class=\"formula\" tabindex=\"0\" role=\"region\" aria-label=\"\(wording[.equation])\">\(formula)</div>\(number)</div>\n"
  }

  private mutating func footnotes(_ notes: [Footnote]) -> HTML {
    var html: HTML = "<section class=\"footnotes\" aria-label=\"\(wording[.footnotes])\">\n<ol>\n"
    for note in notes {
      html += "<li id=\"fn-\(note.number)\" value=\"\(note.number)\">\(write(note.blocks))<p class=\"back\">"
      for use in 1...max(1, footnoteUses[note.number] ?? 1) {
        let suffix = use == 1 ? "" : "-\(use)"
        html += "<a href=\"#fnref-\(note.number)\(suffix)\" aria-label=\"\(wording[.backToText])\">↩</a> "
      }
      html += "</p></li>\n"
    }
    return html + "</ol>\n</section>\n"
  }
}
