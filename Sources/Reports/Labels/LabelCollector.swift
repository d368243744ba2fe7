import Diagnostics
import Notebooks

/// Walks through notebooks in order and collects what is labelled and what is referred to.
struct LabelCollector {
  struct Reference {
    var label: String
    var span: SourceSpan
  }

  private(set) var index = LabelIndex()
  private(set) var references: [Reference] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var counts: [LabelIndex.Kind: Int] = [:]
  /// Labels without a kind, which are not numbered but must be unique too.
  private var plainLabels: [String: SourceSpan] = [:]

  mutating func read(_ notebook: Notebook, ordinal: Int) {
    let front = notebook.frontMatter
    read((front.title ?? []) + (front.subtitle ?? []))
    var numbering = SectionNumbering(ordinal: ordinal, blocks: notebook.blocks)
    for block in front.abstract { read(block, of: notebook, &numbering) }
    for block in notebook.blocks { read(block, of: notebook, &numbering) }
  }

  private mutating func read(_ block: Block, of notebook: Notebook, _ numbering: inout SectionNumbering) {
    switch block.kind {
    case .heading(let level, let text, let identifier):
      let number = numbering.next(level: level)
      let kind = LabelIndex.Kind(label: identifier)
      if kind == .section || kind == .exercise {
        add(identifier, number: kind == .section ? number : nil, notebook, block.span)
      }
      read(text)
    case .paragraph(let text): read(text)
    case .quote(let blocks): for block in blocks { read(block, of: notebook, &numbering) }
    case .callout(_, let title, let blocks):
      read(title)
      for block in blocks { read(block, of: notebook, &numbering) }
    case .list(_, _, let items):
      for item in items { for block in item.blocks { read(block, of: notebook, &numbering) } }
    case .table(let table):
      for cell in table.header { read(cell) }
      for row in table.rows { for cell in row { read(cell) } }
    case .math(_, let label): if let label { add(label, number: nil, notebook, block.span) }
    case .cell(let position):
      if notebook.cells.indices.contains(position) { read(notebook.cells[position], of: notebook) }
    case .exercise(let position):
      if notebook.exercises.indices.contains(position) { read(notebook.exercises[position], of: notebook) }
    case .footnotes(let notes):
      for note in notes { for block in note.blocks { read(block, of: notebook, &numbering) } }
    case .code, .html, .thematicBreak: break
    }
  }

  private mutating func read(_ cell: Cell, of notebook: Notebook) {
    if let position = cell.exercise, notebook.exercises.indices.contains(position) {
      read(notebook.exercises[position], of: notebook)
    }
    if let label = cell.options.label, label.text != cell.exercise.map({ notebook.exercises[$0].label.text }) {
      add(label.text, number: nil, notebook, label.span)
    }
    read(cell.options.figureCaption ?? [])
    read(cell.options.figureAlternative ?? [])
    read(cell.options.tableCaption ?? [])
    read(cell.options.headline ?? [])
    for block in cell.options.notes { if case .paragraph(let text) = block.kind { read(text) } }
  }

  /// Every exercise is counted, with a label of its own or without.
  private mutating func read(_ exercise: Exercise, of notebook: Notebook) {
    let number = (counts[.exercise] ?? 0) + 1
    add(exercise.label.text, number: nil, notebook, exercise.label.span)
    counts[.exercise] = number
    index.number(exercise.index, in: notebook.name, as: number)
    for text in [exercise.question] + exercise.hints { read(text) }
    var numbering = SectionNumbering(ordinal: 0, blocks: [])
    for block in exercise.solution { read(block, of: notebook, &numbering) }
    if case .answer(let answer) = exercise.task {
      for block in answer.blocks { read(block, of: notebook, &numbering) }
    }
    if case .choice(let question) = exercise.task { for choice in question.choices { read(choice.text) } }
  }

  private mutating func read(_ text: [Inline]) {
    for inline in text {
      switch inline {
      case .crossReference(let label, _, let span): references.append(Reference(label: label, span: span))
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, _, let inner),
        .image(_, _, let inner):
        read(inner)
      default: break
      }
    }
  }

  private mutating func add(_ label: String, number: String?, _ notebook: Notebook, _ span: SourceSpan) {
    guard let kind = LabelIndex.Kind(label: label) else {
      if let first = plainLabels[label] {
        reportDuplicate(label, span, first: first)
      } else {
        plainLabels[label] = span
      }
      return
    }
    let count = (counts[kind] ?? 0) + 1
    let entry = LabelIndex.Entry(
      label: label, kind: kind, number: number ?? String(count), notebook: notebook.name, anchor: label, span: span)
    if let first = index.add(entry) {
      reportDuplicate(label, span, first: first.span)
    } else {
      counts[kind] = count
    }
  }

  private mutating func reportDuplicate(_ label: String, _ span: SourceSpan, first: SourceSpan) {
    diagnostics.append(
      Diagnostic(
        .duplicateLabel, "the label \"\(label)\" is used twice", at: span, label: "second use",
        related: [SpanLabel(first, "first use")], help: ["give one of the two another name"]))
  }
}

extension DiagnosticCode {
  public static let duplicateLabel = DiagnosticCode(
    "duplicate-label",
    """
    Two cells, headings or equations of the folder have the same label, so a reference to it could mean either, and the \
    file of one figure would overwrite the other's. Labels are unique over all notebooks of a folder: rename one.
    """)

  public static let unknownLabel = DiagnosticCode(
    "unknown-label",
    """
    A cross-reference such as @fig-stars names a label that nothing in the folder has. Correct its spelling, or give \
    the cell (`#| label: fig-stars`), the heading (`{#sec-clean}`) or the equation (`{#eq-fm}`) that label.
    """)
}
