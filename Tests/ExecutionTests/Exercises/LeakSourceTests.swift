import Diagnostics
import Files
import Foundation
import LabSupport
import Testing

@testable import Execution

/// Files that are handed out are looked into as they read, not as they are packed.
@Suite struct LeakSourceTests {
  private final class Bytes: ByteSink {
    var all: [UInt8] = []
    func write(_ bytes: UnsafeRawBufferPointer) throws { all += bytes }
  }

  private func gzip(_ text: String) throws -> [UInt8] {
    let bytes = Bytes()
    let writer = GzipWriter(bytes)
    try writer.write(text)
    try writer.finish()
    return bytes.all
  }

  @Test(arguments: ["ratings.csv.gz", "ratings.tsv.gz", "ratings.jsonl.gz"])
  func aCompressedTableIsLookedInto(name: String) throws {
    let source = try StudentLab.source {
      $0["01-look.md"] = StudentLab.first.replacing("ratings.csv", with: name)
    }
    let table =
      switch name {
      case "ratings.csv.gz": StudentLab.ratings + "9,9,\"SOLUTION\"\n"
      case "ratings.tsv.gz": StudentLab.ratings.replacing(",", with: "\t") + "9\t9\tSOLUTION\n"
      default:
        StudentLab.ratings.split(separator: "\n").dropFirst().map { line in
          let values = line.split(separator: ",")
          return "{\"user\": \(values[0]), \"item\": \(values[1]), \"stars\": \(values[2])}\n"
        }.joined() + "{\"user\": 9, \"note\": \"SOLUTION\"}\n"
      }
    try source.put(name, try gzip(table.replacing("SOLUTION", with: "5")))
    try StudentEdition(StudentLab.run(source.folder.path), to: source.path("fair")).write()
    #expect(source.exists("fair/" + name))
    try source.put(name, try gzip(table.replacing("SOLUTION", with: LeakPlaceTests.sentence)))
    do {
      try StudentEdition(StudentLab.run(source.folder.path), to: source.path("student")).write()
      Issue.record("\(name) was handed out with the solution")
    } catch let list as DiagnosticList {
      #expect(list.diagnostics.map(\.code.name) == ["solution-leaked"])
      #expect(list.diagnostics.first?.primary?.span.file.path.hasSuffix(name) ?? false)
    }
    #expect(!source.exists("student"))
  }

  @Test func whatIsNotLookedIntoIsSaid() throws {
    let lab = try Lab(cell: "head 1")
    let text = String(repeating: "a line of text\n", count: 1000)
    try lab.put("all.txt", text)
    try lab.put("all.gz", try gzip(text))
    try lab.put("cut.gz", Array(try gzip(text).dropLast(9)))
    try lab.put("picture.png", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1])
    func read(_ name: String, limit: Int) -> Found {
      let found = LeakSource.read(path: lab.path(name), isData: true, limit: limit)
      return Found(bytes: found.source?.file.bytes.count, unread: found.unread)
    }
    for name in ["all.txt", "all.gz"] {
      #expect(read(name, limit: 15_000) == Found(bytes: 15_000, unread: nil))
      #expect(read(name, limit: 14_999) == Found(bytes: 14_999, unread: .tooLarge))
    }
    let cut = read("cut.gz", limit: 20_000)
    #expect((cut.bytes ?? 0) > 0 && cut.unread == .damaged)
    #expect(read("picture.png", limit: 100) == Found(bytes: nil, unread: .noText))
    #expect(read("nowhere.txt", limit: 100) == Found(bytes: nil, unread: .damaged))
  }

  private struct Found: Equatable {
    var bytes: Int?
    var unread: LeakSource.Unread?
  }
}

extension StudentEdition {
  fileprivate init(_ run: (program: Program, result: RunResult), to target: String) {
    self.init(run.program, run.result, edition: .student, to: target)
  }
}
