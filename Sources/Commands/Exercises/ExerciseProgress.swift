import Execution
import Notebooks

/// What a folder says of the exercises that it was handed out with.
enum HandedOutRecord {
  /// Nothing is asked: a source, or a part of the folder.
  case nothing
  case exercises([HandedOutExercise])
  /// A student's version whose settings do not say it.
  case lost
}

extension Program {
  var handedOutHere: HandedOutRecord {
    if !isStudentEdition { return .nothing }
    return folder.settings.handedOut.map { .exercises($0) } ?? .lost
  }
}

/// How far a learner is, in words.
struct ExerciseProgress {
  let states: [ExerciseStatus]
  /// Labels of what was handed out and is not there.
  let missing: [String]
  /// Whether nobody can say what is missing.
  let isRecordLost: Bool
  /// Of the states, those that were handed out: what a learner adds counts for nothing.
  private let counted: [ExerciseStatus]

  init(_ states: [ExerciseStatus], handedOut: HandedOutRecord) {
    self.states = states
    switch handedOut {
    case .nothing: (missing, isRecordLost, counted) = ([], false, states)
    case .lost: (missing, isRecordLost, counted) = ([], true, states)
    case .exercises(let exercises):
      let present = Set(states.map(\.label))
      let known = Set(exercises.map(\.label))
      missing = exercises.map(\.label).filter { !present.contains($0) }
      isRecordLost = false
      counted = states.filter { known.contains($0.label) }
    }
  }

  var solved: Int { counted.count { $0.state.isPassing } }
  /// The first one to go on with.
  var next: ExerciseStatus? { states.first { !$0.state.isPassing } }
  var isWhole: Bool { missing.isEmpty && !isRecordLost }
  var isDone: Bool { next == nil && isWhole }

  /// "3 of 9 solved; next: exercise 4, 03-clean.md:57"
  var summary: String {
    var parts = ["\(solved) of \(counted.count + missing.count) solved"]
    if !missing.isEmpty {
      parts.append("\(missing.count) \(missing.count == 1 ? "is" : "are") missing: \(missing.joined(separator: ", "))")
    }
    if isRecordLost {
      parts.append("how many were handed out is not known, as _matinee.yml has no handed-out: any more")
    }
    if let next { parts.append("next: exercise \(next.number), \(next.placeText)") }
    return parts.joined(separator: "; ") + (next == nil ? "." : "")
  }

  /// 0 when all are solved, 1 when one is wrong, 3 when some are left or missing.
  var exitStatus: Int32 {
    if states.contains(where: { $0.state.isFailing }) { return ExitStatus.notebookFailed }
    return isDone ? ExitStatus.success : ExitStatus.blanksLeft
  }
}
