import Diagnostics
import Execution

/// How commands end on what is wrong.
enum CommandFaults {
  static func report(_ diagnostics: [Diagnostic]) {
    if diagnostics.isEmpty { return }
    Terminal.error(ConsoleWriter(colored: Terminal.errorsAreColored).write(diagnostics))
  }

  /// Runs `body`; a diagnostic that it throws is told and ends the command.
  @discardableResult
  static func on<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let fault as Diagnostic {
      report([fault])
      throw CommandFailure(status: ExitStatus.notebookFailed)
    } catch let list as DiagnosticList {
      report(list.diagnostics)
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
  }

  /// Ends a command that cannot go on with notebooks which have faults; tells of the rest.
  static func unlessSound(_ program: Program, _ folder: String) throws {
    if !program.isSound, let fault = ContinuedNotebook.fault(of: program, named: folder) {
      report([fault])
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
    if !program.isSound { throw unsound(program, folder, "Nothing was run. ") }
    report(program.diagnostics)
  }

  /// Tells of notebooks that a command cannot go on with, and gives how it ends.
  ///
  /// - Parameter outcome: what has not been done for it, as a sentence and a space.
  static func unsound(_ program: Program, _ folder: String, _ outcome: String = "") -> CommandFailure {
    report(program.diagnostics)
    Terminal.error("\n\(outcome)\(Wording.faults(program.diagnostics, in: folder))")
    return CommandFailure(status: ExitStatus.notebookFailed)
  }
}
