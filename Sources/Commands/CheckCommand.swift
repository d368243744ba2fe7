import ArgumentParser
import Diagnostics
import Execution

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

  func run() throws {
    let program = try parameters.program(folder)
    if json {
      print(JSONWriter().write(program.diagnostics), terminator: "")
    } else if !program.diagnostics.isEmpty {
      Terminal.error(ConsoleWriter(colored: Terminal.errorsAreColored).write(program.diagnostics))
    }
    let errors = program.diagnostics.filter { $0.severity == .error }.count
    if errors > 0 {
      if !json { Terminal.error("\n" + Wording.faults(program.diagnostics, in: folder)) }
      throw CommandFailure(status: errors == program.unsolvedCount ? ExitStatus.blanksLeft : ExitStatus.notebookFailed)
    }
    if !json {
      let cells = program.folder.notebooks.reduce(0) { $0 + $1.cells.count }
      print(
        "\(Wording.count(program.folder.notebooks.count, "notebook")), \(Wording.count(cells, "cell")), "
          + "\(Wording.count(program.steps.count, "step")): nothing is wrong.")
    }
  }
}
