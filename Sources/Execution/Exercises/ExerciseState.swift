import Diagnostics
import Notebooks
import Reports
import Tables

/// How far a learner is with an exercise.
public enum ExerciseState: Sendable {
  /// A blank is open, an answer empty, nothing chosen.
  case unsolved
  /// Something is written, and it is wrong: what a learner is told.
  case failing([Diagnostic])
  case passing
  /// It takes what another exercise gives.
  case waiting(for: ExerciseID)
  /// Nobody can know.
  case notRun(NotRunReason)

  public var isPassing: Bool { if case .passing = self { true } else { false } }
  public var isFailing: Bool { if case .failing = self { true } else { false } }
  public var isNotRun: Bool { if case .notRun = self { true } else { false } }

  /// For JSON and scripts.
  public var name: String {
    switch self {
    case .unsolved: "unsolved"
    case .failing: "failing"
    case .passing: "passing"
    case .waiting: "waiting"
    case .notRun: "not-run"
    }
  }
}

/// An exercise with its state.
public struct ExerciseStatus: Sendable {
  public var exercise: ProgramExercise
  public var label: String
  /// Where a learner is to write next.
  public var place: SourceSpan
  public var state: ExerciseState

  public var id: ExerciseID { exercise.id }
  public var number: Int { exercise.number }
}

extension Program {
  /// The states of all exercises after a run, in the order of the folder. O(exercises × steps of their cells).
  public func exerciseStates(_ result: RunResult) -> [ExerciseStatus] {
    exercises.map { found in
      let exercise = exercise(found.id)
      return ExerciseStatus(
        exercise: found, label: exercise.label.text, place: exercise.place(in: folder.notebooks[found.id.notebook]),
        state: state(found, exercise, result))
    }
  }

  private func state(_ found: ProgramExercise, _ exercise: Exercise, _ result: RunResult) -> ExerciseState {
    switch exercise.task {
    case .code(let cell): return codeState(found, CellID(notebook: found.id.notebook, cell: cell), result)
    case .answer(let answer):
      return answer.text.isEmpty && exercise.solution.isEmpty ? .unsolved : .passing
    case .choice(let question): return choiceState(found, question)
    case .number(let question): return numberState(found, exercise, question, result)
    }
  }

  private func codeState(_ found: ProgramExercise, _ id: CellID, _ result: RunResult) -> ExerciseState {
    if let faults = cellFaults[id], !expectsFault(id) { return .failing(faults) }
    let cell = cell(id)
    if cell.blanks.contains(where: \.isOpen) || cell.statements.isEmpty { return .unsolved }
    if let cause = found.waitsFor { return .waiting(for: cause) }
    if let faults = result.cellFaults[id], !expectsFault(id) { return .failing(faults) }
    if let faults = result.checkFaults[id] { return .failing(faults) }
    // By place: a step is large, and to copy each takes longer than all else here.
    for index in steps.indices where steps[index].cell == id && result.outcomes[index] == nil {
      if let cause = result.waits[index] { return .waiting(for: cause) }
      if !expectsFault(id) { return .notRun(result.notRun[index] ?? .notAsked) }
    }
    return isEvaluated(id) ? .passing : .notRun(.notEvaluated)
  }

  private func choiceState(_ found: ProgramExercise, _ question: ChoiceQuestion) -> ExerciseState {
    if !found.faults.isEmpty { return .failing(found.faults) }
    let chosen = question.choices.filter(\.isChosen)
    if chosen.isEmpty { return .unsolved }
    let wrong = chosen.filter { !$0.isRight }
    if wrong.isEmpty, chosen.count == question.choices.count(where: \.isRight) { return .passing }
    if wrong.isEmpty {
      return .failing([
        Diagnostic(
          .wrongChoice, "what is chosen is right, and there is more", at: chosen[0].mark,
          help: ["mark every choice that is right"])
      ])
    }
    return .failing(
      wrong.map { choice in
        Diagnostic(
          .wrongChoice, "\"\(choice.text.plainText)\" is not it", at: choice.mark, label: "chosen here",
          notes: choice.feedback.isEmpty ? [] : [choice.feedback.plainText])
      })
  }

  private func numberState(
    _ found: ProgramExercise, _ exercise: Exercise, _ question: NumberQuestion, _ result: RunResult
  ) -> ExerciseState {
    if !found.faults.isEmpty { return .failing(found.faults) }
    guard let given = question.given else { return .unsolved }
    if let cause = found.waitsFor { return .waiting(for: cause) }
    let expectedQuote = quotes[question.expectedSpan]
    guard let expected = expectedQuote.flatMap({ result.value(of: $0)?.number }) else {
      let cause = expectedQuote?.sources.values.lazy.compactMap { producer(of: $0).flatMap { result.waits[$0] } }.first
      return cause.map { .waiting(for: $0) } ?? .notRun(.noRightAnswer)
    }
    if !question.isSealed { return .passing }
    guard let answer = quotes[exercise.layout.body].flatMap({ result.value(of: $0)?.number }) else {
      return .notRun(.noAnswer)
    }
    if question.tolerance.accepts(answer, for: expected) { return .passing }
    let words = question.wrong.isEmpty ? "\(given.span.text) is not it" : question.wrong.plainText
    return .failing([Diagnostic(.wrongNumber, words, at: given.span, label: "not the right number")])
  }
}

extension RunResult {
  /// The value of a quoted expression, or nil when it could not be computed.
  public func value(of quote: QuotedValue) -> Value? {
    var values: [String: Value] = [:]
    for (path, source) in quote.sources {
      if case .constant(let count) = source {
        values[path] = .integer(count)
      } else if let value = scalars[source] {
        values[path] = value
      } else {
        return nil
      }
    }
    guard let value = try? quote.expression.evaluate(values), value != .null else { return nil }
    return value
  }
}

extension NumberQuestion.Tolerance {
  /// Whether a number is near enough to the right one. Both ends count as near, with room for the last bit of the arithmetic.
  public func accepts(_ answer: Double, for expected: Double) -> Bool {
    let room: Double =
      switch self {
      case .absolute(let room): room
      case .relative(let share): share * abs(expected)
      case .automatic: expected == expected.rounded() ? 0 : 0.005 * abs(expected)
      }
    return abs(answer - expected) <= room + 1e-9 * max(1, abs(expected))
  }
}

extension DiagnosticCode {
  public static let wrongChoice = DiagnosticCode(
    "wrong-choice",
    "What is marked in a question to choose from is not right, or not all of it. A note says why, if it can.")
  public static let wrongNumber = DiagnosticCode(
    "wrong-number",
    "The number that a question was answered with is further from the right one than it may be. Half a percent is allowed where "
      + "nothing else is said, and of whole numbers nothing.")
}
