import Foundation

/// Writes two results side by side as one self-contained HTML page: values that differ, and figures that do.
public struct DifferencePage {
  /// A figure in both results, or in one of them; as the text of its file.
  public struct Figure: Sendable {
    public var label: String
    public var old: String?
    public var new: String?

    public init(label: String, old: String?, new: String?) {
      self.label = label
      self.old = old
      self.new = new
    }
  }

  /// What the two are called, as they were given.
  let names: (old: String, new: String)
  let difference: ResultsDifference
  /// Figures that differ.
  let figures: [Figure]
  /// How many figures are the same.
  let sameFigures: Int

  public init(
    names: (old: String, new: String), difference: ResultsDifference, figures: [Figure], sameFigures: Int
  ) {
    self.names = names
    self.difference = difference
    self.figures = figures
    self.sameFigures = sameFigures
  }

  public func text() -> String {
    var html: HTML = .line("h1", "\(Self.code(names.old)) and \(Self.code(names.new))")
    html += .line("p", .text(summary))
    html += values() + only(difference.removed, in: names.old) + only(difference.added, in: names.new) + tables()
    html += drawings()
    return HTML.document(
      lang: "en", title: "\(names.old) and \(names.new)", style: StyleSheet.difference, .block("main", html)
    ).source
  }

  private static func code(_ name: String) -> HTML { .element("code", .text(name)) }

  private var summary: String {
    "\(Phrase.count(difference.common, "value")) in both, of which \(Phrase.integer(difference.changes.count)) differ; "
      + "\(Phrase.integer(difference.removed.count)) only in \(names.old), \(Phrase.integer(difference.added.count)) only in "
      + "\(names.new). \(Phrase.count(figures.count + sameFigures, "figure")), of which \(Phrase.integer(figures.count)) differ."
  }

  private func values() -> HTML {
    guard !difference.changes.isEmpty else { return HTML() }
    let head: [HeadCell] = [("value", nil), (names.old, "n"), (names.new, "n"), ("change", "n")]
    let rows = difference.changes.map { change -> HTML in
      var row: HTML = .element("th", with: ["scope": "row"], Self.code(change.path))
      for words in [change.old.words, change.new.words, change.relativeWords] {
        row += .element("td", class: "n", .text(words))
      }
      return row
    }
    return HTML.line("h2", "Values that differ") + table("Values", head, rows)
  }

  private typealias HeadCell = (words: String, style: String?)

  private func table(_ name: String, _ head: [HeadCell], _ rows: [HTML]) -> HTML {
    let cells = head.map { HTML.element("th", with: ["scope": "col", "class": $0.style], .text($0.words)) }
    return .scrolling(name, .table(head: cells.joined(), rows: rows))
  }

  private func only(_ values: [(path: String, value: RecordedResults.Recorded)], in name: String) -> HTML {
    guard !values.isEmpty else { return HTML() }
    let items = values.map { HTML.line("li", "\(Self.code($0.path)) = \($0.value.words)") }
    return HTML.line("h2", "Only in \(name)") + .block("ul", items.joined())
  }

  private func tables() -> HTML {
    guard !difference.tables.isEmpty else { return HTML() }
    let rows = difference.tables.map { table -> HTML in
      let name: HTML = .element("th", with: ["scope": "row"], Self.code(table.name))
      return [name, .element("td", .text(table.old)), .element("td", .text(table.new))].joined()
    }
    return HTML.line("h2", "Tables that differ")
      + table("Tables", [("table", nil), (names.old, nil), (names.new, nil)], rows)
  }

  private func drawings() -> HTML {
    guard !figures.isEmpty else { return HTML() }
    let sections = figures.map { figure -> HTML in
      .block(
        "section", with: ["aria-label": figure.label], .line("h3", Self.code(figure.label)),
        .block(
          "div", class: "pair", drawing(figure.old, figure.label, in: names.old),
          drawing(figure.new, figure.label, in: names.new)))
    }
    return HTML.line("h2", "Figures that differ") + sections.joined()
  }

  /// A picture of its own each, so that the ids inside of two versions of one figure do not meet.
  private func drawing(_ svg: String?, _ label: String, in name: String) -> HTML {
    let caption: HTML = .element("figcaption", .text(name))
    guard let svg else { return .line("figure", .element("p", class: "none", "not there"), caption) }
    let data = "data:image/svg+xml;base64," + Data(svg.utf8).base64EncodedString()
    return .line("figure", .void("img", with: ["src": data, "alt": "\(label) of \(name)"]), caption)
  }
}
