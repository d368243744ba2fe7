import Foundation
import LabSupport
import Steps
import Testing

/// No statement ends the process: what nobody would write is refused with a diagnostic, or runs.
///
/// A trap ends all tests, so that it cannot be missed. To find more of them: `MATINEE_ODD=FOLDER` writes notebooks of other
/// seeds there instead, each to be run by a process of its own (Tests/Faults/odd-programs).
@Suite struct OddProgramTests {
  private static let signatures = StepCatalog.signatures

  @Test func noStatementEndsTheProcess() throws {
    if let folder = ProcessInfo.processInfo.environment["MATINEE_ODD"] { return try Self.write(to: folder) }
    for seed in 1...UInt64(3) {
      var programs = OddPrograms(seed: seed)
      let notebook = programs.notebook(of: Self.signatures, language: seed % 2 == 0 ? "ja" : "en")
      let run = try Lab(["odd.md": notebook], data: OddTables.data).run()
      // The tables stand, so that the statements were tried, and no fault is the house's own.
      #expect(run.program.isSound, "\(run.faults.map(\.message))")
      #expect(run.internalFaults.isEmpty, "seed \(seed): \(run.internalFaults)")
      #expect(run.result.outcomes.count > 20)
    }
  }

  private static func write(to folder: String) throws {
    for seed in 1...UInt64(200) {
      var programs = OddPrograms(seed: seed)
      let place = "\(folder)/\(seed)"
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      let notebook = programs.notebook(of: signatures, language: seed % 2 == 0 ? "ja" : "en")
      try Data(notebook.utf8).write(to: URL(fileURLWithPath: place + "/odd.md"))
      for (name, text) in OddTables.data { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(place)/\(name)")) }
    }
  }
}

extension LabRun {
  /// What cells whose faults are expected say of the house itself.
  fileprivate var internalFaults: [String] {
    let faults = Array(program.cellFaults.values) + Array(result.cellFaults.values)
    return faults.flatMap { $0 }.filter { $0.code.name == "internal-fault" }.map(\.message)
  }
}
