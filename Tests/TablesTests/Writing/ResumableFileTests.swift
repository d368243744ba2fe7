import Diagnostics
import Foundation
import Testing

@testable import Tables

@Suite struct ResumableFileTests {
  private final class Place {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-resumable-\(UUID().uuidString)")
    var path: String { folder.appendingPathComponent("lines.jsonl").path }
    var partial: String { folder.appendingPathComponent(".lines.jsonl.partial").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    var text: String? { try? String(contentsOfFile: path, encoding: .utf8) }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }

    /// Writes lines of a job as a process does that is killed then.
    func leave(_ lines: ClosedRange<Int>, recorded: Int, job: String = "job") throws {
      let file = try ResumableFile(path, job: job)
      for line in lines {
        try file.write(Array("\(line)\n".utf8), lines: 1)
        if line == recorded { try file.record() }
      }
    }

    /// Goes on to the tenth line; the lines that were there already.
    func finish(job: String = "job") throws -> Int {
      let file = try ResumableFile(path, job: job)
      for line in file.lines..<10 { try file.write(Array("\(line)\n".utf8), lines: 1) }
      let written = try file.commit()
      #expect(try written.digest == StreamDigest.ofFile(path, .xxh128))
      if case .lines(let count) = file.remains { return count }
      restart = file.remains
      return 0
    }

    /// What was found where nothing could be taken up.
    var restart = ResumableFile.Remains.nothing
  }

  private static let whole = (0..<10).map { "\($0)\n" }.joined()

  @Test func nothingIsInPlaceBeforeAllIsThere() throws {
    let place = try Place()
    try place.leave(0...3, recorded: 3)
    #expect(place.text == nil)
    #expect(try place.finish() == 4)
    #expect(place.text == Self.whole)
    #expect(place.names == ["lines.jsonl"])
  }

  @Test func whatWasNotRecordedIsWrittenAnew() throws {
    let place = try Place()
    try place.leave(0...7, recorded: 4)
    #expect(try place.finish() == 5)
    #expect(place.text == Self.whole)
  }

  @Test func anotherJobBeginsAnew() throws {
    let place = try Place()
    try place.leave(0...7, recorded: 7, job: "another")
    #expect(try place.finish() == 0)
    #expect(place.restart == .anotherJob)
    #expect(place.text == Self.whole)
  }

  @Test(arguments: ["shorter", "changed", "early", "record", "count", "more"]) func whatIsDamagedBeginsAnew(
    kind: String
  ) throws {
    let place = try Place()
    try place.leave(0...7, recorded: 7)
    switch kind {
    case "shorter": truncate(place.partial, 5)
    case "changed": try "0\n1\n2\n3\n4\n5\n6\n9\n".write(toFile: place.partial, atomically: false, encoding: .utf8)
    case "early": try "9\n1\n2\n3\n4\n5\n6\n7\n".write(toFile: place.partial, atomically: false, encoding: .utf8)
    case "count", "more":
      let path = place.partial + ".record"
      var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
      lines[2] = kind == "more" ? "900000" : "7"
      try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: false, encoding: .utf8)
    default: try "no record".write(toFile: place.partial + ".record", atomically: false, encoding: .utf8)
    }
    #expect(try place.finish() == 0)
    #expect(place.restart == .damaged)
    #expect(place.text == Self.whole)
  }

  @Test func twoDoNotWriteTheSameFile() throws {
    let place = try Place()
    let first = try ResumableFile(place.path, job: "job")
    let fault = #expect(throws: Diagnostic.self) { try ResumableFile(place.path, job: "job") }
    #expect(fault?.code.name == "file-in-use")
    try first.write(Array("0\n".utf8), lines: 1)
    try first.commit()
    #expect(place.text == "0\n")
  }

  @Test func aFolderIsNoFile() throws {
    let place = try Place()
    let fault = #expect(throws: Diagnostic.self) { try ResumableFile(place.folder.path, job: "job") }
    #expect(fault?.code.name == "unwritable-file")
    #expect(throws: Diagnostic.self) { try ResumableFile("/nowhere/at/all.jsonl", job: "job") }
  }
}
