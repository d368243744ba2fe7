/// What the header and first rows of a file say about the table in it.
///
/// Types come from the first `sampleBytes` of the text (after inflating), whatever the machine: a rule that does not depend
/// on how the file is stored or how fast it is read. A later value that does not fit its column's type is an error when it
/// is read, also a decimal among integers, so that what was checked before a run holds in the run.
public struct TableOutline: Sendable, Hashable {
  /// 512 KiB: zlib inflates it in 3 ms, and it holds 1,400 rows of the review set (empirical).
  public static let sampleBytes = 512 * 1024

  public struct Field: Sendable, Hashable {
    public var name: String
    /// What the file calls it.
    public var key: String
    /// How its text is read.
    public var type: DeclaredType
    /// Whether `types:` said so; otherwise the first rows did.
    public var isDeclared: Bool
  }

  public var format: TableFormat
  /// Empty where nothing stands between fields.
  public var separator: String
  public var hasHeader: Bool
  public var quoting: Bool
  public var isCompressed: Bool
  public var fields: [Field]
  /// Rows that the types were inferred from.
  public var sampledRows: Int
  /// Whether those were all rows of the file.
  public var sampledAll: Bool
  public var fileBytes: Int
  /// What was taken for granted.
  public var guesses: [ReadingGuess]

  /// The names and types of all columns of the file, in its order.
  public var schema: Schema { Schema(fields.map { Schema.Field($0.name, $0.type.columnType) }) }
}
