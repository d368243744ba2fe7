import Execution
import Notebooks

/// An exercise as pages are told of it: its state for the list at the side, and what can be filled in.
struct ExerciseItem: Encodable {
  struct Field: Encodable {
    /// Where it stands in the cell's code, in UTF-16 units as browsers count, with its braces or underscores.
    var start: Int
    var length: Int
    var text: String
  }

  var label: String
  var number: Int
  /// `03-clean`
  var notebook: String
  var anchor: String
  /// `unsolved`, `failing`, `passing`, `waiting` or `not-run`.
  var state: String
  /// The number of the exercise that it waits for.
  var waitsFor: Int?
  var kind: String
  /// Whether it can be filled in: in a learner's folder.
  var isOpen: Bool
  var blanks: [Field] = []
  /// The answer or the number.
  var text = ""
  /// Of choices, which are marked.
  var chosen: [Int] = []
  var isMultiple = false

  init(_ status: ExerciseStatus, in program: Program) {
    let notebook = program.folder.notebooks[status.id.notebook]
    let exercise = program.exercise(status.id)
    label = status.label
    number = status.number
    self.notebook = notebook.name
    let entry = program.labels[status.label].flatMap { $0.notebook == notebook.name ? $0 : nil }
    anchor = entry?.anchor ?? status.label
    state = status.state.name
    if case .waiting(let other) = status.state { waitsFor = program.exercises.first { $0.id == other }?.number }
    isOpen = program.isStudentEdition
    switch exercise.task {
    case .code(let cell):
      kind = "blank"
      if isOpen { blanks = Self.fields(of: notebook.cells[cell]) }
    case .answer(let answer):
      kind = "answer"
      if isOpen { text = answer.text }
    case .number:
      kind = "number"
      if isOpen { text = exercise.writtenNumber }
    case .choice(let question):
      kind = "choice"
      isMultiple = question.isMultiple
      if isOpen { chosen = question.choices.indices.filter { question.choices[$0].isChosen } }
    }
  }

  /// The blanks of a cell by their places in its code, which lacks the prefixes that lines have in the file.
  private static func fields(of cell: Cell) -> [Field] {
    func place(_ offset: Int) -> Int? {
      guard let file = cell.blanks.first?.span.file else { return nil }
      var before = 0
      for line in cell.codeLines {
        if offset <= line.upperBound {
          return offset < line.lowerBound ? nil : before + units(file.bytes[line.lowerBound..<offset])
        }
        // And the line's end.
        before += units(file.bytes[line]) + 1
      }
      return nil
    }
    return cell.blanks.compactMap { blank in
      guard let start = place(blank.span.range.lowerBound), let end = place(blank.span.range.upperBound) else {
        return nil
      }
      return Field(start: start, length: end - start, text: blank.written)
    }
  }

  private static func units(_ bytes: ArraySlice<UInt8>) -> Int { String(decoding: bytes, as: UTF8.self).utf16.count }
}
