import Diagnostics
import Files
import Foundation
import Tables
import Testing

@Suite struct WritingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let table = Table([
    ("i", Column(.integers(Buffer([1, .min, 0])), validity: Bitmap(count: 3) { $0 < 2 })),
    ("d", Column(.decimals(Buffer([0.1, 1e-7, 4])))),
    ("s", Column(.strings(codes: Buffer([0, 1, 2]), pool: StringPool(["a,b", "say \"hi\"", "é\nx"])))),
    ("day", Column(.dates(Buffer([16_678, -1, 0])))),
    ("at", Column(.datetimes(Buffer([964_982_703_000_000, -1, 0])))),
    ("b", Column(.booleans(Buffer([1, 0, 1])))),
    ("x", Column(.indices(Buffer([0, 1, 2]), cardinality: 3))),
  ])

  @Test func csvQuotesWhatNeedsIt() throws {
    try TableWriter.write(Self.table, to: folder.path("t.csv"))
    let expected = """
      i,d,s,day,at,b,x
      1,0.1,"a,b",2015-08-31,2000-07-30T18:45:03Z,true,0
      -9223372036854775808,1e-07,"say ""hi""\",1969-12-31,1969-12-31T23:59:59.999999Z,false,1
      ,4.0,"é
      x",1970-01-01,1970-01-01T00:00:00Z,true,2

      """
    #expect(String(decoding: try folder.bytes("t.csv"), as: UTF8.self) == expected)
    #expect(folder.names == ["t.csv"])
  }

  @Test(arguments: ["t.csv", "t.csv.gz", "t.jsonl", "t.jsonl.gz"]) func whatIsWrittenReadsBack(_ name: String) throws {
    try TableWriter.write(Self.table, to: folder.path(name))
    let back = try TableReader.read(folder.path(name), threads: 1).table
    #expect(listing(back).map { $0.replacing("x integer", with: "x index") } == listing(Self.table))
  }

  @Test func tsvRefusesTabsAndLineBreaks() throws {
    let found = #expect(throws: Diagnostic.self) { try TableWriter.write(Self.table, to: folder.path("t.tsv")) }
    #expect(found?.code.name == "unwritable-value")
    #expect(found?.message == "row 3, column \"s\": the text \"é\nx\" has a line break")
    #expect(folder.names.isEmpty)
    let rest = Self.table.selecting(["i", "d", "day"])
    try TableWriter.write(rest, to: folder.path("t.tsv.gz"))
    #expect(listing(try TableReader.read(folder.path("t.tsv.gz"), threads: 1).table) == listing(rest))
  }

  @Test func oneColumnOfNullsKeepsItsRows() throws {
    let table = Table([("a", Column(.integers(Buffer([1, 0, 3])), validity: Bitmap(count: 3) { $0 != 1 }))])
    try TableWriter.write(table, to: folder.path("t.csv"))
    #expect(listing(try TableReader.read(folder.path("t.csv"), threads: 1).table) == ["a integer: 1 null 3"])
  }

  @Test func equalTablesGiveEqualBytes() throws {
    try TableWriter.write(Self.table, to: folder.path("a.csv.gz"))
    try TableWriter.write(Self.table, to: folder.path("b.csv.gz"))
    let bytes = try folder.bytes("a.csv.gz")
    #expect(bytes == (try folder.bytes("b.csv.gz")))
    // RFC 1952: bytes 4 to 7 are the time, 0 when there is none; byte 3 has no bit for a name.
    #expect(bytes[3..<8].allSatisfy { $0 == 0 })
  }

  @Test func aFileStaysUntilTheNewOneIsWhole() throws {
    try folder.put("t.txt", "old")
    let file = try AtomicFile(folder.path("t.txt"))
    try file.write("new")
    #expect(try folder.bytes("t.txt") == Array("old".utf8))
    file.discard()
    #expect(folder.names == ["t.txt"])
    try AtomicFile.write("newer", to: folder.path("t.txt"))
    #expect(try folder.bytes("t.txt") == Array("newer".utf8))
    do { _ = try AtomicFile(folder.path("u.txt")) }
    #expect(folder.names == ["t.txt"])
  }

  @Test func faultsOfThePathAreDiagnostics() throws {
    func code(_ path: String) -> String? {
      do {
        try TableWriter.write(Self.table, to: path)
        return nil
      } catch {
        return (error as? Diagnostic)?.code.name
      }
    }
    try "1".write(toFile: folder.path("file"), atomically: false, encoding: .utf8)
    #expect(code(folder.path("file/t.csv")) == "unwritable-file")
    #expect(code(folder.path("t.parquet")) == "unknown-ending")
    try FileManager.default.createDirectory(atPath: folder.path("d.csv"), withIntermediateDirectories: true)
    #expect(code(folder.path("d.csv")) == "unwritable-file")
    #expect(folder.names == ["d.csv", "file"])
    #expect(code(folder.path("made/for/t.csv")) == nil, "folders are made")
  }

  @Test func cancellingLeavesNothingBehind() throws {
    #expect(throws: CancellationError.self) {
      try TableWriter.write(Self.table, to: folder.path("t.csv"), isCancelled: { true })
    }
    #expect(folder.names.isEmpty)
  }
}
