import Diagnostics
import Notebooks

/// An exercise's place in the folder.
public struct ExerciseID: Hashable, Sendable, Comparable {
  public var notebook: Int
  /// Its place in `Notebook.exercises`.
  public var exercise: Int

  public init(notebook: Int, exercise: Int) {
    self.notebook = notebook
    self.exercise = exercise
  }

  public static func < (a: Self, b: Self) -> Bool { (a.notebook, a.exercise) < (b.notebook, b.exercise) }
}

/// An exercise as the checker found it.
public struct ProgramExercise: Sendable {
  public var id: ExerciseID
  /// Counted through the folder, from 1; cross-references use the same number.
  public var number: Int
  /// The cell with the blanks; nil for a question.
  public var cell: CellID?
  /// Blanks of the cell that are still to be filled in.
  public var openBlanks: [SourceSpan] = []
  /// What is wrong with what the learner wrote, as far as it shows before the run.
  public var faults: [Diagnostic] = []
  /// The exercise that must be solved before this one can be judged.
  public var waitsFor: ExerciseID?
}

extension Program {
  public func exercise(_ id: ExerciseID) -> Exercise { folder.notebooks[id.notebook].exercises[id.exercise] }

  public func exercise(of cell: CellID) -> ExerciseID? {
    self.cell(cell).exercise.map { ExerciseID(notebook: cell.notebook, exercise: $0) }
  }

  /// "exercise 4 (exr-tail)", for the terminal.
  public func name(of id: ExerciseID) -> String {
    let number = exercises.first { $0.id == id }?.number ?? 0
    return "exercise \(number) (\(exercise(id).label.text))"
  }

  /// Whether the folder is a learner's: made by `matinee student`.
  public var isStudentEdition: Bool { folder.settings.edition == .student }

  /// Where a step stands; a sealed check has no text of its own, and stands at its cell.
  public func place(of step: ProgramStep) -> SourceSpan {
    step.statement.span.file.isSealed ? cell(step.cell).fence : step.statement.span
  }

  /// Whether what goes wrong in a cell is a state of its exercise, and stops nothing else.
  public func isContained(_ cell: CellID) -> Bool { isStudentEdition && self.cell(cell).exercise != nil }
}
