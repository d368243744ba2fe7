import Notebooks

/// Finds what a folder presents, in the order of its text: cells and answers with `present:`, headings and formulas with
/// `{.present}`.
///
/// A cell shows what it shows in its report, under the headline that it names or the heading it stands below; the text around
/// it is for the speaker. A heading shows its section's first paragraph and its first table, list, formula or quote. An answer
/// stands under its question; one that nobody has written yet is no slide.
public struct SlideOutline {
  /// O(text).
  public static func slides(of folder: NotebookFolder) -> [SlideSource] {
    folder.notebooks.enumerated().flatMap { position, notebook in
      SlideOutline(notebook: notebook, position: position).slides()
    }
  }

  private let notebook: Notebook
  private let position: Int
  /// The notebook's blocks in one row: those inside of quotes and lists that hold something presented as well.
  private let blocks: [Block]

  private init(notebook: Notebook, position: Int) {
    self.notebook = notebook
    self.position = position
    blocks = Self.row(notebook.blocks, of: notebook)
  }

  private func slides() -> [SlideSource] {
    blocks.indices.compactMap { place in
      if case .exercise(let index) = blocks[place].kind { return answer(index) }
      guard Self.isPresented(blocks[place], in: notebook) else { return nil }
      switch blocks[place].kind {
      case .cell(let index): return cell(index, at: place)
      case .heading(_, let text, let identifier): return section(text, identifier, at: place)
      case .math: return formula(at: place)
      case .paragraph, .quote, .callout, .list, .table, .footnotes, .code, .html, .thematicBreak, .exercise: return nil
      }
    }
  }

  private func cell(_ index: Int, at place: Int) -> SlideSource {
    let options = notebook.cells[index].options
    return SlideSource(
      notebook: position, label: options.label?.text ?? "", headline: options.headline ?? heading(above: place),
      support: [], content: .cell(index), notes: options.notes.isEmpty ? prose(around: place) : options.notes,
      anchor: notebook.cells[index].fence)
  }

  private func answer(_ index: Int) -> SlideSource? {
    guard notebook.exercises.indices.contains(index), notebook.exercises[index].isPresented,
      case .answer(let answer) = notebook.exercises[index].task, !answer.blocks.isEmpty
    else { return nil }
    let exercise = notebook.exercises[index]
    return SlideSource(
      notebook: position, label: exercise.label.text, headline: exercise.question, support: [],
      content: .answer(answer.blocks), notes: [], anchor: exercise.layout.opening)
  }

  private func formula(at place: Int) -> SlideSource {
    SlideSource(
      notebook: position, label: blocks[place].identifier ?? "", headline: heading(above: place), support: [],
      content: .block(blocks[place]), notes: prose(around: place), anchor: blocks[place].span)
  }

  private func section(_ headline: [Inline], _ identifier: String, at place: Int) -> SlideSource {
    let section = blocks[(place + 1)...].prefix { !$0.isHeading }
    let shown = section.first { $0.isShown }
    let prose = section.filter { $0.isProse }
    var support: [Inline] = []
    if case .paragraph(let text)? = prose.first?.kind { support = text }
    return SlideSource(
      notebook: position, label: identifier, headline: headline, support: support, content: .block(shown),
      notes: prose.dropFirst(support.isEmpty ? 0 : 1).filter { $0.span != shown?.span }, anchor: blocks[place].span)
  }

  private func heading(above place: Int) -> [Inline] {
    for block in blocks[..<place].reversed() { if case .heading(_, let text, _) = block.kind { return text } }
    return notebook.frontMatter.title ?? [.text(notebook.name)]
  }

  /// The paragraph right above a block, and the paragraphs and lists below it, up to the next heading or cell.
  private func prose(around place: Int) -> [Block] {
    let before = blocks[..<place].last.flatMap { $0.isProse ? $0 : nil }
    let after = blocks[(place + 1)...].prefix { block in
      if case .cell = block.kind { return false }
      return !block.isHeading && !block.isPresented
    }
    return [before].compactMap { $0 } + after.filter { $0.isProse }
  }

  private static func row(_ blocks: [Block], of notebook: Notebook) -> [Block] {
    blocks.flatMap { block in
      block.children.walk.contains { isPresented($0, in: notebook) } ? row(block.children, of: notebook) : [block]
    }
  }

  private static func isPresented(_ block: Block, in notebook: Notebook) -> Bool {
    guard case .cell(let index) = block.kind, notebook.cells.indices.contains(index) else { return block.isPresented }
    return notebook.cells[index].options.isPresented ?? false
  }
}

extension Block {
  fileprivate var isHeading: Bool { if case .heading = kind { true } else { false } }
}
