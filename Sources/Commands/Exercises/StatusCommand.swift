import ArgumentParser
import Diagnostics
import Execution

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say how far the exercises of a folder are solved.",
    discussion: """
      Runs what is needed to judge the exercises; what has not changed since comes from the cache. Exit code 0 when all are solved, \
      1 when one is wrong, 3 when some are left.
      """)

  @OptionGroup var arguments: ExerciseArguments

  @Flag(help: "Print the states as a JSON array.")
  var json = false

  func run() throws {
    let program = try arguments.program()
    let wanted = try arguments.labels.map { try arguments.find($0, in: program).id }
    let all = try arguments.judge(Set(wanted.isEmpty ? program.exercises.map(\.id) : wanted), of: program)
    let states = wanted.isEmpty ? all : all.filter { wanted.contains($0.id) }
    let progress = ExerciseProgress(states: states)
    if json {
      print("[\n" + states.map { "  " + Self.object($0) }.joined(separator: ",\n") + "\n]")
    } else {
      show(states, program)
      print(progress.summary)
    }
    if progress.exitStatus != ExitStatus.success { throw CommandFailure(status: progress.exitStatus) }
  }

  private func show(_ states: [ExerciseStatus], _ program: Program) {
    let width = states.map(\.label.count).max() ?? 0
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
    print("")
  }

  static func words(_ state: ExerciseState, _ program: Program) -> String {
    switch state {
    case .unsolved: return "to be filled in"
    case .failing(let faults): return "not right yet" + (faults.first.map { ": \($0.message)" } ?? "")
    case .passing: return "solved"
    case .waiting(let other): return "waits for \(program.name(of: other))"
    case .notRun(let reason): return reason.isEmpty ? "not run" : "not run: \(reason)"
    }
  }

  private static func object(_ status: ExerciseStatus) -> String {
    var faults: [String] = []
    if case .failing(let found) = status.state { faults = found.map { JSONWriter.quote($0.message) } }
    return "{\"number\": \(status.number), \"label\": \(JSONWriter.quote(status.label)), "
      + "\"state\": \(JSONWriter.quote(status.state.name)), \"file\": \(JSONWriter.quote(status.place.file.path)), "
      + "\"line\": \(status.place.start.line), \"messages\": [\(faults.joined(separator: ", "))]}"
  }
}
