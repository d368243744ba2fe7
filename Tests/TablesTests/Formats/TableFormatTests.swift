import Diagnostics
import Files
import Testing

@testable import Tables

@Suite struct TableFormatTests {
  @Test func namesAndEndingsAreDistinct() {
    let endings = TableFormat.all.flatMap { [$0.name] + $0.otherEndings }
    #expect(Set(endings).count == endings.count)
    #expect(!endings.contains("gz"))
  }

  @Test func theNameSaysTheFormat() {
    #expect(TableFormat.all.named("a/b.c/X.TSV.gz") == .tsv)
    #expect(TableFormat.all.named("x.ndjson") == .jsonl)
    #expect(TableFormat.all.named("x.txt") == nil)
    // To be written, a name must end as help says it.
    #expect(TableFormat.all.written(to: "x.jsonl.gz") == .jsonl)
    for name in ["x.ndjson", "x.CSV", "x.csv.gzip", "csv"] { #expect(TableFormat.all.written(to: name) == nil) }
  }

  @Test func formatsAreListedInWords() {
    let three: [TableFormat] = [.csv, .tsv, .jsonl]
    #expect(three.names("or") == "csv, tsv or jsonl")
    #expect(three.endings("and") == ".csv, .tsv and .jsonl")
    #expect([TableFormat.csv].names("or") == "csv")
    #expect(TableFormat.quotingInWords.hasPrefix("csv yes, tsv no"))
    #expect(three.filter { $0.lacks(.fieldBreak) } == [.tsv])
    #expect(three.filter { $0.lacks(.infinity) } == [.jsonl])
  }
}

/// Integers of eight bits behind a mark, row by row: as little as a format that is no text can be.
private struct ByteColumns: BinaryFormat {
  static let format = TableFormat("bytes", ByteColumns())
  private static let mark: [UInt8] = [0xB7] + Array("BYTES".utf8)

  let title = "a table of bytes"
  let gaps: Set<TableFormat.Gap> = []
  let options: Set<ReadingOption> = []

  func recognises(_ head: [UInt8]) -> Bool { head.starts(with: Self.mark) }

  private func columnCount(_ content: BinaryContent) throws -> Int {
    guard recognises(try content.next(Self.mark.count)), let width = try content.next(1).first else {
      throw Diagnostic(.damagedTable, "\"\(content.path)\" has no mark")
    }
    return Int(width)
  }

  func inspect(_ content: BinaryContent) throws -> HeadSample {
    let count = try columnCount(content)
    return HeadSample(columns: (0..<count).map { (key: "c\($0)", type: .integer) }, hasHeader: true)
  }

  func read(_ columns: [PlannedColumn], _ content: BinaryContent) throws -> (columns: [Column], rowCount: Int) {
    let width = try columnCount(content)
    var rows: [[UInt8]] = []
    while true {
      let row = try content.next(width)
      if row.isEmpty { break }
      if row.count < width { throw Diagnostic(.damagedTable, "\"\(content.path)\" ends in the middle of a row") }
      rows.append(row)
    }
    return (columns.map { column in Column(integers: rows.map { Int($0[column.position]) }) }, rows.count)
  }

  func encoder(of table: Table) -> any TableEncoder { Encoder(table: table) }

  private struct Encoder: TableEncoder {
    let table: Table

    func write(to sink: any ByteSink, progress: (Int) throws -> Void) throws {
      try sink.write(ByteColumns.mark + [UInt8(table.columns.count)])
      for row in 0..<table.rowCount {
        let values = table.columns.map { column -> UInt8 in
          if case .integer(let value) = column[row] { UInt8(value) } else { 0 }
        }
        try sink.write(values)
        try progress(row + 1)
      }
    }
  }
}

extension DiagnosticCode {
  fileprivate static let damagedTable = DiagnosticCode("damaged-table", "A file that is not whole.")
}

/// A format that is not lines of text, from the name to the table and back.
@Suite struct BinaryFormatTests {
  let folder: TemporaryFolder
  private let table = Table([("c0", Column(integers: [1, 10, 255])), ("c1", Column(integers: [0, 13, 34]))])

  init() throws { folder = try TemporaryFolder() }

  private var options: ReadingOptions {
    var options = ReadingOptions()
    options.formats.append(ByteColumns.format)
    return options
  }

  @Test(arguments: ["t.bytes", "t.bytes.gz", "t.csv", "t"]) func isKnownByItsFirstBytes(_ name: String) throws {
    let path = folder.path(name)
    try TableWriter.write(table, to: path, options: WritingOptions(format: ByteColumns.format))
    let outline = try TableReader.inspect(path, options: options)
    #expect(outline.format == ByteColumns.format)
    #expect(outline.isCompressed == name.hasSuffix(".gz"))
    let (all, report) = try TableReader.read(path, options: options, threads: 2, digestsSHA256: true)
    #expect(listing(all) == listing(table))
    #expect(report.rows == 3)
    #expect(report.outline == outline)
    #expect(report.sha256?.count == 64 && report.digest.count == 32)
    #expect(
      listing(try TableReader.read(path, options: options, columns: ["c1"], threads: 1).table) == [
        "c1 integer: 0 13 34"
      ])
    var named = options
    named.names = ["a", "b"]
    #expect(try TableReader.read(path, options: named, threads: 1).table.schema.names == ["a", "b"])
    // Without the format, the bytes are those of no table.
    #expect(fault(path) != nil)
  }

  @Test func aNameThatPromisesItIsKept() throws {
    let path = try folder.put("t.bytes", "a,b\n1,2\n")
    #expect(fault(path, options)?.message == "\"\(path)\" is not a table of bytes, although its name says so")
    var stated = options
    stated.format = .csv
    #expect(try TableReader.read(path, options: stated, threads: 1).table.rowCount == 1)
    stated.format = ByteColumns.format
    #expect(fault(path, stated)?.message == "\"\(path)\" has no mark")
  }

  @Test func faultsAreTold() throws {
    let path = folder.path("t.bytes.gz")
    try TableWriter.write(table, to: path, options: WritingOptions(format: ByteColumns.format))
    let bytes = try folder.bytes("t.bytes.gz")
    #expect(fault(try folder.put("cut.bytes.gz", Array(bytes.dropLast(6))), options)?.code.name == "truncated-gzip")
    #expect(throws: CancellationError.self) {
      try TableReader.read(path, options: options, threads: 1, isCancelled: { true })
    }
    #expect(throws: CancellationError.self) {
      try TableWriter.write(
        table, to: path, options: WritingOptions(format: ByteColumns.format), isCancelled: { true })
    }
    #expect(try folder.bytes("t.bytes.gz") == bytes)
  }
}
