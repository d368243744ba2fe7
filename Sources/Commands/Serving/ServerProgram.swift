import Diagnostics
import Execution
import Foundation
import Previewing

/// The program `matinee-server`: found as git finds its commands, beside the running program and then on the PATH.
enum ServerProgram {
  static let name = "matinee-server"

  /// - Parameters:
  ///   - command: what needs it.
  ///   - program: the running one.
  ///   - path: as the variable PATH.
  static func find(
    for command: String = "matinee preview", beside program: String? = Bundle.main.executablePath,
    path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) throws -> String {
    var folders: [String] = []
    if let program {
      // A link to matinee somewhere else does not hide what lies beside the file.
      let resolved = URL(fileURLWithPath: program).resolvingSymlinksInPath().path
      folders = [program, resolved].map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    }
    if let found = ProgramPath.find(name, in: folders, path: path) { return found }
    throw Diagnostic(
      .serverMissing, "\(command) needs the program \(name), which is not there",
      notes: ["it was looked for beside matinee and on the PATH"],
      help: ["build it, which takes some minutes the first time: swift build -c release --product \(name)"])
  }

  /// Goes on as the server, in the same process: signals, terminal and exit code need no passing on. Returns what the command ends with
  /// when that fails.
  static func takeOver(for command: String) throws -> CommandFailure {
    let server = try CommandFaults.on { try find(for: command) }
    become(server, arguments: Array(CommandLine.arguments.dropFirst()))
    Terminal.error("matinee-server cannot be started from \(server): \(String(cString: strerror(errno)))")
    return CommandFailure(status: ExitStatus.notebookFailed)
  }

  /// Puts a program in the place of this one; returns only when that fails.
  private static func become(_ program: String, arguments: [String]) {
    var pointers = ([program] + arguments).map { strdup($0) }
    pointers.append(nil)
    execv(program, pointers)
    for pointer in pointers { free(pointer) }
  }
}
