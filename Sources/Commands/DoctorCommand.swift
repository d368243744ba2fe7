import ArgumentParser
import Execution
import Foundation
import JSONText

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what is missing on this machine, and what to do about it.",
    discussion: """
      Looks for what the commands use beside themselves. What is marked as needed has to be there; the rest makes something faster, \
      finer or possible. Exit code 1 when something needed is missing.
      """)

  @Flag(help: "Print the findings as a JSON array.")
  var json = false

  func run() throws {
    let findings = MachineCheck.all()
    if json {
      print(JSON.list(findings.map(\.json)).encoded(levels: 1))
    } else {
      let width = findings.map(\.name.count).max() ?? 0
      for finding in findings {
        let padding = String(repeating: " ", count: width - finding.name.count)
        print("\(finding.mark)  \(finding.name)\(padding)  \(finding.words)")
        if !finding.isThere { print("   \(String(repeating: " ", count: width))  \(finding.help)") }
      }
    }
    if findings.contains(where: { !$0.isThere && $0.isNeeded }) {
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
  }
}
