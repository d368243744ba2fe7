/// A line that was left out because it is not a record of the table.
public struct SkippedLine: Sendable, Hashable {
  /// Counted from 1, line breaks inside quotes included: where an editor shows it.
  public var line: Int
  public var reason: BadLineReason
  /// How many fields it has; nil where it is not a JSON object.
  public var fieldCount: Int?
  /// Its beginning, at most `ReadingReport.excerptLength` characters.
  public var excerpt: String
}

/// What happened while a table was read.
public struct ReadingReport: Sendable {
  /// How many left-out lines are listed one by one.
  public static let listedLines = 50
  /// Characters of a left-out line that are kept for showing.
  public static let excerptLength = 80

  /// The format, separator and types that were used.
  public var outline: TableOutline
  public var rows = 0
  /// Bytes of text, after inflating.
  public var textBytes = 0
  /// Bytes of the file as it lies on disk.
  public var fileBytes = 0
  /// The XXH3 digest of the bytes that were read, in hexadecimal digits.
  public var digest = ""
  /// Their SHA-256, where it was asked for.
  public var sha256: String?
  public var lines = 0
  /// How many lines were left out, by the reason.
  public var skippedByReason: [BadLineReason: Int] = [:]
  public var skippedCount: Int { skippedByReason.values.reduce(0, +) }
  /// The first `listedLines` of them.
  public var skipped: [SkippedLine] = []
  /// How many nulls each column has, in the table's order.
  public var nulls: [(column: String, count: Int)] = []
  /// What did not stop the reading, such as bytes after the end of a gzip.
  public var notices: [ReadingNotice] = []
  /// The file.
  var path: String
}

/// How far reading has come.
public struct ReadingProgress: Sendable {
  /// Bytes of the file (compressed ones, if it is) that have been read.
  public var fileBytes: Int
  public var totalFileBytes: Int
  public var rows: Int
}
