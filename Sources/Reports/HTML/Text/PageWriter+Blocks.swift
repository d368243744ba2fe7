import Notebooks

extension PageWriter {
  /// A block with all it holds, ending with a newline.
  mutating func write(_ block: Block) -> HTML {
    switch block.kind {
    case .heading(let level, let text, _): return heading(level, text)
    case .paragraph(let text): return .line("p", write(text))
    case .quote(let blocks): return .block("blockquote", write(blocks))
    case .callout(let kind, let title, let blocks): return callout(kind, title, blocks)
    case .list(let start, let isTight, let items): return list(start, isTight, items)
    case .table(let table): return write(table)
    case .code(let language, let text): return shownCode(language, text)
    case .math(let source, let label): return equation(source, label)
    case .html(let source): return .line("pre", class: "raw", with: ["tabindex": 0], .element("code", .text(source)))
    case .thematicBreak: return "\(HTML.void("hr"))\n"
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
    guard outline.headings.indices.contains(nextHeading) else { return .line("p", .element("strong", write(text))) }
    let heading = outline.headings[nextHeading]
    nextHeading += 1
    let number: HTML? =
      heading.depth <= 2 ? "\(HTML.element("span", class: "number", .text(heading.number))) " : nil
    // The page's title is its only h1.
    return .line(
      Self.headings[min(5, heading.depth)], with: ["id": heading.id], number, write(text),
      .element(
        "a", class: "anchor", with: ["href": "#" + heading.id, "aria-hidden": "true", "tabindex": -1], "#"))
  }

  private static let headings: [StaticString] = ["h1", "h2", "h3", "h4", "h5", "h6"]

  private mutating func callout(_ kind: Callout, _ title: [Inline], _ blocks: [Block]) -> HTML {
    let name = wording.name(of: kind)
    let (lead, rest) = title.isEmpty ? Self.lead(of: blocks) : (title, blocks)
    let heading: HTML =
      lead.isEmpty
      ? .element("span", class: "kind", .text(name)) : .element("span", class: "callout-title", write(lead))
    return .block(
      "div", class: "callout \(kind.rawValue)", with: ["role": "note", "aria-label": name],
      .line("p", class: "callout-name", Icon.callout(kind), heading), write(rest))
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
    var html = HTML()
    for item in items {
      var entry = item.isChecked.map { box($0, $0 ? .checked : .unchecked) } ?? HTML()
      for block in item.blocks {
        if isTight, case .paragraph(let text) = block.kind { entry += write(text) } else { entry += write(block) }
      }
      html += .line("li", entry)
    }
    let isTaskList = items.contains { $0.isChecked != nil }
    return .block(
      start == nil ? "ul" : "ol", with: ["start": start == 1 ? nil : start, "class": isTaskList ? "tasks" : nil], html)
  }

  /// A box with a mark in it or without, and a space.
  func box(_ isMarked: Bool, _ word: Wording.Key) -> HTML {
    "\(HTML.element("span", class: "box", with: ["role": "img", "aria-label": wording[word]], isMarked ? "☑" : "☐")) "
  }

  private mutating func write(_ table: MarkdownTable) -> HTML {
    func side(_ column: Int) -> String? {
      guard table.alignments.indices.contains(column) else { return nil }
      switch table.alignments[column] {
      case .none, .left: return nil
      case .center: return "center"
      case .right: return "numeric"
      }
    }
    var head = HTML()
    for (column, cell) in table.header.enumerated() {
      head += .element("th", with: ["scope": "col", "class": side(column)], write(cell))
    }
    var rows: [HTML] = []
    for row in table.rows {
      var cells = HTML()
      for (column, cell) in row.enumerated() { cells += .element("td", class: side(column), write(cell)) }
      rows.append(cells)
    }
    return .scrolling(wording[.wideTable], .table(head: head, rows: rows))
  }

  private func equation(_ source: String, _ label: String?) -> HTML {
    let entry = label.flatMap { own($0) }
    return .line(
      "div", class: "equation", with: ["id": entry?.anchor],
      .element(
        "div", class: "formula", with: ["tabindex": 0, "role": "region", "aria-label": wording[.equation]],
        MathTranslator.display(source)),
      entry.map { .element("span", class: "equation-number", "(\($0.number))") })
  }

  private mutating func footnotes(_ notes: [Footnote]) -> HTML {
    var html = HTML()
    for note in notes {
      let text = write(note.blocks)
      let back = (1...max(1, footnoteUses[note.number] ?? 1)).map { use -> HTML in
        let target = "#" + Self.anchor(ofFootnote: note.number, use: use)
        return "\(HTML.element("a", with: ["href": target, "aria-label": wording[.backToText]], "↩")) "
      }
      html += .line(
        "li", with: ["id": "fn-\(note.number)", "value": note.number], text,
        .element("p", class: "back", back.joined()))
    }
    return .block("section", class: "footnotes", with: ["aria-label": wording[.footnotes]], .block("ol", html))
  }

  /// The id of a reference to a footnote, the first, second … one.
  static func anchor(ofFootnote number: Int, use: Int) -> String { "fnref-\(number)" + (use == 1 ? "" : "-\(use)") }
}
