import Tables
import Testing

@Suite struct ReadingDeterminismTests {
  /// 3 MB of text with quotes, repeats, nulls and bad lines, so that there are several pieces.
  private static func text(rows: Int, separator: String) -> String {
    var state: UInt64 = 7
    var out = ["id", "title", "stars", "day"].joined(separator: separator) + "\n"
    for row in 0..<rows {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Int(state >> 33)
      let title = number % 17 == 0 ? "" : "title \(number % 9973) é"
      out +=
        "\(row)\(separator)\(title)\(separator)\(number % 5)\(separator)20\(10 + number % 10)-0\(1 + number % 9)-11"
      out += number % 5003 == 0 ? "\(separator)x\n" : "\n"
    }
    return out
  }

  @Test func anyNumberOfThreadsGivesTheSameTable() throws {
    let folder = try TemporaryFolder()
    let text = Self.text(rows: 100_000, separator: "\t")
    let paths = [try folder.put("t.tsv", text), try folder.put("t.tsv.gz", try gzip(text))]
    let (first, firstReport) = try TableReader.read(paths[0], threads: 1)
    #expect(firstReport.skippedCount > 5)
    for path in paths {
      for threads in [1, 2, 7] {
        let (table, report) = try TableReader.read(path, threads: threads)
        #expect(report.skipped == firstReport.skipped)
        #expect(table.rowCount == first.rowCount)
        for (name, column) in table.named {
          let reference = try #require(first[name])
          #expect((0..<table.rowCount).allSatisfy { column[$0] == reference[$0] })
          if case .strings(let codes, let pool) = column.storage,
            case .strings(let other, let otherPool) = reference.storage
          {
            #expect(codes.elements.elementsEqual(other.elements))
            #expect(pool.bytes.elements.elementsEqual(otherPool.bytes.elements))
          }
        }
      }
    }
  }

  @Test func stringsAreNumberedByFirstAppearance() throws {
    let folder = try TemporaryFolder()
    let text = Self.text(rows: 100_000, separator: ",")
    let table = try TableReader.read(try folder.put("t.csv", text), threads: 3).table
    guard case .strings(let codes, _)? = table["title"]?.storage else {
      Issue.record("not a column of strings")
      return
    }
    var next: UInt32 = 0
    for row in 0..<codes.count where table["title"]?.isNull(row) == false {
      #expect(codes[row] <= next)
      if codes[row] == next { next += 1 }
    }
  }

  @Test func progressCountsUpToTheWholeFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.put("t.csv", Self.text(rows: 100_000, separator: ","))
    let log = ProgressLog()
    let (table, report) = try TableReader.read(path, threads: 2, progress: { log.add($0) })
    #expect(log.rows.sorted() == log.rows)
    #expect(log.rows.last == table.rowCount)
    #expect(report.textBytes == report.fileBytes)
  }
}

private final class ProgressLog: @unchecked Sendable {
  private(set) var rows: [Int] = []

  func add(_ progress: ReadingProgress) { rows.append(progress.rows) }
}
