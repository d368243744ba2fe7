import Diagnostics
import Foundation
import Testing

@testable import Tables

@Suite struct BadInputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func missingFileSuggestsANearName() throws {
    try folder.put("reviews.tsv", "a\n")
    let found = fault(folder.path("reveiws.tsv"))
    #expect(found?.code.name == "missing-file")
    #expect(found?.help == ["did you mean reviews.tsv?"])
  }

  @Test func folder_() {
    #expect(fault(folder.url.path)?.code.name == "directory-not-file")
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything")) func fileWithoutRights() throws {
    let path = try folder.put("t.csv", "a\n1\n")
    chmod(path, 0)
    #expect(fault(path)?.code.name == "unreadable-file")
  }

  @Test(arguments: ["", "\n\n  \n", "\u{FEFF}"]) func emptyFile(_ text: String) throws {
    #expect(fault(try folder.put("t.csv", text))?.code.name == "empty-file")
    #expect(fault(try folder.put("t.csv.gz", try gzip(text)))?.code.name == "empty-file")
  }

  @Test func gzipCutInTheMiddle() throws {
    let whole = try gzip("a,b\n" + (0..<200_000).map { "\($0 &* 7919 % 100_003),x\($0)\n" }.joined())
    let found = fault(try folder.put("t.csv.gz", Array(whole[..<(whole.count - 20)])))
    #expect(found?.code.name == "truncated-gzip")
    #expect(found?.message.contains("ends in the middle") == true)
    #expect(fault(try folder.put("u.csv.gz", Array(whole[..<200])))?.code.name == "truncated-gzip")
  }

  @Test func gzipWithAFlippedBit() throws {
    var bytes = try gzip("a,b\n" + (0..<1000).map { "\($0),x\n" }.joined())
    bytes[bytes.count - 6] ^= 1  // in the checksum
    #expect(fault(try folder.put("t.csv.gz", bytes))?.code.name == "damaged-gzip")
  }

  @Test func gzipWithBytesBehindItsEndIsReadWithAWarning() throws {
    let bytes = try gzip("a,b\n1,2\n")
    for garbage: [UInt8] in [[1], Array("garbage".utf8), [0, 0, 7]] {
      let (table, report) = try TableReader.read(try folder.put("t.csv.gz", bytes + garbage), threads: 2)
      #expect(table.rowCount == 1)
      #expect(report.warnings.map(\.code.name) == ["gzip-trailing-garbage"])
    }
    let padded = try TableReader.read(try folder.put("t.csv.gz", bytes + [0, 0, 0]), threads: 1)
    #expect(padded.report.warnings.isEmpty)
  }

  @Test func gzipMembersFollowOneAnother() throws {
    let bytes = try gzip("a,b\n1,") + gzip("") + gzip("2\n3,4\n")
    let table = try TableReader.read(try folder.put("t.csv.gz", bytes), threads: 2).table
    #expect(listing(table) == ["a integer: 1 3", "b integer: 2 4"])
  }

  @Test func textNamedGzipIsReadAsTextWithAWarning() throws {
    let (table, report) = try TableReader.read(try folder.put("t.csv.gz", "a,b\n1,2\n"), threads: 1)
    #expect(table.rowCount == 1)
    #expect(report.warnings.map(\.code.name) == ["gzip-not-compressed"])
    #expect(try TableReader.inspect(try folder.put("t.csv", try gzip("a,b\n1,2\n"))).isCompressed)
  }

  @Test func otherKindsOfFilesAreNamed() throws {
    let zip: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0]
    #expect(fault(try folder.put("t.csv", zip))?.message.contains("zip") == true)
    #expect(fault(try folder.put("t.csv.gz", try gzip(zip)))?.code.name == "unsupported-file")
    let wide: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x2C, 0]
    #expect(fault(try folder.put("t.csv", wide))?.help == ["convert it: iconv -f UTF-16 -t UTF-8"])
    #expect(fault(try folder.put("t.json", "[{\"a\": 1}]"))?.code.name == "unsupported-file")
  }

  @Test func nulByteIsPlaced() throws {
    let found = fault(try folder.put("t.csv", Array("a,b\nx,1\ny\u{0}z,2\n".utf8)))
    #expect(found?.code.name == "nul-byte")
    #expect(found?.primary?.span.start == SourcePosition(line: 3, column: 2))
  }

  @Test func invalidUTF8IsPlacedWithARemedy() throws {
    let found = fault(try folder.put("t.tsv", Array("a\tb\n1\tcaf".utf8) + [0xE9] + Array("\n2\tx\n".utf8)))
    #expect(found?.code.name == "not-utf-8")
    #expect(found?.message == "line 2, column \"b\": the byte 0xE9 is not UTF-8")
    #expect(found?.primary?.span.start == SourcePosition(line: 2, column: 6))
    #expect(found?.help == ["say encoding: latin-1, if that is what the file is in"])
  }

  @Test func duplicateHeaderNamesBothPlaces() throws {
    let found = fault(try folder.put("t.csv", "a,b,a\n1,2,3\n"))
    #expect(found?.message == "columns 1 and 3 are both called \"a\"")
  }

  /// A notebook could name only one of them, and nobody could see which.
  @Test func namesThatOnlyLookTheSameAreRefused() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    for (name, text) in [("t.csv", "\(one),\(two)\n1,2\n"), ("t.jsonl", "{\"\(one)\": 1}\n{\"\(two)\": 2}\n")] {
      let path = try folder.put(name, text)
      let found = fault(path)
      #expect(found?.code.name == "duplicate-header")
      #expect(found?.notes.first?.contains("Unicode normalisation") == true)
      let named = try TableReader.read(path, options: ReadingOptions(names: ["a", "b"]), threads: 1).table
      #expect(named.schema.names == ["a", "b"])
    }
  }

  @Test func unknownColumnSuggestsANearName() throws {
    let path = try folder.put("t.csv", "star_rating,b\n1,2\n")
    #expect(fault(path, columns: ["star_ratings"])?.help == ["did you mean star_rating?"])
    #expect(fault(path, ReadingOptions(types: ["stars": .integer]))?.code.name == "unknown-data-column")
  }

  /// The first 512 KiB hold whole numbers only; then a decimal comes.
  @Test func valueThatContradictsTheFirstRowsIsPlaced() throws {
    let rows = 200_000
    let text = "id,n\n" + (0..<rows).map { "\($0),\($0 == 150_000 ? "2.5" : "1")\n" }.joined()
    let path = try folder.put("t.csv", text)
    let found = try #require(fault(path))
    #expect(found.code.name == "bad-value")
    #expect(found.message == "line 150002, column \"n\": \"2.5\" is not an integer")
    #expect(found.primary?.span.start == SourcePosition(line: 150_002, column: 8))
    #expect(found.primary?.span.text == "2.5")
    #expect(found.help.first == "say types: [n: decimal]")
    let repaired = try TableReader.read(path, options: ReadingOptions(types: ["n": .decimal]), threads: 2)
    #expect(repaired.table.rowCount == rows)
  }

  @Test func theEarliestFaultIsToldForAnyNumberOfThreads() throws {
    let rows = 600_000
    let text =
      "a,b\n" + (0..<rows).map { $0 % 250_000 == 249_999 ? "1,x\n" : $0 == 260_000 ? "y,2\n" : "1,2\n" }.joined()
    let path = try folder.put("t.csv", text)
    for threads in [1, 2, 5] {
      #expect(throws: Diagnostic.self) { try TableReader.read(path, threads: threads) }
      #expect(fault(path)?.message.hasPrefix("line 250001, column \"b\"") == true)
    }
  }

  @Test func badLineStopsWhereAsked() throws {
    let path = try folder.put("t.csv", "a,b\n1,2\n1,2,3\n")
    let found = fault(path, ReadingOptions(onBadLines: .error))
    #expect(found?.message == "line 3 has 3 fields where 2 are expected")
    #expect(found?.primary?.span.start.line == 3)
  }

  @Test func onlyBadLines() throws {
    let path = try folder.put("t.csv", "a;b\n1,2,3\n1,2,3\n")
    #expect(fault(path, ReadingOptions(separator: ","))?.code.name == "only-bad-lines")
  }

  @Test func unclosedQuoteIsPlaced() throws {
    let found = fault(try folder.put("t.csv", "a,b\n1,x\n2,\"y\n3,z\n"))
    #expect(found?.code.name == "unclosed-quote")
    #expect(found?.primary?.span.start == SourcePosition(line: 3, column: 3))
  }

  @Test(arguments: ["", "x", "\"", "\n", "é"]) func impossibleSeparator(_ separator: String) throws {
    let path = try folder.put("t.csv", "a,b\n1,2\n")
    #expect(fault(path, ReadingOptions(separator: separator))?.code.name == "bad-separator")
  }

  @Test func cancellingStops() throws {
    let path = try folder.put("t.csv", "a,b\n" + String(repeating: "1,2\n", count: 1_000_000))
    #expect(throws: CancellationError.self) { try TableReader.read(path, threads: 2, isCancelled: { true }) }
  }

  @Test func everyCodeIsExplainedOnce() {
    let all = ReadingDiagnostics.all + WritingDiagnostics.all
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.allSatisfy { $0.explanation.hasSuffix(".") })
  }
}

extension ReadingReport {
  /// The notices as diagnostics.
  var warnings: [Diagnostic] { notices.map { $0.warning(file: path) } }
}
