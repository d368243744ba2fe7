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
    read([notebook.frontMatter.words(of: .title), notebook.frontMatter.words(of: .subtitle)])
    var numbering = SectionNumbering(ordinal: ordinal, blocks: notebook.blocks)
    read(notebook.frontMatter.abstract + notebook.blocks, of: notebook, &numbering)
  }

  private mutating func read(_ blocks: [Block], of notebook: Notebook, _ numbering: inout SectionNumbering) {
    for block in blocks.walk {
      if case .heading(let level, _, let identifier) = block.kind {
        let number = numbering.next(level: level)
        let kind = LabelIndex.Kind(label: identifier)
        if kind == .section || kind == .exercise {
          add(identifier, number: kind == .section ? number : nil, notebook, block.span)
        }
      } else if let label = block.identifier {
        add(label, number: nil, notebook, block.span)
      }
      if case .cell(let place) = block.kind, notebook.cells.indices.contains(place) {
        read(notebook.cells[place], of: notebook)
      }
      if case .exercise(let place) = block.kind, notebook.exercises.indices.contains(place) {
        read(notebook.exercises[place], of: notebook)
      }
      read(block.texts)
    }
  }

  private mutating func read(_ cell: Cell, of notebook: Notebook) {
    if let position = cell.exercise, notebook.exercises.indices.contains(position) {
      read(notebook.exercises[position], of: notebook)
    }
    if let label = cell.options.label, label.text != cell.exercise.map({ notebook.exercises[$0].label.text }) {
      add(label.text, number: nil, notebook, label.span)
    }
    read(cell.options.texts)
  }

  /// Every exercise is counted, with a label of its own or without.
  private mutating func read(_ exercise: Exercise, of notebook: Notebook) {
    let number = (counts[.exercise] ?? 0) + 1
    add(exercise.label.text, number: nil, notebook, exercise.label.span)
    counts[.exercise] = number
    index.number(exercise.index, in: notebook.name, as: number)
    read([exercise.question] + exercise.hints)
    var numbering = SectionNumbering(ordinal: 0, blocks: [])
    read(exercise.solution, of: notebook, &numbering)
    if case .answer(let answer) = exercise.task { read(answer.blocks, of: notebook, &numbering) }
    if case .choice(let question) = exercise.task { read(question.choices.map(\.text)) }
  }

  private mutating func read(_ texts: [[Inline]]) {
    for case .crossReference(let label, _, let span) in texts.joined().walk {
      references.append(Reference(label: label, span: span))
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
