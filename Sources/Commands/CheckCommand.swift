import ArgumentParser
import Diagnostics
import Execution
import Languages

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find everything that is wrong in a folder of notebooks, without running anything.",
    discussion: "Exit code 0 when nothing is wrong, 1 when something is, 2 for wrong usage.")

  @Argument(help: ArgumentHelp("The folder of notebooks, or one notebook.", valueName: "dir"))
  var folder = "notebooks"

  @Flag(help: "Print the diagnostics as a JSON array, for editors.")
  var json = false

  @OptionGroup var parameters: ParameterOptions

  func validate() throws {
    if parameters.permissions.network {
      throw ValidationError("check never uses the network; run does with --allow-network")
    }
  }

  func run() throws {
    let program = try parameters.program(folder, reachesNetwork: false)
    let faults = (program.diagnostics + program.learnerFaults).sorted(by: Diagnostic.inReadingOrder)
    if json {
      print(JSONWriter().write(faults), terminator: "")
    } else if !faults.isEmpty {
      Terminal.error(ConsoleWriter(colored: Terminal.errorsAreColored).write(faults))
    }
    if faults.contains(where: { $0.severity == .error }) {
      if !json { Terminal.error("\n" + Wording.faults(faults, in: folder)) }
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
    let left = program.exerciseStates(RunResult()).count { if case .unsolved = $0.state { true } else { false } }
    if left > 0 || !program.missing.isEmpty {
      var said = left > 0 ? ["\(CountedNoun.text(left, "exercise")) to be filled in"] : []
      if !program.missing.isEmpty { said.append("\(CountedNoun.text(program.missing.count, "exercise")) missing") }
      if !json { Terminal.error("\n\(said.joined(separator: ", ")).") }
      throw CommandFailure(status: ExitStatus.blanksLeft)
    }
    if !json, faults.contains(where: { $0.code == .notFetched }) {
      print("Nothing else is wrong, as far as it can be checked without the network.")
    } else if !json {
      let cells = program.folder.notebooks.reduce(0) { $0 + $1.cells.count }
      let outcome = faults.isEmpty ? "nothing is wrong" : "no errors, \(CountedNoun.text(faults.count, "warning"))"
      print(
        "\(CountedNoun.text(program.folder.notebooks.count, "notebook")), \(CountedNoun.text(cells, "cell")), "
          + "\(CountedNoun.text(program.statedCount, "step")): \(outcome).")
    }
  }
}
