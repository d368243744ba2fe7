/// A table to read: text already formatted, numbers aligned by their type.
public struct TableBlock: Sendable {
  public struct Column: Sendable {
    public var title: String
    /// Under the title, small: the column's name as cells write it, when the title is not the same.
    public var name: String
    /// Under the title, small: the type of a table's column.
    public var subtitle: String
    public var isNumeric: Bool

    public init(_ title: String, name: String = "", subtitle: String = "", isNumeric: Bool) {
      self.title = title
      self.name = name
      self.subtitle = subtitle
      self.isNumeric = isNumeric
    }

    /// A column of a table: its title is its name in words.
    public init(named name: String, subtitle: String = "", isNumeric: Bool) {
      let words = ColumnTitle.words(of: name)
      self.init(words, name: words == name ? "" : name, subtitle: subtitle, isNumeric: isNumeric)
    }
  }

  public enum Entry: Sendable, Hashable {
    case text(String)
    /// Shown faint, as a missing value.
    case null
    case strong(String)
  }

  public var columns: [Column]
  public var rows: [[Entry]]
  /// Whether the first column names its row.
  public var hasRowHeaders: Bool
  /// Below the table: "first 5 of 12,345 rows".
  public var footnote: String
  /// Whether it only says what a step left out or took for what: a cell's caption, references and slides are never about it as long
  /// as the cell has another table.
  public var isSupplementary = false

  /// The same, beside what a cell is about.
  public var asSupplement: TableBlock {
    var table = self
    table.isSupplementary = true
    return table
  }

  public init(columns: [Column], rows: [[Entry]], hasRowHeaders: Bool = false, footnote: String = "") {
    self.columns = columns
    self.rows = rows
    self.hasRowHeaders = hasRowHeaders
    self.footnote = footnote
  }
}

extension TableBlock: BlockContent {
  /// The table that its cell is about has the cell's caption and label.
  func html(_ writer: inout PageWriter, at place: BlockPlace) -> HTML {
    guard place.index == place.report.mainTable else {
      return .block("figure", class: "table", writer.scrollingTable(self, name: writer.wording[.wideTable]))
    }
    let label = place.report.label
    let caption = writer.caption(label, .table, place.cell.options.tableCaption)
    let entry = writer.own(label, .table)
    let name = entry.map { writer.wording.reference(.table, $0.number) } ?? writer.wording[.wideTable]
    return .block(
      "figure", class: "table", with: ["id": entry?.anchor], caption.isEmpty ? nil : .line("figcaption", caption),
      writer.scrollingTable(self, name: name))
  }

  var slide: SlideShare { .table(self) }

  var texts: [BlockText] {
    (columns.map(\.title) + [footnote]).map { .words($0) } + rows.joined().compactMap(\.words).map { .entry($0) }
  }
}

extension PageWriter {
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
  /// The entry without its style; nil for a missing value.
  var words: String? {
    switch self {
    case .text(let text), .strong(let text): text
    case .null: nil
    }
  }

  /// The entry with its style.
  var html: HTML {
    switch self {
    case .text(let text): .text(text)
    case .strong(let text): .element("strong", .text(text))
    case .null: .element("span", class: "null", "null")
    }
  }
}
