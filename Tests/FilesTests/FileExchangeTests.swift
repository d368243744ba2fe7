import Diagnostics
import Files
import Foundation
import Testing

@Suite struct FileExchangeTests {
  /// A file in a folder of its own.
  private final class Place {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-exchange-\(UUID().uuidString)")
    var path: String { folder.appendingPathComponent("01.md").path }

    init(_ text: String) throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try put(text)
    }
    deinit { try? FileManager.default.removeItem(at: folder) }

    func put(_ text: String, atomically: Bool = false) throws {
      try text.write(toFile: path, atomically: atomically, encoding: .utf8)
    }
    var text: String? { try? String(contentsOfFile: path, encoding: .utf8) }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }
    var mode: Int { (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int) ?? 0 }
  }

  @Test func whatWasReadIsReplacedAndTheModeStays() throws {
    let place = try Place("old")
    chmod(place.path, 0o640)
    #expect(try FileExchange.replace(place.path, holding: Array("old".utf8), with: Array("new".utf8)) == .replaced)
    #expect(place.text == "new")
    #expect(place.mode == 0o640)
    #expect(place.names == ["01.md"])
  }

  @Test func whatSomebodyChangedStays() throws {
    let place = try Place("theirs")
    let outcome = try FileExchange.replace(place.path, holding: Array("old".utf8), with: Array("ours".utf8))
    #expect(outcome == .changed(now: Array("theirs".utf8)))
    #expect(place.text == "theirs")
    try FileManager.default.removeItem(atPath: place.path)
    #expect(try FileExchange.replace(place.path, holding: [], with: [1]) == .changed(now: nil))
    #expect(place.names == [])
  }

  @Test(arguments: [false, true]) func aSaveAtTheLastMomentStays(atomically: Bool) throws {
    let place = try Place("old")
    let outcome = try FileExchange.replace(place.path, holding: Array("old".utf8), with: Array("ours".utf8)) {
      try? place.put("theirs", atomically: atomically)
    }
    #expect(outcome == .changed(now: Array("theirs".utf8)))
    #expect(place.text == "theirs")
    #expect(place.names == ["01.md"])
  }

  @Test func aFileThatIsDeletedAtTheLastMomentStaysDeleted() throws {
    let place = try Place("old")
    let outcome = try FileExchange.replace(place.path, holding: Array("old".utf8), with: Array("ours".utf8)) {
      unlink(place.path)
    }
    #expect(outcome == .changed(now: nil))
    #expect(place.names == [])
  }

  @Test func manyWritersAtOnceLoseNothing() async throws {
    let place = try Place("")
    let path = place.path
    // Each adds its lines to what it read, and reads again when somebody else was faster.
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          var line = 0
          while line < 25 {
            guard let before = FileManager.default.contents(atPath: path).map(Array.init) else { continue }
            let after = before + Array("\(writer) \(line)\n".utf8)
            if (try? FileExchange.replace(path, holding: before, with: after)) == .replaced { line += 1 }
          }
        }
      }
    }
    let lines = Set((place.text ?? "").split(separator: "\n"))
    #expect(lines.count == 100)
    #expect(place.names == ["01.md"])
  }

  @Test func whatAKilledProcessLeftIsRemovedInTime() throws {
    let place = try Place("text")
    for name in [".01.md.aB3dE6.tmp", ".01.md.aaaaaa.tmp", ".01.md.swp", ".notes.tmp"] {
      let path = place.folder.appendingPathComponent(name).path
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      if name == ".01.md.aaaaaa.tmp" { continue }
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -120)], ofItemAtPath: path)
    }
    FileExchange.removeLeftovers(beside: place.path)
    #expect(place.names == [".01.md.aaaaaa.tmp", ".01.md.swp", ".notes.tmp", "01.md"])
  }

  @Test func aLinkIsFollowed() throws {
    let place = try Place("old")
    let link = place.folder.appendingPathComponent("link.md").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "01.md")
    #expect(try FileExchange.replace(link, holding: Array("old".utf8), with: Array("new".utf8)) == .replaced)
    #expect(place.text == "new")
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == "01.md")
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everything")) func aFileThatMayNotBeWrittenStays() throws {
    let place = try Place("old")
    chmod(place.path, 0o444)
    #expect(throws: Diagnostic.self) {
      try FileExchange.replace(place.path, holding: Array("old".utf8), with: Array("new".utf8))
    }
    #expect(place.text == "old")
  }
}
