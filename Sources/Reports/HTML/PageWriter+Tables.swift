import Notebooks

extension PageWriter {
  /// A step's table, with the caption of its cell when `cell` is given.
  mutating func write(_ table: TableBlock, of cell: Cell?, label: String) -> HTML {
    var caption = HTML()
    var id: String?
    var name = wording[.wideTable]
    if let cell {
      caption = self.caption(label, .table, cell.options.tableCaption)
      if let anchor = anchor(label, .table), let entry = labels[label] {
        id = anchor
        name = wording.reference(.table, entry.number)
      }
    }
    return .block(
      "figure", class: "table", with: ["id": id], caption.isEmpty ? nil : .line("figcaption", caption),
      scrollingTable(table, name: name))
  }

  /// A table in a box of its own that scrolls sideways where the page is narrower.
  func scrollingTable(_ table: TableBlock, name: String) -> HTML {
    let head = table.columns.map { column -> HTML in
      var parts: [HTML] = []
      if !column.name.isEmpty { parts.append(.element("code", .text(column.name))) }
      if !column.subtitle.isEmpty { parts.append(.text(column.subtitle)) }
      return .element(
        "th", with: ["scope": "col", "class": column.side],
        column.title.isEmpty ? .element("span", class: "hidden", .text(wording[.table])) : .text(column.title),
        parts.isEmpty ? nil : .element("span", class: "subtitle", parts.joined(" ")))
    }
    let rows = table.rows.map { row in
      row.enumerated().map { place, entry -> HTML in
        let side = table.columns.indices.contains(place) ? table.columns[place].side : nil
        return place == 0 && table.hasRowHeaders
          ? .element("th", with: ["scope": "row", "class": side], entry.html) : .element("td", class: side, entry.html)
      }.joined()
    }
    let style = table.hasRowHeaders ? "named-rows" : nil
    let html: HTML = .scrolling(name, .table(class: style, head: head.joined(), rows: rows))
    return table.footnote.isEmpty ? html : html + .line("p", class: "table-note", .text(table.footnote))
  }
}

extension TableBlock.Column {
  fileprivate var side: String? { isNumeric ? "numeric" : nil }
}

extension TableBlock.Entry {
  /// The entry with its style.
  var html: HTML {
    switch self {
    case .text(let text): .text(text)
    case .strong(let text): .element("strong", .text(text))
    case .null: .element("span", class: "null", "null")
    }
  }
}
