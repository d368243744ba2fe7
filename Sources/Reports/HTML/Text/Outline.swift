import Notebooks

/// The headings of a notebook in the order they are written, with their numbers and ids.
struct Outline {
  struct Heading {
    var depth: Int
    var number: String
    var id: String
    var text: [Inline]
    /// Whether it stands inside a quote, a callout or a list, which the contents do not show.
    var isNested: Bool
  }

  private(set) var headings: [Heading] = []

  init(_ notebook: Notebook, ordinal: Int, labels: LabelIndex, identifiers: inout IdentifierSet) {
    var numbering = SectionNumbering(ordinal: ordinal, blocks: notebook.blocks)
    var found: [Heading] = []
    func visit(_ blocks: [Block], isNested: Bool) {
      for block in blocks {
        switch block.kind {
        case .heading(let level, let text, let identifier):
          let number = numbering.next(level: level)
          let isLabel = labels[identifier].map { $0.notebook == notebook.name && $0.span == block.span } ?? false
          let id = isLabel ? identifier : identifiers.claim(identifier.isEmpty ? "section" : identifier)
          found.append(
            Heading(depth: numbering.depth(level: level), number: number, id: id, text: text, isNested: isNested))
        case .quote(let inner), .callout(_, _, let inner): visit(inner, isNested: true)
        case .list(_, _, let items): for item in items { visit(item.blocks, isNested: true) }
        case .footnotes(let notes): for note in notes { visit(note.blocks, isNested: true) }
        default: break
        }
      }
    }
    visit(notebook.frontMatter.abstract, isNested: true)
    visit(notebook.blocks, isNested: false)
    headings = found
  }
}
