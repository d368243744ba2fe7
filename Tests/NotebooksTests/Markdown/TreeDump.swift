import Diagnostics
import Notebooks

/// A notebook's tree as indented text, with the words that each span covers.
struct TreeDump {
  private(set) var text = ""
  private let notebook: Notebook

  init(_ notebook: Notebook) {
    self.notebook = notebook
    let matter = notebook.frontMatter
    if let title = matter.title { line(0, "title: \(inlines(title))") }
    for parameter in matter.params {
      line(0, "param \(parameter.name.text) = \(parameter.value) from <\(parameter.valueSpan.text)>")
    }
    for block in matter.abstract { dump(block, 0) }
    for block in notebook.blocks { dump(block, 0) }
  }

  private mutating func line(_ depth: Int, _ words: String) {
    text += String(repeating: "  ", count: depth) + words.replacing("\r\n", with: "\n") + "\n"
  }

  private mutating func dump(_ block: Block, _ depth: Int) {
    let place = "\(block.span.start.line)-\(block.span.end.line)"
    switch block.kind {
    case .heading(let level, let text, let identifier):
      line(depth, "\(place) h\(level) #\(identifier) \(inlines(text))")
    case .paragraph(let text): line(depth, "\(place) p \(inlines(text))")
    case .quote(let blocks): nest("\(place) quote", blocks, depth)
    case .callout(let kind, let title, let blocks): nest("\(place) callout \(kind) \(inlines(title))", blocks, depth)
    case .list(let start, let isTight, let items):
      line(depth, "\(place) list start: \(start.map(String.init) ?? "-") tight: \(isTight)")
      for item in items { nest("item \(item.isChecked.map { $0 ? "[x]" : "[ ]" } ?? "")", item.blocks, depth + 1) }
    case .table(let table):
      line(depth, "\(place) table \(table.alignments)")
      for row in [table.header] + table.rows { line(depth + 1, row.map(inlines).joined(separator: " | ")) }
    case .code(let language, let code): line(depth, "\(place) code \(language) \(code.debugDescription)")
    case .math(let tex, let label): line(depth, "\(place) math \(label ?? "-") \(tex.debugDescription)")
    case .html(let html): line(depth, "\(place) html \(html.debugDescription)")
    case .thematicBreak: line(depth, "\(place) rule")
    case .cell(let index): dump(notebook.cells[index], depth, place)
    case .exercise(let index): line(depth, "\(place) exercise \(index) \(inlines(notebook.exercises[index].question))")
    case .footnotes(let notes): for note in notes { nest("footnote \(note.number) \(note.name)", note.blocks, depth) }
    }
  }

  private mutating func dump(_ cell: Cell, _ depth: Int, _ place: String) {
    line(depth, "\(place) cell \(cell.index) <\(cell.fence.text)> label: \(cell.options.label?.text ?? "-")")
    if let caption = cell.options.figureCaption { line(depth + 1, "caption \(inlines(caption))") }
    for statement in cell.statements {
      line(depth + 1, "\(statement.canonicalText()) at \(statement.span.start.line):\(statement.span.start.column)")
    }
    line(depth + 1, cell.code.debugDescription)
  }

  private mutating func nest(_ words: String, _ blocks: [Block], _ depth: Int) {
    line(depth, words)
    for block in blocks { dump(block, depth + 1) }
  }

  func inlines(_ inlines: [Inline]) -> String { inlines.map(words).joined() }

  private func words(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): return text
    case .emphasis(let inner): return "(em \(inlines(inner)))"
    case .strong(let inner): return "(strong \(inlines(inner)))"
    case .strikethrough(let inner): return "(del \(inlines(inner)))"
    case .code(let text): return "(code \(text))"
    case .link(let destination, let title, let inner): return "(link \(destination) \(title) \(inlines(inner)))"
    case .image(let source, let title, let inner): return "(image \(source) \(title) \(inlines(inner)))"
    case .value(let value):
      return "(value \(value.expression.canonicalText) \(value.format.style) <\(value.expression.span.text)>)"
    case .crossReference(let label, let numberOnly, let span): return "(ref \(label) \(numberOnly) <\(span.text)>)"
    case .math(let tex): return "(math \(tex))"
    case .footnoteReference(let name, let number): return "(note \(name) \(number))"
    case .html(let html): return "(html \(html))"
    case .softBreak: return "⏎"
    case .lineBreak: return "⏎⏎"
    }
  }
}
