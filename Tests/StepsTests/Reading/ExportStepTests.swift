import Foundation
import LabSupport
import Testing

/// What export writes of tables and models; the formats themselves are tested with their writers.
@Suite struct ExportStepTests {
  private static let rows = "u,i,n,stars,t\nann,a,0.5,5,x\nbob,b,0,3,y\nann,b,2,1,z\n"

  private func run(_ cell: String) throws -> LabRun {
    try Lab(cell: "load \"d.csv\" as d\nindex d user: u item: i\n" + cell, data: ["d.csv": Self.rows]).run()
  }

  /// The bytes of a file that a cell exports into a folder of its own.
  private func exported(_ name: String, _ cell: (String) -> String) throws -> [String: Data] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try run(cell(folder.appendingPathComponent(name).path))
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    var files: [String: Data] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[file] = try Data(contentsOf: folder.appendingPathComponent(file))
    }
    return files
  }

  @Test func oneHotColumnsFollowEachOtherAndNumbersHaveTheirOwn() throws {
    let files = try exported("d.libsvm") { "export d to: \"\($0)\" features: [user, item, n] target: stars" }
    // ann and b are the most frequent: user 0 and item 0.
    #expect(
      files.mapValues { String(decoding: $0, as: UTF8.self) }
        == ["d.libsvm": "5 1:1 4:1 5:0.5\n3 2:1 3:1\n1 1:1 3:1 5:2\n"])
  }

  @Test func shardsAreTheRowsInOrder() throws {
    let files = try exported("d.libsvm") { "export d to: \"\($0)\" target: stars shards: 2" }
    #expect(
      files.mapValues { String(decoding: $0, as: UTF8.self) }
        == ["d-01.libsvm": "5 1:1 4:1\n", "d-02.libsvm": "3 2:1 3:1\n1 1:1 3:1\n"])
  }

  @Test func aRecordIsWrittenForEachRow() throws {
    let files = try exported("d.rec") { "export d to: \"\($0)\" target: stars" }
    #expect((files["d.rec"]?.count ?? 0) % 3 == 0 && files["d.rec"]?.prefix(2) == Data([0x0A, 0x23]))
  }

  @Test func matricesHaveTheRowsOfTheTable() throws {
    let files = try exported("d.npy") { "export d to: \"\($0)\" features: [n, stars]" }
    let expected = [0.5, 5, 0, 3, 2, 1].flatMap { value in
      withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
    }
    #expect(files["d.npy"].map { Array($0.suffix(48)) } == expected)
    #expect(try exported("d.npz") { "export d to: \"\($0)\"" }["d.npz"]?.prefix(2) == Data("PK".utf8))
  }

  @Test(arguments: [
    ("export d to: \"a.txt\"", "unknown-ending"), ("export d to: \"https://a/b.rec\"", "wrong-value"),
    ("export d to: \"a.rec\" features: [t]", "type-mismatch"),
    ("export d to: \"a.rec\" features: [no]", "unknown-column"),
    ("export d to: \"a.npy\" target: stars", "conflicting-options"),
    ("export d to: \"a.npy\" dense: true", "conflicting-options"),
    ("select d columns: [user, n] as s\nexport s to: \"a.jsonl\"", "wrong-value"),
    ("select d columns: [t] as s\nexport s to: \"a.rec\"", "no-features"),
    ("train mean on: d target: stars as m\nexport m to: \"m.rec\"", "conflicting-options"),
  ])
  func faultsAreTold(cell: String, code: String) throws {
    #expect(try run(cell).codes == [code])
  }
}
