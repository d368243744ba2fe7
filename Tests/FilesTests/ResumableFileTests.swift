import Diagnostics
import Foundation
import Testing

@testable import Files

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
    func finish(job: String = "job", isFile: Bool = true) throws -> Int {
      let file = try ResumableFile(path, job: job)
      for line in file.lines..<10 { try file.write(Array("\(line)\n".utf8), lines: 1) }
      let written = try file.commit()
      if isFile { #expect(try written.digest == StreamDigest.ofFile(path, .xxh128)) }
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

  @Test func aFolderThatIsMissingIsMade() throws {
    let place = try Place()
    let path = place.folder.appendingPathComponent("a/b/lines.jsonl").path
    let file = try ResumableFile(path, job: "job")
    try file.write(Array("1\n".utf8), lines: 1)
    try file.commit()
    try AtomicFile.write("2", to: place.folder.appendingPathComponent("c/d.csv").path)
    #expect(place.names == ["a", "c"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "1\n")
    // A file in the place of a folder is nobody's to remove.
    #expect(throws: Diagnostic.self) { try ResumableFile(path + "/e", job: "job") }
    #expect(throws: Diagnostic.self) { try AtomicFile(path + "/e") }
  }

  @Test func aPipeIsWrittenToAndNotReplaced() throws {
    let place = try Place()
    #expect(mkfifo(place.path, 0o600) == 0)
    let reader = open(place.path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    #expect(try place.finish(isFile: false) == 0)
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(reader, &bytes, bytes.count)
    #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == Self.whole)
    var status = stat()
    #expect(lstat(place.path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(place.names == ["lines.jsonl"])
  }

  @Test func aLinkIsFollowedWhereAPersonHasTypedIt() throws {
    for links in [AtomicFile.Links.followed, .replaced] {
      let place = try Place()
      let far = place.folder.appendingPathComponent("far.jsonl").path
      try "old".write(toFile: far, atomically: false, encoding: .utf8)
      #expect(symlink("far.jsonl", place.path) == 0)
      let file = try ResumableFile(place.path, job: "job", links: links)
      try file.write(Array("new".utf8), lines: 1)
      try file.commit()
      #expect(try String(contentsOfFile: far, encoding: .utf8) == (links == .followed ? "new" : "old"))
      #expect(place.text == "new")
    }
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
    #expect(throws: Diagnostic.self) { try ResumableFile("/dev/null/all.jsonl", job: "job") }
  }
}
