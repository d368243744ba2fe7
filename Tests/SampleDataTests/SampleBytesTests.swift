import SampleData
import Tables
import TestSupport
import Testing

@Suite("The sample is the same bytes")
struct SampleBytesTests {
  private let sample = SampleReviews(rows: 66_000, seed: 7)

  @Test("for any number of threads, as a file")
  func threadsOfFile() {
    let alone = SampleFile(sample, threads: 1).bytes
    #expect(alone == SampleFile(sample, threads: 2).bytes)
    #expect(alone == SampleFile(sample, threads: 3).bytes)
  }

  @Test("for any number of threads, as a table, codes and pools included")
  func threadsOfTable() {
    let alone = sample.table(threads: 1)
    for threads in [2, 3] {
      let together = sample.table(threads: threads)
      for name in sample.schema.names { #expect(sameRepresentation(alone[name], together[name]), "\(name)") }
    }
  }

  @Test("for any selection of columns", arguments: SampleReviews.schema.names)
  func selection(name: String) {
    let small = SampleReviews(rows: 1_000, seed: 3)
    let one = small.table(columns: [name])
    #expect(one.schema.names == [name])
    #expect(sameRepresentation(one[name], small.table()[name]))
  }

  @Test("as when the golden file was recorded")
  func golden() {
    var text = ""
    for (rows, seed) in [(1, 0), (50, 1), (5_000, 7), (6_000, 42)] {
      let file = SampleFile(SampleReviews(rows: rows, seed: UInt64(seed)))
      text += "rows=\(rows) seed=\(seed): \(file.bytes.count) bytes, FNV-1a \(file.digest)\n"
    }
    let first = SampleFile(SampleReviews(rows: 5_000, seed: 7)).lines.prefix(25)
    text += first.map { $0.joined(separator: "\t") + "\n" }.joined()
    let mismatch = Golden.mismatch(text, name: "sample.tsv")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  @Test("but other bytes for another seed")
  func seeds() {
    let digests = Set((0..<8).map { SampleFile(SampleReviews(rows: 200, seed: $0)).digest })
    #expect(digests.count == 8)
  }

  @Test("Columns are made in the order asked for; unknown and repeated names are left out")
  func names() {
    let table = SampleReviews(rows: 10, seed: 7).table(columns: ["star_rating", "stars", "customer_id", "star_rating"])
    #expect(table.schema.names == ["star_rating", "customer_id"])
    #expect(SampleReviews(rows: 10, seed: 7).table(columns: []).rowCount == 10)
  }

  private func sameRepresentation(_ a: Column?, _ b: Column?) -> Bool {
    guard let a, let b, a.count == b.count else { return false }
    guard (0..<a.count).allSatisfy({ a.isNull($0) == b.isNull($0) }) else { return false }
    switch (a.storage, b.storage) {
    case (.integers(let x), .integers(let y)): return x.elements.elementsEqual(y.elements)
    case (.dates(let x), .dates(let y)): return x.elements.elementsEqual(y.elements)
    case (.strings(let x, let p), .strings(let y, let q)):
      return x.elements.elementsEqual(y.elements) && p.bytes.elements.elementsEqual(q.bytes.elements)
        && p.offsets.elements.elementsEqual(q.offsets.elements)
    default: return false
    }
  }
}
