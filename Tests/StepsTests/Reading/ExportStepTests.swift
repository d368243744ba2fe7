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

  /// The texts from which `genres` are cut, and a table that has them in another order.
  private static let films =
    "stars,genres,user\n5,comedy|drama,ann\n4,comedy ,bob\n2,horror:2|drama:-0.5,ann\n1,horror,bob\n"
    + "5,,cid\n3,drama|horror|drama,cid\n"
  private static let others = "genres\nhorror|western\ndrama\n"

  /// The files that `cell` writes of `films` to the folder `there`, kept for the programs that read them back.
  private func exportedBags(_ cell: String) throws -> (run: LabRun, files: [String: [UInt8]]) {
    let lab = try Lab(
      cell: "load \"films.csv\" as films\nload \"others.csv\" as others\nindex films u: user\n" + cell,
      data: ["films.csv": Self.films, "others.csv": Self.others])
    let run = lab.run(prunes: true)
    var files: [String: [UInt8]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: lab.folder.path) where !file.hasSuffix(".md") {
      files[file] = try lab.bytes(file)
      if let kept = ProcessInfo.processInfo.environment["MATINEE_EXPORTS"],
        !file.hasSuffix(".csv") || cell.contains("rec")
      {
        try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
        try Data(try lab.bytes(file)).write(to: URL(fileURLWithPath: "\(kept)/\(file)"))
      }
    }
    return (run, files)
  }

  @Test func bagsHaveTheirWeightsAsTrainSeesThem() throws {
    let (run, files) = try exportedBags(
      """
      export films to: "bags.libsvm" features: [u, genres] bags: genres target: stars
      export films to: "bags.rec" features: [u, genres] bags: genres target: stars
      export films to: "bags-dense.rec" features: [u, genres] bags: genres target: stars dense: true
      features films features: [u, genres] bags: genres rows: 6
      """)
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    let lines = String(decoding: files["bags.libsvm"] ?? [], as: UTF8.self)
    #expect(
      lines == """
        5 1:1 4:0.5 5:0.5
        4 2:1 4:1
        2 1:1 5:-0.5 6:2
        1 2:1 6:1
        5 3:1
        3 3:1 5:0.6666667 6:0.33333334

        """)
    #expect(try run.number("films.width") == 6)
  }

  @Test func testRowsAreNumberedLikeTrainingRows() throws {
    let (run, files) = try exportedBags(
      """
      export films to: "like.libsvm" features: [u, genres] bags: genres like: others target: stars shards: 2
      export films to: "like-like.libsvm" features: [u, genres] bags: genres like: films
      """)
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    // horror 4, western 5, drama 6; comedy is not known.
    #expect(String(decoding: files["like-01.libsvm"] ?? [], as: UTF8.self) == "5 1:1 6:0.5\n4 2:1\n2 1:1 4:2 6:-0.5\n")
    #expect(
      String(decoding: files["like-02.libsvm"] ?? [], as: UTF8.self)
        == "1 2:1 4:1\n5 3:1\n3 3:1 4:0.33333334 6:0.6666667\n")
    #expect(
      String(decoding: files["like-like.libsvm"] ?? [], as: UTF8.self).hasPrefix("0 1:1 4:0.5 5:0.5\n0 2:1 4:1\n"))
  }

  @Test(arguments: [
    ("export films to: \"a.libsvm\" features: [u] bags: genres", "wrong-value"),
    ("export films to: \"a.libsvm\" bags: stars", "type-mismatch"),
    ("export films to: \"a.libsvm\" features: [u, genres]", "type-mismatch"),
    ("export films to: \"a.libsvm\" separator: \",\"", "wrong-value"),
    ("export films to: \"a.libsvm\" like: others", "wrong-value"),
    ("export others to: \"a.libsvm\" features: genres bags: genres like: films2", "unknown-name"),
    (
      "rename others kinds: genres\nexport films to: \"a.rec\" features: genres bags: genres like: others",
      "unknown-column"
    ),
    ("derive others genres: 1\nexport films to: \"a.rec\" features: genres bags: genres like: others", "type-mismatch"),
    ("export films to: \"a.npy\" bags: genres", "conflicting-options"),
    ("train mean on: films target: stars as m\nexport m to: \"m.npz\" bags: genres", "wrong-kind"),
  ])
  func faultsOfBagsAreTold(cell: String, code: String) throws {
    #expect(try exportedBags(cell).run.codes == [code])
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
