import Notebooks

extension PageWriter {
  /// A step's table, with the caption of its cell when `cell` is given.
  mutating func write(_ table: TableBlock, of cell: Cell?, label: String) -> HTML {
    var caption = HTML()
    var id = HTML()
    var name = wording[.wideTable]
    if let cell {
      caption = self.caption(label, .table, cell.options.tableCaption)
      if let anchor = anchor(label, .table), let entry = labels[label] {
        id = " id=\"\(anchor)\""
        name = wording.reference(.table, entry.number)
      }
    }
    let heading: HTML = caption.isEmpty ? "" : "<figcaption>\(caption)</figcaption>\n"
    return "<figure class=\"table\"\(id)>\n\(heading)\(scrollingTable(table, name: name))</figure>\n"
  }

  /// A table in a box of its own that scrolls sideways where the page is narrower.
  func scrollingTable(_ table: TableBlock, name: String) -> HTML {
    var html: HTML = "<div class=\"scroll\" role=\"region\" aria-label=\"\(name)\" tabindex=\"0\">\n"
    html += table.hasRowHeaders ? "<table class=\"named-rows\">\n<thead>" : "<table>\n<thead>"
    html += "<tr>"
    for column in table.columns {
      let side: HTML = column.isNumeric ? " class=\"numeric\"" : ""
      let name: HTML = column.name.isEmpty ? "" : "<code>\(column.name)</code>"
      let parts = [name, HTML(text: column.subtitle)].filter { !$0.isEmpty }
      let subtitle: HTML = parts.isEmpty ? "" : "<span class=\"subtitle\">\(parts.joined(" "))</span>"
      let title: HTML =
        column.title.isEmpty ? "<span class=\"hidden\">\(wording[.table])</span>" : HTML(text: column.title)
      html += "<th scope=\"col\"\(side)>\(title)\(subtitle)</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (place, entry) in row.enumerated() {
        let isNumeric = table.columns.indices.contains(place) && table.columns[place].isNumeric
        let side: HTML = isNumeric ? " class=\"numeric\"" : ""
        if place == 0, table.hasRowHeaders {
          html += "<th scope=\"row\"\(side)>\(text(entry))</th>"
        } else {
          html += "<td\(side)>\(text(entry))</td>"
        }
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n</div>\n"
    if !table.footnote.isEmpty { html += "<p class=\"table-note\">\(table.footnote)</p>\n" }
    return html
  }

  private func text(_ entry: TableBlock.Entry) -> HTML {
    switch entry {
    case .text(let text): HTML(text: text)
    case .strong(let text): "<strong>\(text)</strong>"
    case .null: "<span class=\"null\">null</span>"
    }
  }
}
