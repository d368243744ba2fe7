import Notebooks

extension SlideTable {
  /// A table of a step.
  init(_ table: TableBlock, wording: Wording) {
    columns = table.columns.map {
      Column(isRight: $0.isNumeric, header: Entry(html: .text($0.title), text: $0.title), subtitle: $0.subtitle)
    }
    rows = table.rows.map { row in
      row.map { entry in
        // Bold words are wider.
        let mark = if case .strong = entry { "  " } else { "" }
        return Entry(html: entry.html, text: (entry.words ?? "null") + mark)
      }
    }
    hasRowHeaders = table.hasRowHeaders
    footnote = table.footnote
  }

  /// A table of the text.
  init(_ table: MarkdownTable, _ writer: inout PageWriter) {
    var columns: [Column] = []
    for (place, text) in table.header.enumerated() {
      let side = table.alignments.indices.contains(place) ? table.alignments[place] : .none
      columns.append(
        Column(isRight: side == .right, isCentred: side == .center, header: Self.entry(text, &writer)))
    }
    var rows: [[Entry]] = []
    for row in table.rows {
      var entries: [Entry] = []
      for text in row.prefix(columns.count) { entries.append(Self.entry(text, &writer)) }
      rows.append(entries)
    }
    self.columns = columns
    self.rows = rows
  }

  private static func entry(_ text: [Inline], _ writer: inout PageWriter) -> Entry {
    let text = text.onSlide
    let isBold = text.contains { if case .strong = $0 { true } else { false } }
    return Entry(html: writer.write(text), text: writer.plainText(text) + (isBold ? "  " : ""))
  }
}
