/// The lines with 22 fields that a file of the sample holds, and a table must leave out.
struct MalformedLines: Sendable {
  static let fieldCount = 22
  /// rows[k] = how many rows of the table stand before malformed line k; rising.
  let rows: [Int]

  /// Ten in four million, as in the real file, but no fewer than four.
  init(rows: Int, seed: UInt64) {
    let random = SampleRandom(seed: seed, .malformed)
    let count = max(4, rows / 400_000)
    self.rows = (0..<count).map { line in
      // One in each of `count` equal stretches.
      (line * rows + random.below(max(1, rows), line)) / count
    }
  }

  /// Line numbers as an editor counts them: the header is line 1.
  var skipped: [SkippedSampleLine] {
    rows.enumerated().map { SkippedSampleLine(line: $1 + 2 + $0, fields: Self.fieldCount) }
  }
}

/// A line that the file of a sample holds beyond its table's rows.
public struct SkippedSampleLine: Sendable, Hashable {
  /// The number of the line in the file; the header is line 1.
  public let line: Int
  /// How many fields it has, where the header has 15.
  public let fields: Int
}
