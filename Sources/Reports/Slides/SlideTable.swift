import Plotting

/// A table cut to a slide: as large as lets all of it be seen, and where even the smallest text is too large, its first rows
/// and columns with a word on how many are left out.
struct SlideTable {
  struct Entry {
    var html: HTML
    /// What is measured.
    var text: String
  }

  struct Column {
    var isRight: Bool
    var isCentred = false
    var header: Entry
    /// Under the header, small.
    var subtitle = ""

    fileprivate var side: String? { isRight ? "numeric" : isCentred ? "center" : nil }
  }

  var columns: [Column]
  var rows: [[Entry]]
  var hasRowHeaders = false
  /// What the step says under its table.
  var footnote = ""

  /// Sizes of text, the first that fits is taken. The least can still be read from the back row of a small room.
  private static let sizes = [32.0, 28, 26, 24, 22, 20, 18, 17, 16]
  /// Left and right of a text in a cell together, and above and below, in sizes of the text.
  private static let padding = (side: 1.3, height: 0.5)
  private static let lineHeight = 1.3
  /// The least width of a column that is wrapped, in sizes of the text.
  private static let least = 7.0
  /// Text under a table.
  private static let noteSize = 16.0

  /// The table in the width of a slide and `height` px; what it has no room for is added to the writer's cuts.
  func html(height: Double, _ writer: inout PageWriter) -> HTML {
    let width = SlideSheet.inner
    let noteHeight = Self.noteSize * 1.5 + 6
    for size in Self.sizes {
      guard let widths = widths(columns.count, size, width) else { continue }
      let used = header(widths, size) + rows.reduce(0) { $0 + self.height($1, widths, size) }
      if used + (footnote.isEmpty ? 0 : noteHeight) <= height {
        return html(widths, size, rows.count, footnote.isEmpty ? [] : [footnote])
      }
    }
    let size = Self.sizes.last ?? 16
    var kept = columns.count
    while kept > 1, widths(kept, size, width) == nil { kept -= 1 }
    let widths = widths(kept, size, width) ?? [width]
    var free = height - noteHeight - header(widths, size)
    var shown = 0
    while shown < rows.count {
      free -= self.height(rows[shown], widths, size)
      if free < 0 { break }
      shown += 1
    }
    let cuts = [SlideCut(.rows, shown: shown, of: rows.count), SlideCut(.columns, shown: kept, of: columns.count)]
      .filter { $0.shown < $0.count }
    writer.cuts += cuts
    let words = cuts.map { writer.wording.first($0) }
    return html(widths, size, shown, words + (footnote.isEmpty ? [] : [footnote]))
  }

  /// Widths of the first `count` columns: what their texts need, or less where these can be wrapped; nil when that is not
  /// enough.
  private func widths(_ count: Int, _ size: Double, _ available: Double) -> [Double]? {
    var wanted: [Double] = []
    var least: [Double] = []
    for place in 0..<count {
      let entries = rows.compactMap { place < $0.count ? $0[place].text : nil }
      let isBold = place == 0 && hasRowHeaders
      let widest = entries.reduce(0) { max($0, TextMetrics.width($1, size: size) * (isBold ? SlideSheet.bold : 1)) }
      let header = TextMetrics.width(columns[place].header.text, size: size) * SlideSheet.bold
      let subtitle = TextMetrics.width(columns[place].subtitle, size: size * 0.75)
      let natural = max(widest, header, subtitle) + Self.padding.side * size
      // Numbers are not wrapped, a header over them is.
      let word = columns[place].header.text.split(separator: " ").map {
        TextMetrics.width(String($0), size: size) * SlideSheet.bold
      }
      let narrow = max(columns[place].isRight ? widest : 0, word.max() ?? 0, subtitle) + Self.padding.side * size
      wanted.append(natural)
      least.append(min(natural, columns[place].isRight ? narrow : max(narrow, Self.least * size)))
    }
    if wanted.reduce(0, +) <= available { return wanted }
    let floor = least.reduce(0, +)
    if floor > available { return nil }
    // What is free beyond the least is shared by what each column lacks.
    let lack = zip(wanted, least).map { $0 - $1 }
    let share = (available - floor) / max(lack.reduce(0, +), 1)
    return zip(least, lack).map { $0 + $1 * share }
  }

  private func height(_ row: [Entry], _ widths: [Double], _ size: Double) -> Double {
    var lines = 1
    for (place, width) in widths.enumerated() where place < row.count {
      let isBold = place == 0 && hasRowHeaders
      let room = (width - Self.padding.side * size) / (isBold ? SlideSheet.bold : 1)
      lines = max(lines, SlideSheet.lines(row[place].text, room + 0.5, size))
    }
    return Double(lines) * Self.lineHeight * size + Self.padding.height * size + 1
  }

  private func header(_ widths: [Double], _ size: Double) -> Double {
    var lines = 1
    var hasSubtitle = false
    for (place, width) in widths.enumerated() {
      let room = (width - Self.padding.side * size) / SlideSheet.bold
      lines = max(lines, SlideSheet.lines(columns[place].header.text, room + 0.5, size))
      if !columns[place].subtitle.isEmpty { hasSubtitle = true }
    }
    let subtitle = hasSubtitle ? Self.lineHeight * size * 0.75 : 0
    return Double(lines) * Self.lineHeight * size + subtitle + Self.padding.height * size + 2
  }

  private func html(_ widths: [Double], _ size: Double, _ shown: Int, _ notes: [String]) -> HTML {
    let sum = widths.reduce(0, +)
    let columnWidths = widths.map { width -> HTML in
      .void("col", with: ["style": "width:\(number(width / sum * 100))%"])
    }
    let head = columns.prefix(widths.count).map { column -> HTML in
      .element(
        "th", with: ["scope": "col", "class": column.side], column.header.html,
        column.subtitle.isEmpty ? nil : .element("span", class: "subtitle", .text(column.subtitle)))
    }
    let rows = rows.prefix(shown).map { row in
      row.prefix(widths.count).enumerated().map { place, entry -> HTML in
        let side = columns[place].side
        return place == 0 && hasRowHeaders
          ? .element("th", with: ["scope": "row", "class": side], entry.html) : .element("td", class: side, entry.html)
      }.joined()
    }
    let html: HTML = .table(
      with: ["style": "--size:\(number(size));--wide:\(number(sum.rounded(.up)))"],
      columns: .line("colgroup", columnWidths.joined()), head: head.joined(), rows: rows)
    return notes.isEmpty ? html : html + .line("p", class: "more", .text(notes.joined(separator: " · ")))
  }

  /// At most two decimals.
  private func number(_ value: Double) -> String { ValueText.shortest((value * 100).rounded() / 100) }
}
