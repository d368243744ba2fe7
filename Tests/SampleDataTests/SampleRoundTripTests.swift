import SampleData
import Tables
import Testing

@Suite("The table of a sample and its file agree")
struct SampleRoundTripTests {
  @Test(
    "on every value, once the lines with 22 fields are left out",
    arguments: [(1, 7), (2, 1), (9, 3), (4_096, 5), (4_097, 6), (9_000, 7)])
  func values(rows: Int, seed: Int) {
    let sample = SampleReviews(rows: rows, seed: UInt64(seed))
    let file = SampleFile(sample).rows
    let table = text(of: sample.table())
    #expect(table.count == rows)
    #expect(file.count == rows)
    let different = zip(table, file).enumerated().first { $1.0 != $1.1.map(String.init) }
    #expect(different == nil)
  }

  @Test("on the lines that a reader skips, by number and number of fields", arguments: [1, 100, 12_000])
  func skipped(rows: Int) {
    let sample = SampleReviews(rows: rows, seed: 7)
    let odd = SampleFile(sample).lines.enumerated().filter { $1.count != 15 }
      .map { "\($0 + 2): \($1.count)" }
    #expect(odd == sample.skippedLines.map { "\($0.line): \($0.fields)" })
    #expect(odd.count == 4)
    #expect(sample.skippedLines.allSatisfy { $0.fields == 22 })
  }

  @Test("Four million rows have ten malformed lines")
  func manySkipped() { #expect(SampleReviews(rows: 4_000_000, seed: 7).skippedLines.count == 10) }

  @Test("The file has a header with the names of the schema and ends with a newline")
  func header() {
    let bytes = SampleFile(SampleReviews(rows: 3, seed: 7)).bytes
    let header = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    #expect(header.split(separator: "\t").map(String.init) == SampleReviews.schema.names)
    #expect(bytes.last == 0x0A)
  }

  @Test("The schema promised before the run is the table's")
  func schema() {
    let sample = SampleReviews(rows: 5, seed: 7)
    #expect(sample.table().schema == sample.schema)
  }

  @Test("Pools hold distinct strings in the order of their first rows")
  func pools() {
    let table = SampleReviews(rows: 5_000, seed: 11).table()
    for (name, column) in table.named {
      guard case .strings(let codes, let pool) = column.storage else { continue }
      #expect(Set((0..<pool.count).map { pool.string($0) }).count == pool.count, "\(name)")
      var next: UInt32 = 0
      var ordered = true
      for row in 0..<table.rowCount where !column.isNull(row) {
        if codes[row] > next { ordered = false }
        if codes[row] == next { next += 1 }
      }
      #expect(ordered, "\(name)")
      #expect(Int(next) == pool.count, "\(name)")
    }
  }
}
