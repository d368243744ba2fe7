import ArgumentParser
import Diagnostics
import Files
import Foundation
import Notebooks
import Tables

struct AllowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow",
    abstract: "Say what a folder of notebooks may reach beside what lies in it, for good.",
    discussion: """
      A folder of notebooks reads what lies in it and writes its outputs. This keeps your word for more in a file of your own
      (~/.config/matinee/allowed.yml, or below $XDG_CONFIG_HOME), for the folder and the folders in it.

      matinee allow                               what is allowed
      matinee allow my-lab --files ../data        my-lab may read and write what lies in ../data
      matinee allow my-lab --network              my-lab may load from addresses on the network
      matinee allow my-lab --forget               nothing of this any more
      """)

  @Argument(help: ArgumentHelp("The folder of notebooks.", valueName: "dir"))
  var folder: String?

  @Option(
    help: ArgumentHelp("A file or folder that it may read and write; may be given several times.", valueName: "path"))
  var files: [String] = []

  @Flag(help: "Let it load from addresses on the network.")
  var network = false

  @Flag(help: "Take back all that the folder was allowed.")
  var forget = false

  func validate() throws {
    guard let folder else {
      if !files.isEmpty || network || forget { throw ValidationError("say which folder is meant") }
      return
    }
    if forget, !files.isEmpty || network { throw ValidationError("--forget takes back everything; it stands alone") }
    if !forget {
      if files.isEmpty, !network { throw ValidationError("say what \(folder) may: --files PATH or --network") }
      guard FileManager.default.fileExists(atPath: folder) else { throw ValidationError("there is no \(folder)") }
      for path in files where !FileManager.default.fileExists(atPath: path) {
        throw ValidationError("there is no \(path)")
      }
    }
  }

  func run() throws {
    guard let path = TrustedFolders.path() else {
      Terminal.error("error: there is no home folder to keep this in: set HOME or XDG_CONFIG_HOME")
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
    var trusted = try CommandFaults.on { try TrustedFolders.read(path) }
    guard let folder else {
      print(
        trusted.entries.isEmpty ? "No folder is allowed anything beside what lies in it (\(path))." : trusted.text,
        terminator: trusted.entries.isEmpty ? "\n" : "")
      return
    }
    if forget {
      guard trusted.forget(folder) else {
        Terminal.error("error: \(folder) was not allowed anything; see matinee allow")
        throw CommandFailure(status: ExitStatus.notebookFailed)
      }
    } else {
      trusted.allow(.init(folder: RealPath.of(folder), files: files.map(RealPath.of), network: network))
    }
    try CommandFaults.on { try AtomicFile.write(trusted.text, to: path) }
    print(forget ? "\(folder) is allowed nothing any more." : trusted.text, terminator: forget ? "\n" : "")
  }
}
