import Diagnostics
import Foundation
import Testing

@testable import Commands

@Suite struct PreviewCommandTests {
  /// A folder with programs in it.
  private final class Place {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-server-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path + "/bin", withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func put(_ name: String, mode: Int = 0o755) {
      _ = FileManager.default.createFile(
        atPath: path + "/" + name, contents: Data(), attributes: [.posixPermissions: mode])
    }
  }

  @Test func theServerIsFoundBesideTheProgramAndThenOnThePath() throws {
    let place = try Place()
    #expect {
      try ServerProgram.find(beside: place.path + "/matinee", path: place.path + "/bin")
    } throws: { error in
      let fault = error as? Diagnostic
      return fault?.code == .serverMissing
        && fault?.help.contains { $0.contains("swift build -c release --product matinee-server") } == true
    }
    place.put("bin/matinee-server", mode: 0o644)
    try FileManager.default.createDirectory(atPath: place.path + "/matinee-server", withIntermediateDirectories: true)
    #expect(throws: Diagnostic.self) {
      try ServerProgram.find(beside: place.path + "/matinee", path: place.path + "/bin")
    }
    place.put("bin/matinee-server", mode: 0o755)
    let found = try ServerProgram.find(beside: place.path + "/matinee", path: "/nowhere:" + place.path + "/bin")
    #expect(found == place.path + "/bin/matinee-server")
    try FileManager.default.removeItem(atPath: place.path + "/matinee-server")
    place.put("matinee-server")
    #expect(
      try ServerProgram.find(beside: place.path + "/matinee", path: place.path + "/bin") == place.path
        + "/matinee-server")
  }

  @Test func wrongArgumentsAreToldBeforeAnythingStarts() throws {
    #expect(throws: (any Error).self) { try PreviewCommand.parse(["--port", "70000", "."]) }
    #expect(throws: (any Error).self) { try PreviewCommand.parse(["--threads", "0", "."]) }
    #expect(throws: (any Error).self) { try PreviewCommand.parse(["no-such-folder"]) }
    #expect(throws: (any Error).self) { try PreviewCommand.parse(["--cache-limit", "much", "."]) }
    let command = try PreviewCommand.parse([".", "--port", "0", "-P", "a:1", "--cache-limit", "1GB"])
    let settings = try command.options.settings()
    #expect(settings.folder == ".")
    #expect(settings.parameters == ["a:1"])
    #expect(settings.cacheLimit == 1_000_000_000)
  }
}
