import ArgumentParser
import Execution
import JSONText
import Notebooks

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say how far the exercises of a folder are solved.",
    discussion: """
      Runs what is needed to judge the exercises; what has not changed since comes from the cache. Exit code 0 when all are solved, \
      1 when one is wrong, 3 when some are left or missing.

      A learner can change all that is in the folder, also what says which exercises it was handed out with. With --against, an \
      instructor compares it with the source, or with a learners' version as it was handed out: exercises that are missing, and seals \
      that were changed, are found whatever the folder says of itself. It does not prove that an answer is the learner's own, nor that \
      the text around the blanks is as it was.
      """)

  @OptionGroup var arguments: ExerciseArguments

  @Option(
    help: ArgumentHelp(
      "The source, or the learners' version as it was handed out, to compare with.", valueName: "folder"))
  var against: String?

  @Flag(help: "Print the states as a JSON array.")
  var json = false

  func run() throws {
    let lab = try arguments.lab()
    let program = lab.program
    let wanted = try arguments.labels.map { try arguments.find($0, in: program).id }
    let all = try arguments.judge(Set(wanted.isEmpty ? program.exercises.map(\.id) : wanted), of: lab)
    let handedOut = try handedOut(program)
    let states = judged(wanted.isEmpty ? all : all.filter { wanted.contains($0.id) }, program, handedOut)
    let progress = ExerciseProgress(states, handedOut: wanted.isEmpty ? handedOut : .nothing)
    if json {
      let missing = progress.missing.map { label -> JSON in
        ["number": .null, "label": .text(label), "state": "missing", "file": .null, "line": .null, "messages": []]
      }
      print(JSON.list(states.map(Self.object) + missing).encoded(levels: 1))
    } else {
      show(states, program, missing: progress.missing)
      print(progress.summary)
    }
    if progress.exitStatus != ExitStatus.success { throw CommandFailure(status: progress.exitStatus) }
  }

  /// What is compared with: what the folder says of itself, or what another folder says.
  private func handedOut(_ program: Program) throws -> HandedOutRecord {
    guard let against else { return program.handedOutHere }
    let other = try arguments.parameters.program(against)
    guard other.isSound else { throw CommandFaults.unsound(other, against) }
    guard let exercises = other.handedOut, !exercises.isEmpty else {
      throw ValidationError("\(against) does not say which exercises were handed out")
    }
    return .exercises(exercises)
  }

  /// The states, where an exercise whose seal is not the one that was handed out is judged by nothing.
  private func judged(_ states: [ExerciseStatus], _ program: Program, _ handedOut: HandedOutRecord) -> [ExerciseStatus]
  {
    guard against != nil, case .exercises(let exercises) = handedOut else { return states }
    let changed = Set(program.changedSeals(of: exercises))
    return states.map { status in
      guard changed.contains(status.id) else { return status }
      var status = status
      status.state = .failing([program.exercise(status.id).changedSeal])
      return status
    }
  }

  private func show(_ states: [ExerciseStatus], _ program: Program, missing: [String]) {
    let width = (states.map(\.label.count) + missing.map(\.count)).max() ?? 0
    var notebook = ""
    for status in states {
      let name = program.folder.notebooks[status.id.notebook].name
      if name != notebook { print(name) }
      notebook = name
      let number = String(status.number)
      let margin = String(repeating: " ", count: max(0, 4 - number.count))
      let padding = String(repeating: " ", count: width - status.label.count)
      print("\(margin)\(number)  \(status.label)\(padding)  \(Self.words(status.state, program))")
    }
    for (position, label) in missing.enumerated() {
      if position == 0 { print("missing") }
      print("      \(label)\(String(repeating: " ", count: width - label.count))  was handed out")
    }
    print("")
  }

  static func words(_ state: ExerciseState, _ program: Program) -> String {
    switch state {
    case .unsolved: return "to be filled in"
    case .failing(let faults): return "not right yet" + (faults.first.map { ": \($0.message)" } ?? "")
    case .passing: return "solved"
    case .waiting(let other): return "waits for \(program.name(of: other))"
    case .notRun(let reason): return reason.words.map { "not run: \($0.en)" } ?? "not run"
    }
  }

  private static func object(_ status: ExerciseStatus) -> JSON {
    var faults: [JSON] = []
    if case .failing(let found) = status.state { faults = found.map { .text($0.message) } }
    return [
      "number": .integer(status.number), "label": .text(status.label), "state": .text(status.state.name),
      "file": .text(status.place.file.path), "line": .integer(status.place.start.line), "messages": .list(faults),
    ]
  }
}
