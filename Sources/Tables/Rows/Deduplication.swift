/// Repeats: rows whose values in some columns all occurred before.
extension Table {
  /// What `deduplicating` kept.
  public struct Deduplication: Sendable {
    public let table: Table
    /// Set for the rows that stayed.
    public let kept: Bitmap
    public let removedCount: Int
  }

  /// The rows that are the first with their values in `keys` (all columns when nil). Null equals null here, as in SQL's
  /// `distinct` and in pandas' `drop_duplicates`. Throws `TableError.noColumn`. O(rows × keys).
  public func firstOccurrences(by keys: [String]? = nil, threads: Int = 1) throws(TableError) -> Bitmap {
    let names = keys ?? schema.names
    var columns: [Column] = []
    for name in names { columns.append(try column(name)) }
    guard !columns.isEmpty else { throw .noColumns }
    return CombinedKeys(columns, threads: threads).firstOccurrences(rows: rowCount, threads: threads)
  }

  /// Keeps the first row of each combination of values in `keys` (all columns when nil), in order.
  ///
  /// Throws `TableError.noColumn`. O(rows × columns); memory proportional to the rows.
  public func deduplicating(by keys: [String]? = nil, threads: Int = 1) throws(TableError) -> Deduplication {
    let kept = try firstOccurrences(by: keys, threads: threads)
    let table = filtering(kept, threads: threads)
    return Deduplication(table: table, kept: kept, removedCount: rowCount - table.rowCount)
  }
}
