import Tables

/// The built-in sample: reviews of digital videos in the 15 columns of the Amazon Customer Reviews files.
///
/// Customers have tastes, videos have places in the same space of rank 8, and customers mostly watch what they like: what a
/// recommender can find was planted, and can be found. Activity and popularity have long tails, series are watched in order,
/// about one review in sixty repeats an earlier one of the same customer and video, a few fields are empty, and the text has the
/// quotes, markup and scripts of real reviews.
///
/// Every value derives from the seed and the number of its row, customer or product: the same on any machine, for any number of
/// threads and any selection of columns.
public struct SampleReviews: Sendable, Hashable {
  public static let rowRange = 1...5_000_000
  public static let defaultRows = 200_000
  public static let defaultSeed: UInt64 = 7

  public let rows: Int
  public let seed: UInt64

  /// A number of rows outside `rowRange` is taken to its nearer end.
  public init(rows: Int = defaultRows, seed: UInt64 = defaultSeed) {
    self.rows = min(max(rows, Self.rowRange.lowerBound), Self.rowRange.upperBound)
    self.seed = seed
  }

  /// The 15 columns in the order of the file.
  public static let schema = Schema([
    Schema.Field("marketplace", .string), Schema.Field("customer_id", .integer), Schema.Field("review_id", .string),
    Schema.Field("product_id", .string), Schema.Field("product_parent", .integer),
    Schema.Field("product_title", .string), Schema.Field("product_category", .string),
    Schema.Field("star_rating", .integer), Schema.Field("helpful_votes", .integer),
    Schema.Field("total_votes", .integer), Schema.Field("vine", .string), Schema.Field("verified_purchase", .string),
    Schema.Field("review_headline", .string), Schema.Field("review_body", .string),
    Schema.Field("review_date", .date),
  ])

  public var schema: Schema { Self.schema }

  /// The lines with too many fields in the file that `write` writes, which a reader leaves out to get the rows of `table`.
  public var skippedLines: [SkippedSampleLine] { MalformedLines(rows: rows, seed: seed).skipped }

  /// The rows as a table: the columns of `columns` in that order (unknown names are left out), or all.
  ///
  /// Equal to reading the file that `write` writes and leaving out `skippedLines`. Complexity: O(rows) for each column; only the
  /// columns asked for are made, and the bodies, nearly all distinct, cost as much as all others together.
  public func table(columns: [String]? = nil, threads: Int = 1) -> Table {
    let plan = ReviewPlan(rows: rows, seed: seed, threads: threads)
    let builder = SampleColumns(plan: plan, seed: seed, threads: threads)
    let names = columns ?? schema.names
    var made: [(name: String, column: Column)] = []
    for name in names where !made.contains(where: { $0.name == name }) {
      if let column = builder.column(name) { made.append((name, column)) }
    }
    return Table(made, rowCount: rows)
  }

  /// Writes header and rows as tab-separated text without quoting, in chunks of about a megabyte, each line ended by a newline.
  ///
  /// The bytes do not depend on `threads`. Rethrows what `sink` throws. Complexity: O(rows) time, about 350 bytes a row.
  public func write(threads: Int = 1, to sink: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    let plan = ReviewPlan(rows: rows, seed: seed, threads: threads)
    try SampleLines(plan: plan, seed: seed).write(threads: threads, to: sink)
  }
}
