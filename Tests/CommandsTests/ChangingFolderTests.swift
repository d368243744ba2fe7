import ArgumentParser
import Execution
import Foundation
import Testing

@testable import Commands

/// A folder that changes between the check and the run.
@Suite struct ChangingFolderTests {
  @Test func aFileThatIsEmptyByThenStopsTheCommand() throws {
    let work = try Workspace([
      "01.md": "# One\n\n" + cell("load \"stars.csv\" as stars", "save stars to: \"kept.csv\"")
    ])
    try work.write("user,stars\nann,4\n", to: "notebooks/stars.csv")
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    let before = try work.files(below: "outputs")
    let folder = work.folder.appendingPathComponent("notebooks").path
    let outputs = work.folder.appendingPathComponent("outputs").path
    let reading = try ParameterOptions.parse([]).reading(folder, outputFolder: outputs)
    let read = reading(nil)
    #expect(read.isSound)
    // Somebody writes the file anew: for a moment it is empty.
    try work.write("", to: "notebooks/stars.csv")
    let ended = #expect(throws: CommandFailure.self) {
      try PreparedOutput(read, in: OutputFolder(path: outputs), reading: reading)
    }
    #expect(ended?.status == ExitStatus.notebookFailed)
    #expect(try work.files(below: "outputs") == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: work.folder.path)
    #expect(names.allSatisfy { !$0.contains("making") }, "\(names)")
    try work.write("user,stars\nann,4\n", to: "notebooks/stars.csv")
    _ = try PreparedOutput(read, in: OutputFolder(path: outputs), reading: reading)
  }
}
