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

  let headings: [Heading]

  init(_ notebook: Notebook, ordinal: Int, labels: LabelIndex, identifiers: inout IdentifierSet) {
    var numbering = SectionNumbering(ordinal: ordinal, blocks: notebook.blocks)
    var found: [Heading] = []
    func add(_ block: Block, isNested: Bool) {
      guard case .heading(let level, let text, let identifier) = block.kind else { return }
      let number = numbering.next(level: level)
      let isLabel = labels[identifier].map { $0.notebook == notebook.name && $0.span == block.span } ?? false
      let id = isLabel ? identifier : identifiers.claim(identifier.isEmpty ? "section" : identifier)
      found.append(
        Heading(depth: numbering.depth(level: level), number: number, id: id, text: text, isNested: isNested))
    }
    for block in notebook.frontMatter.abstract.walk { add(block, isNested: true) }
    for block in notebook.blocks {
      add(block, isNested: false)
      for inner in block.children.walk { add(inner, isNested: true) }
    }
    headings = found
  }
}
