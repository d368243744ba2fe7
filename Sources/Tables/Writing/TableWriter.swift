import Diagnostics
import Files

/// How a table is written; nil means: as the ending of the name says.
public struct WritingOptions: Sendable, Hashable {
  public var format: TableFormat?
  public var isCompressed: Bool?

  public init(format: TableFormat? = nil, isCompressed: Bool? = nil) {
    self.format = format
    self.isCompressed = isCompressed
  }
}

/// Writes tables in every `TableFormat`, plain or as gzip (level 6).
///
/// The same table gives the same bytes. Lines end with a line feed. Decimals are written in the shortest form that reads back
/// to the same number; days as `2015-08-31`, moments as `2015-08-31T12:00:00Z`. Null is an empty field, and `null` in jsonl.
///
/// csv quotes what needs it (RFC 4180): fields with a comma, a quote or a line break. An empty text is written as `""`,
/// though most readers, ours too, take it for null. tsv has neither quotes nor escapes: a text with a tab or line break in
/// it is an error. In jsonl an infinite decimal is null, since JSON has none.
public enum TableWriter {
  /// Writes to a hidden file in the same folder, syncs and renames it: a file that is there is replaced at the end or not at
  /// all. Throws `Diagnostic`. Complexity: O(rows × columns + bytes).
  ///
  /// - `progress`: called with the number of rows written, every few thousand rows.
  /// - `isCancelled`: asked as often; then `CancellationError` is thrown and nothing is left behind.
  /// - Returns: what was written.
  @discardableResult
  public static func write(
    _ table: Table, to path: String, options: WritingOptions = WritingOptions(),
    progress: ((Int) -> Void)? = nil, isCancelled: (() -> Bool)? = nil
  ) throws -> FileDigest {
    guard let format = options.format ?? TableFormat.all.named(path) else {
      throw Diagnostic(
        .unknownEnding, "\"\(path)\" does not end in \(TableFormat.all.endings("or"))",
        help: ["name it so, each with .gz if it is to be compressed"])
    }
    let isNamedGzip = path.hasSuffix(".gz") || path.hasSuffix(".gzip")
    let file = try AtomicFile(path)
    let gzip = options.isCompressed ?? isNamedGzip ? GzipWriter(file) : nil
    let sink: any ByteSink = gzip ?? file
    do {
      try format.coding.encoder(of: table).write(to: sink) { rows in
        progress?(rows)
        if isCancelled?() == true { throw CancellationError() }
      }
      try gzip?.finish()
      return try file.commit()
    } catch {
      file.discard()
      throw error
    }
  }
}
