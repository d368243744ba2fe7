import Diagnostics
import Notebooks

/// Writes one notebook's page: what all its parts need to know, and the ids it has given out.
struct PageWriter {
  let page: ReportPage
  let labels: LabelIndex
  let wording: Wording
  let outline: Outline
  /// Names of the folder's notebooks, for links between them.
  let notebookNames: Set<String>
  /// Data URIs of local pictures by the source they are written with.
  let images: [String: String]
  /// What the labels of the folder stand for, in words: shown when a pointer rests on a reference.
  var labelledTexts: [String: String] = [:]
  var identifiers: IdentifierSet
  /// The place in `outline.headings` of the next heading to be written.
  var nextHeading = 0
  /// How often each footnote has been referred to.
  var footnoteUses: [Int: Int] = [:]
  /// Set while a link's text is written: links do not nest.
  var isInsideLink = false
  /// What slides had no room for.
  var cuts: [SlideCut] = []
  /// Whether the card that the banner leads to has been written.
  var hasErrorCard = false

  init(
    page: ReportPage, ordinal: Int, labels: LabelIndex, wording: Wording, notebookNames: Set<String>,
    images: [String: String]
  ) {
    self.page = page
    self.labels = labels
    self.wording = wording
    self.notebookNames = notebookNames
    self.images = images
    var identifiers = IdentifierSet()
    for id in ["main", "error-1"] { _ = identifiers.claim(id) }
    for cell in page.notebook.cells where cell.options.label == nil {
      _ = identifiers.claim(CellReport.anchor(ofCell: cell.index))
    }
    // References point at labels, so these have their ids before anything else can take them.
    for entry in labels.all where entry.notebook == page.notebook.name {
      for suffix in ["", "-title", "-desc"] { _ = identifiers.claim(entry.anchor + suffix) }
    }
    outline = Outline(page.notebook, ordinal: ordinal, labels: labels, identifiers: &identifiers)
    self.identifiers = identifiers
  }

  /// The notebook's text and what its cells show.
  mutating func body() -> HTML { continuation() + page.notebook.blocks.map { write($0) }.joined() }

  /// The entries under "Contents": headings of the first two depths.
  func contents() -> HTML {
    let shown = outline.headings.filter { $0.depth <= 2 && !$0.isNested }
    guard shown.count > 1 else { return HTML() }
    // Items of the first depth, each with those below it.
    var items: [(first: HTML, deeper: [HTML])] = []
    for heading in shown {
      let link: HTML = .element(
        "a", with: ["href": "#" + heading.id],
        "\(HTML.element("span", class: "number", .text(heading.number))) \(plainText(heading.text))")
      if heading.depth > 1, !items.isEmpty {
        items[items.count - 1].deeper.append(link)
      } else {
        items.append((link, []))
      }
    }
    return list(items.map { $0.deeper.isEmpty ? $0.first : "\($0.first)\n\(list($0.deeper))" })
  }

  private func list(_ items: [HTML]) -> HTML {
    .element("ol", items.map { "\n\(HTML.element("li", $0))" as HTML }.joined())
  }

  /// What the notebook's labels stand for, in words.
  func captions() -> [String: String] {
    var texts: [String: String] = [:]
    for cell in page.notebook.cells {
      guard let label = cell.options.label?.text, let kind = labels[label]?.kind else { continue }
      texts[label] = (kind == .table ? cell.options.tableCaption : cell.options.figureCaption).map { summary($0) }
    }
    for heading in outline.headings where labels[heading.id] != nil { texts[heading.id] = summary(heading.text) }
    return texts
  }
}
