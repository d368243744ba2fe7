import ArgumentParser
import Diagnostics
import Execution
import Foundation
import Notebooks

/// What the commands about exercises are given: labels, which start with `exr-`, and a folder, in any order.
struct ExerciseArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Labels of exercises, such as exr-tail, and the folder of notebooks.", valueName: "exr-label | dir"))
  var words: [String] = []

  @OptionGroup var parameters: ParameterOptions

  @OptionGroup var caching: CacheOptions

  var labels: [String] { words.filter { $0.hasPrefix("exr-") } }

  /// The folder: as named, or `notebooks`, or where the command is started.
  var folder: String {
    words.first { !$0.hasPrefix("exr-") } ?? (FileManager.default.fileExists(atPath: "notebooks") ? "notebooks" : ".")
  }

  func validate() throws {
    if words.count(where: { !$0.hasPrefix("exr-") }) > 1 { throw ValidationError("name one folder") }
  }

  /// Reads and checks the folder. Ends the command when something other than an exercise is wrong.
  func program() throws -> Program { try lab().program }

  /// The same, to be run.
  func lab() throws -> PassingSaves {
    let lab = PassingSaves(try parameters.reading(folder, outputFolder: nil))
    let program = lab.program
    guard program.isSound else { throw CommandFaults.unsound(program, folder) }
    if program.exercises.isEmpty, program.missing.isEmpty {
      throw ValidationError("there are no exercises in \(folder)")
    }
    return lab
  }

  func find(_ label: String, in program: Program) throws -> ProgramExercise {
    try program.exercise(labelled: label, named: folder)
  }

  /// Runs what is needed to judge exercises, with the cache; the states of all.
  func judge(_ ids: Set<ExerciseID>, of lab: PassingSaves) throws -> [ExerciseStatus] {
    let program = lab.program
    let plan = Planner.plan(program, for: .exercises(ids))
    let monitor = ConsoleMonitor(isQuiet: !Terminal.errorIsInteractive)
    let cache = caching.open(program, plan, monitor)
    let result = try lab.run(plan, cache, monitor, farewell: "Stopped.")
    CommandFaults.report(result.diagnostics)
    return program.exerciseStates(result)
  }
}

extension Program {
  /// Throws where no exercise of the folder has the label, with the one that was perhaps meant.
  func exercise(labelled label: String, named folder: String) throws -> ProgramExercise {
    if let found = exercises.first(where: { exercise($0.id).label.text == label }) { return found }
    let question = NearMiss.question(for: label, among: exercises.map { exercise($0.id).label.text })
    throw ValidationError("no exercise of \(folder) has the label \"\(label)\"\(question.map { "; \($0)" } ?? "")")
  }
}

extension ExerciseStatus {
  /// "my-lab/03-clean.md:57"
  var placeText: String { "\(place.file.path):\(place.start.line)" }
}
