import Foundation
import Testing

@testable import Files

/// What is begun and how it is undone; that a process which ends undoes it is tried by `StoppingTests`.
@Suite struct UnfinishedTests {
  @Test func whatCannotBeBegunIsNotNoted() {
    #expect(Unfinished.begin { nil } == nil)
    #expect(throws: CocoaError.self) { try Unfinished.begin { throw CocoaError(.fileNoSuchFile) } }
  }

  @Test func whatIsFinishedMayBeginAnew() throws {
    let first = try #require(Unfinished.begin { {} })
    // Other threads begin and finish while something takes its place.
    let second = try #require(Unfinished.place { Unfinished.begin { {} } })
    first.finish()
    second.finish()
    second.finish()
  }

  @Test func aPrivateFolderThatIsKeptStays() throws {
    let folder = PrivateFolder(temporary: "matinee-kept")
    #expect(folder.make())
    #expect(!folder.make(), "it is there already")
    try Data().write(to: URL(fileURLWithPath: folder.path + "/a"))
    folder.keep()
    #expect(FileManager.default.fileExists(atPath: folder.path))
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func aProgramIsStartedOnce() throws {
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/bin/sh")
    program.arguments = ["-c", "exit 3"]
    let started = try Unfinished.start(program)
    program.waitUntilExit()
    started?.finish()
    #expect(program.terminationStatus == 3)
    #expect(throws: (any Error).self) {
      let missing = Process()
      missing.executableURL = URL(fileURLWithPath: "/nowhere/program")
      _ = try Unfinished.start(missing)
    }
  }
}
