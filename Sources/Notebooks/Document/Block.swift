import Diagnostics

/// A block of a notebook's text, as cmark-gfm reads it, with what Matinee adds.
public struct Block: Sendable {
  public indirect enum Kind: Sendable {
    /// `identifier` is the anchor: `{#sec-clean}` when given, otherwise made from the words, unique in its notebook.
    case heading(level: Int, text: [Inline], identifier: String)
    case paragraph([Inline])
    case quote([Block])
    case callout(Callout, title: [Inline], [Block])
    /// `start` is nil for bullets.
    case list(start: Int?, isTight: Bool, [ListItem])
    case table(MarkdownTable)
    /// A fence that is shown and not run; `language` is the first word of its info string.
    case code(language: String, String)
    /// `$$…$$`; TeX. `label` when written `$$…$$ {#eq-fm}`.
    case math(String, label: String?)
    /// Harmless tags without attributes (`details`, `br`, `sub` …) and escaped text: goes into a page as it is. All other raw
    /// HTML is a paragraph of text: a report never runs what a notebook's data brought in.
    case html(String)
    case thematicBreak
    /// An executable cell: its place in `Notebook.cells`.
    case cell(Int)
    /// A question: its place in `Notebook.exercises`.
    case exercise(Int)
    /// Footnotes in the order of their first use.
    case footnotes([Footnote])
  }

  public var kind: Kind
  public var span: SourceSpan
  /// Whether it is a slide of the presentation: a heading or a formula with `{.present}` behind it.
  public var isPresented: Bool

  public init(_ kind: Kind, span: SourceSpan, isPresented: Bool = false) {
    self.kind = kind
    self.span = span
    self.isPresented = isPresented
  }
}

extension Block: Nested {
  /// What a block is made of. A new kind says it here, and all that looks for something in a text finds it there.
  private struct Content {
    /// The name by which links and references find the block.
    var identifier: String?
    /// Runs of words that are its own.
    var texts: [[Inline]] = []
    var children: [Block] = []
    var isProse = false
    var isShown = false
  }

  private var content: Content {
    switch kind {
    case .heading(_, let text, let identifier): Content(identifier: identifier, texts: [text])
    case .paragraph(let text): Content(texts: [text], isProse: true)
    case .quote(let blocks): Content(children: blocks, isShown: true)
    case .callout(_, let title, let blocks): Content(texts: [title], children: blocks)
    case .list(_, _, let items): Content(children: items.flatMap(\.blocks), isProse: true, isShown: true)
    case .table(let table): Content(texts: table.header + table.rows.flatMap { $0 }, isShown: true)
    case .math(_, let label): Content(identifier: label, isShown: true)
    case .footnotes(let notes): Content(children: notes.flatMap(\.blocks))
    case .code, .html, .thematicBreak, .cell, .exercise: Content()
    }
  }

  /// The anchor of a heading, the label of a formula: the place that a link leads to.
  public var identifier: String? { content.identifier }
  /// Its own runs of words, in the order of the text, without those of the blocks inside of it.
  public var texts: [[Inline]] { content.texts }
  /// The blocks right inside of it.
  public var children: [Block] { content.children }
  /// Whether a speaker can say it.
  public var isProse: Bool { content.isProse }
  /// Whether it is what a slide shows of its section.
  public var isShown: Bool { content.isShown }

  /// As plain text, every block on a line of its own; tables, cells and questions as nothing.
  public func plainText(_ words: ([Inline]) -> String) -> String {
    func lines(_ blocks: [Block]) -> String { blocks.map { $0.plainText(words) }.joined(separator: "\n") }
    switch kind {
    case .paragraph(let text), .heading(_, let text, _): return words(text)
    case .list(_, _, let items): return items.map { lines($0.blocks) }.joined(separator: "\n")
    case .quote(let inner), .callout(_, _, let inner): return lines(inner)
    case .math(let tex, _): return tex + "\n"
    case .code(_, let code): return code
    case .table, .html, .thematicBreak, .cell, .exercise, .footnotes: return ""
    }
  }

  /// What is prose with its words changed.
  public func mapProse(_ change: ([Inline]) -> [Inline]) -> Block {
    switch kind {
    case .paragraph(let text): return Block(.paragraph(change(text)), span: span)
    case .list(let start, let isTight, let items):
      let items = items.map { ListItem(isChecked: $0.isChecked, blocks: $0.blocks.map { $0.mapProse(change) }) }
      return Block(.list(start: start, isTight: isTight, items), span: span)
    case .heading, .quote, .callout, .table, .code, .math, .html, .thematicBreak, .cell, .exercise, .footnotes:
      return self
    }
  }
}

extension MarkdownReader {
  /// Reads a node, and what is in it, as blocks.
  func append(_ node: MarkdownNode, to result: inout [Block]) {
    let span = span(of: node)
    func add(_ kind: Block.Kind) { result.append(Block(kind, span: span)) }
    switch node.type {
    case "paragraph": appendParagraph(node, to: &result)
    case "heading":
      let level = node.level
      var text = inlines(of: node)
      let attributes = takeAttributes(from: &text)
      diagnostics += attributes?.faults(at: span) ?? []
      let explicit = attributes?.identifier
      add(.heading(level: level, text: text, identifier: explicit ?? anchor(of: text)))
      result[result.count - 1].isPresented = attributes?.isPresented ?? false
      if let explicit { usedAnchors.insert(explicit) }
    case "thematic_break": add(.thematicBreak)
    case "block_quote": add(quote(node))
    case "list":
      let items = node.children.map { item in
        ListItem(isChecked: item.type == "tasklist" ? item.isChecked : nil, blocks: blocks(of: item))
      }
      add(.list(start: node.listStart, isTight: node.isTight, items))
    case "table": add(.table(table(node)))
    case "code_block": if let kind = code(node) { add(kind) }
    case "html_block": appendHTML(node.literal, span: span, to: &result)
    default: result += blocks(of: node)
    }
  }
}

extension Sequence<Block> {
  /// All runs of words of the blocks, at any depth, in the order of the text.
  public var texts: [[Inline]] { walk.flatMap(\.texts) }
  /// The values that their words quote.
  public var values: [InlineValue] { texts.joined().values }
}

public enum Callout: String, Sendable, CaseIterable {
  case note, tip, important, warning, caution
}

public struct ListItem: Sendable {
  /// nil when the item has no check box.
  public var isChecked: Bool?
  public var blocks: [Block]

  public init(isChecked: Bool? = nil, blocks: [Block]) {
    self.isChecked = isChecked
    self.blocks = blocks
  }
}

public struct MarkdownTable: Sendable {
  public enum Alignment: Sendable { case none, left, center, right }

  public var alignments: [Alignment]
  public var header: [[Inline]]
  public var rows: [[[Inline]]]

  public init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
  }
}

public struct Footnote: Sendable {
  public var name: String
  public var number: Int
  public var blocks: [Block]

  public init(name: String, number: Int, blocks: [Block]) {
    self.name = name
    self.number = number
    self.blocks = blocks
  }
}
