import ArgumentParser
import Diagnostics
import Execution
import Foundation
import WrittenTexts

struct CheckAnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-answer",
    abstract: "Say whether an exercise is solved, and what is wrong if it is not.",
    discussion: """
      matinee check-answer             the first exercise that is not solved
      matinee check-answer exr-tail    this one
      matinee check-answer --watch     stay, and judge again whenever a notebook is saved

      Exit code 0 when it is solved, 1 when it is wrong, 3 when something is left to fill in.
      """)

  @OptionGroup var arguments: ExerciseArguments

  @Flag(help: "Stay, and judge again whenever a notebook is saved, until all exercises are solved.")
  var watch = false

  func run() throws {
    if watch { return try follow() }
    _ = try judge()
  }

  /// Judges after every save. Ends when all that was asked for is solved, or with Ctrl-C.
  private func follow() throws {
    var seen: [ExactText: [Int]] = [:]
    while !Interruption.isAsked {
      Interruption.onStop { "Stopped." }
      let now = fingerprints()
      if now != seen {
        if !seen.isEmpty { print("\n" + String(repeating: "─", count: 60)) }
        seen = now
        do {
          if try judge() { return }
        } catch is CommandFailure {
          // What is wrong has been told; the next save may mend it.
        }
        // A pipe would keep it back until the end.
        fflush(nil)
      }
      usleep(200_000)
    }
    Interruption.stop()
  }

  /// Size and times of the files that a check reads.
  private func fingerprints() -> [ExactText: [Int]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: arguments.folder)) ?? []
    var found: [ExactText: [Int]] = [:]
    for name in names where name.hasSuffix(".md") || name.hasSuffix(".yml") {
      var status = stat()
      guard !name.hasPrefix("."), stat(arguments.folder + "/" + name, &status) == 0 else { continue }
      found[name] = [Int(status.st_size), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec), Int(status.st_ino)]
    }
    return found
  }

  /// Whether there is nothing left to do. Throws the exit code of what is.
  private func judge() throws -> Bool {
    let lab = try arguments.lab()
    let program = lab.program
    let labels = arguments.labels
    if labels.count > 1 { throw ValidationError("name one exercise") }
    let asked = try labels.first.map { try arguments.find($0, in: program).id }
    let states = try arguments.judge(asked.map { [$0] } ?? Set(program.exercises.map(\.id)), of: lab)
    guard let status = states.first(where: { asked == nil ? !$0.state.isPassing : $0.id == asked }) else {
      let progress = ExerciseProgress(states, handedOut: program.handedOutHere)
      if progress.isDone {
        print("All \(states.count) exercises are solved.")
        return true
      }
      print(progress.summary)
      throw CommandFailure(status: progress.exitStatus)
    }
    tell(status, program)
    switch status.state {
    case .passing:
      let later = states.first { $0.id > status.id && !$0.state.isPassing }
      if let later { print("Next: exercise \(later.number) (\(later.label)), \(later.placeText)") }
      return true
    case .failing: throw CommandFailure(status: ExitStatus.notebookFailed)
    case .unsolved, .waiting: throw CommandFailure(status: ExitStatus.blanksLeft)
    case .notRun: throw CommandFailure(status: ExitStatus.notebookFailed)
    }
  }

  private func tell(_ status: ExerciseStatus, _ program: Program) {
    let name = "Exercise \(status.number) (\(status.label))"
    switch status.state {
    case .passing: print("\(name) is solved.")
    case .unsolved: print("\(name) is to be filled in: \(status.placeText)")
    case .waiting(let other): print("\(name) waits for \(program.name(of: other)).")
    case .notRun(let reason): print("\(name) could not be run: \(reason.words?.en ?? "an earlier step failed").")
    case .failing(let faults):
      print("\(name) is not right yet.\n")
      print(ConsoleWriter().write(faults), terminator: "")
    }
    let hints = program.exercise(status.id).hints.count
    switch status.state {
    case .unsolved, .failing:
      if hints > 0 {
        print("\nmatinee hint \(status.label) \(arguments.folder) gives a hint; there \(Self.are(hints)).")
      }
    default: break
    }
  }

  private static func are(_ count: Int) -> String { count == 1 ? "is one" : "are \(count)" }
}
