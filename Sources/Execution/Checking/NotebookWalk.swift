import Notebooks

/// A notebook's cells and quoted values in the order of its text.
enum NotebookWalk {
  enum Item {
    case cell(Int)
    case value(InlineValue)
    /// A question, by its place in `Notebook.exercises`.
    case exercise(Int)
  }

  static func items(of blocks: [Block]) -> [Item] { blocks.flatMap(items) }

  static func values(of inlines: [Inline]) -> [InlineValue] { inlines.flatMap(values) }

  private static func items(of block: Block) -> [Item] {
    switch block.kind {
    case .heading(_, let text, _), .paragraph(let text): return values(of: text).map(Item.value)
    case .quote(let blocks): return items(of: blocks)
    case .callout(_, let title, let blocks): return values(of: title).map(Item.value) + items(of: blocks)
    case .list(_, _, let items): return items.flatMap { self.items(of: $0.blocks) }
    case .table(let table):
      return (table.header + table.rows.flatMap { $0 }).flatMap { values(of: $0) }.map(Item.value)
    case .footnotes(let notes): return notes.flatMap { items(of: $0.blocks) }
    case .cell(let index): return [.cell(index)]
    case .exercise(let index): return [.exercise(index)]
    case .code, .math, .html, .thematicBreak: return []
    }
  }

  private static func values(of inline: Inline) -> [InlineValue] {
    switch inline {
    case .value(let value): return [value]
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): return values(of: inner)
    case .link(_, _, let inner): return values(of: inner)
    case .image(_, _, let inner): return values(of: inner)
    case .text, .code, .crossReference, .math, .footnoteReference, .html, .softBreak, .lineBreak: return []
    }
  }
}
