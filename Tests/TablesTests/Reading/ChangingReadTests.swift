import Diagnostics
import Foundation
import Synchronization
import Testing

@testable import Tables

/// A file that changes while it is read gives no table, whoever reads it.
@Suite struct ChangingReadTests {
  private let folder: TemporaryFolder
  private let text = "a\n" + (0..<900_000).map { "\($0 % 1000)\n" }.joined()

  init() throws { folder = try TemporaryFolder() }

  /// Reads a file while something is done to it as soon as the first rows are there.
  private func code(_ path: String, _ meddle: @escaping @Sendable () -> Void) -> String? {
    let isDone = Mutex(false)
    do {
      _ = try TableReader.read(
        path, threads: 1,
        progress: { _ in
          let isFirst = isDone.withLock { done in
            defer { done = true }
            return !done
          }
          if isFirst { meddle() }
        })
      return nil
    } catch {
      return (error as? Diagnostic)?.code.name
    }
  }

  @Test func aFileThatGrowsOrShrinksIsNoTable() throws {
    let path = try folder.put("t.csv", text)
    #expect(code(path) {} == nil)
    #expect(
      code(path) {
        let file = FileHandle(forWritingAtPath: path)
        _ = try? file?.seekToEnd()
        try? file?.write(contentsOf: Data("7\n8\n".utf8))
      } == "file-changed")
    #expect(code(path) { truncate(path, 1_500_000) } == "file-changed")
  }

  @Test func aYoungFileIsLookedAtTwice() throws {
    let path = try folder.put("t.csv", text)
    let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    // In place, of the same size, with the time set back: only the bytes tell.
    let code = code(path) {
      let file = FileHandle(forWritingAtPath: path)
      try? file?.seek(toOffset: 100)
      try? file?.write(contentsOf: Data("9\n".utf8))
      try? file?.close()
      try? FileManager.default.setAttributes([.modificationDate: before ?? Date()], ofItemAtPath: path)
    }
    #expect(code == "file-changed")
  }

  @Test func theBeginningIsTheOneThatTheTypesCameFrom() throws {
    let path = try folder.put("t.csv", "a\n1\n2\n")
    let head = try HeadInspection(path, options: ReadingOptions()).head
    try folder.put("t.csv", "a\n3\n2\n")
    let opening = try FileOpening(path, expecting: head)
    let fault = #expect(throws: Diagnostic.self) { try opening.file.finish() }
    #expect(fault?.code.name == "file-changed")
    try folder.put("t.csv", "a\n1\n2\n5\n")
    #expect(throws: Never.self) { try FileOpening(path, expecting: head).file.finish() }
  }
}
