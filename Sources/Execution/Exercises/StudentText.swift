import Diagnostics
import Notebooks

/// What must be replaced in a notebook to make a learner's version of it: blanks opened, answers emptied, solutions taken out.
struct StudentText {
  let program: Program
  let notebook: Int
  private(set) var replacements: [Replacement] = []

  private var source: Notebook { program.folder.notebooks[notebook] }

  init(_ program: Program, notebook: Int) {
    self.program = program
    self.notebook = notebook
    for exercise in source.exercises {
      switch exercise.task {
      case .code(let cell): open(source.cells[cell], exercise)
      case .answer: replacements.append(Replacement(exercise.layout.body, with: line("", exercise)))
      case .choice(let question): unmark(question, exercise)
      case .number(let question):
        replacements.append(Replacement(exercise.layout.body, with: line("____", exercise)))
        insert(["sealed: " + Seal.close(["number", question.expectedText])], exercise)
      }
      if case .answer = exercise.task { insert([], exercise) }
      if let solution = exercise.solutionSpan { replacements.append(Replacement(withoutGap(solution), with: "")) }
    }
    replacements += HiddenComments(of: source).spans.map { Replacement($0, with: "") }
    replacements = Self.joined(replacements)
  }

  /// Replacements of which none reaches into another: what one takes out, no other one may keep.
  private static func joined(_ replacements: [Replacement]) -> [Replacement] {
    let ordered = replacements.sorted {
      ($0.span.range.lowerBound, $0.span.range.upperBound) < ($1.span.range.lowerBound, $1.span.range.upperBound)
    }
    return ordered.reduce(into: []) { joined, next in
      guard let last = joined.last, next.span.range.lowerBound < last.span.range.upperBound else {
        joined.append(next)
        return
      }
      let isInside = next.span.range.upperBound <= last.span.range.upperBound
      let union = last.span.union(next.span)
      // What ends with a line's end, and began within a line, leaves that line its own.
      let bytes = union.file.bytes
      let (start, end) = (union.range.lowerBound, union.range.upperBound)
      let isLineKept = start > 0 && bytes[start - 1] != 0x0A && bytes[end - 1] == 0x0A
      joined[joined.count - 1] = Replacement(
        union, with: isInside ? last.text : last.text + next.text + (isLineKept ? "\n" : ""))
    }
  }

  /// The reading copy: answers filled with the model answers, nothing else changed.
  static func filled(_ notebook: Notebook) -> [Replacement] {
    notebook.exercises.flatMap { exercise -> [Replacement] in
      guard case .answer(let answer) = exercise.task, answer.text.isEmpty, !exercise.solutionText.isEmpty else {
        return []
      }
      return (try? NotebookEdit.replacements(.answer(exercise.solutionText), exercise, in: notebook)) ?? []
    }
  }

  private mutating func open(_ cell: Cell, _ exercise: Exercise) {
    for blank in cell.blanks { replacements.append(Replacement(blank.span, with: "____")) }
    let told = Set(cell.options.gives.map(\.text))
    let hidden = hiddenNames(cell).filter { !told.contains($0) }
    var options = hidden.isEmpty ? [] : ["gives: [\(hidden.joined(separator: ", "))]"]
    if let lines = cell.options.checkSpan {
      // What must hold often says what is right.
      options.append("sealed: " + Seal.close(["check"] + cell.options.checks.map { $0.canonicalText() }))
      replacements.append(Replacement(lines, with: ""))
    }
    insert(options, exercise)
  }

  /// Names that a cell gives and a learner cannot read off what is left of it, while the cells below take them.
  private func hiddenNames(_ cell: Cell) -> [String] {
    let id = CellID(notebook: notebook, cell: cell.index)
    var names: [String] = []
    for statement in cell.statements {
      let given = program.steps.filter { $0.cell == id && $0.statement.span == statement.span }.flatMap(\.outputs)
      let isHidden = statement.isBlank || statement.verb.blank != nil
      if isHidden || statement.bindings.isEmpty && isBlank(statement.operands.first) {
        names += given.map(\.name)
      } else {
        names += statement.bindings.filter { $0.blank != nil }.map(\.text)
      }
    }
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func isBlank(_ syntax: ExpressionSyntax?) -> Bool {
    if case .blank? = syntax?.kind { return true }
    return false
  }

  private mutating func unmark(_ question: ChoiceQuestion, _ exercise: Exercise) {
    for choice in question.choices {
      if choice.isChosen { replacements.append(Replacement(choice.mark, with: " ")) }
      if let lines = choice.feedbackLines { replacements.append(Replacement(lines, with: "")) }
    }
    let right = question.choices.map { $0.isRight ? "1" : "0" }.joined()
    insert(["sealed: " + Seal.close(["choice", right] + question.choices.map(\.feedbackText))], exercise)
  }

  /// Option lines below the fence; an exercise without a label gets the one it was given, so that it stays one when it is solved.
  private mutating func insert(_ options: [String], _ exercise: Exercise) {
    let all = (exercise.isNamed ? [] : ["exercise: \(exercise.label.text)"]) + options
    if all.isEmpty { return }
    // Below the options that are there; an answer's body may be empty, and is written at the same place.
    var place = exercise.layout.body.range.lowerBound
    if case .answer = exercise.task { place = exercise.layout.optionPlace }
    replacements.append(
      Replacement(
        source.file.span(place..<place), with: all.map { exercise.layout.prefix + "#| \($0)\n" }.joined()))
  }

  private func line(_ text: String, _ exercise: Exercise) -> String {
    var line = exercise.layout.prefix + text
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }

  /// A fence with the empty line below it, where one stands above it too.
  private func withoutGap(_ span: SourceSpan) -> SourceSpan {
    let bytes = source.file.bytes
    let (start, end) = (span.range.lowerBound, span.range.upperBound)
    let newline = UInt8(ascii: "\n")
    guard start >= 2, bytes[start - 1] == newline, bytes[start - 2] == newline, end < bytes.count, bytes[end] == newline
    else { return span }
    return source.file.span(start..<end + 1)
  }
}
