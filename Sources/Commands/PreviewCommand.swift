import ArgumentParser
import Diagnostics
import Foundation
import Previewing

/// `matinee preview`: becomes the program matinee-server, which is the only one that can serve.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show a folder in the browser while it is written: what is saved is seen at once.",
    discussion: """
      Only what an edit changes is run again. Blanks, answers and choices of exercises can be filled in on the page; they are
      written into the notebooks, and nowhere else. Only this machine can open the page, at the address that is printed.
      Ctrl-C ends it.
      """)

  @OptionGroup var options: PreviewOptions

  func run() throws {
    let server: String
    do {
      server = try ServerProgram.find()
    } catch let fault as Diagnostic {
      Terminal.error(ConsoleWriter(colored: Terminal.errorsAreColored).write([fault]))
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
    // The same process goes on as the server: signals, terminal and exit code need no passing on.
    ServerProgram.become(server, arguments: Array(CommandLine.arguments.dropFirst()))
    let reason = String(cString: strerror(errno))
    Terminal.error("matinee-server cannot be started from \(server): \(reason)")
    throw CommandFailure(status: ExitStatus.notebookFailed)
  }
}
