import Tables

/// Pieces of text in one stretch of memory, to be copied without touching a `String`.
struct PhraseList: Sendable {
  private let pool: StringPool

  init(_ phrases: [String]) { pool = StringPool(phrases) }

  /// One phrase a line.
  init(lines: String) { self.init(lines.split(separator: "\n").map(String.init)) }

  var count: Int { pool.count }

  @inline(__always)
  subscript(position: Int) -> UnsafeBufferPointer<UInt8> { pool.utf8(position) }
}

/// What the lines of a file and the columns of a table are both made of.
struct SampleText: Sendable {
  static let marketplace = "US"
  static let category = "Digital_Video_Download"

  let identifiers: SampleIdentifiers
  let votes: ReviewVotes
  let headlines: ReviewHeadlines
  let bodies: ReviewBodies
  let titles: PhraseList

  init(plan: ReviewPlan, seed: UInt64) {
    identifiers = SampleIdentifiers(seed: seed)
    votes = ReviewVotes(seed: seed)
    headlines = ReviewHeadlines(seed: seed)
    bodies = ReviewBodies(seed: seed)
    titles = PhraseList(plan.catalogue.titles)
  }
}
