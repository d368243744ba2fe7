/// The rows of a table in groups of equal keys, numbered by first appearance.
///
/// Null is a key of its own and equal to null, as in SQL's `group by` (pandas leaves such rows out unless `dropna=False`).
/// Strings are equal when their bytes are.
public struct Grouping: Sendable {
  /// The columns that make the key.
  public let keys: [String]
  /// The group of each row.
  public let groupOfRow: Buffer<UInt32>
  /// The first row of each group, rising.
  public let firstRows: Buffer<UInt32>
  /// How many rows each group has.
  public let sizes: Buffer<UInt32>

  public var groupCount: Int { firstRows.count }
}

extension Grouping {
  /// Groups by the values of `keys`; by no key, all rows are one group, even when there are none.
  ///
  /// Throws `TableError.noColumn`. O(rows × keys); integers that are spread wide and combinations of many values go through
  /// a hash table, all else is addressed directly. The result does not depend on `threads`.
  public init(_ table: Table, by keys: [String], threads: Int = 1) throws(TableError) {
    var columns: [Column] = []
    for key in keys { columns.append(try table.column(key)) }
    if columns.isEmpty {
      self = Grouping(allRows: table.rowCount)
      return
    }
    if columns.count == 1 {
      let (groups, sizes) = KeyedRows(columns[0], threads: threads).groups(threads: threads)
      self = Grouping(keys: keys, groupOfRow: groups.groupOfRow, firstRows: groups.firstRows, sizes: sizes)
      return
    }
    let groups = CombinedKeys(columns, threads: threads).groups(threads: threads)
    let sizes = Frequencies.counts(groups.groupOfRow, bound: groups.firstRows.count, threads: threads)
    self = Grouping(keys: keys, groupOfRow: groups.groupOfRow, firstRows: groups.firstRows, sizes: sizes)
  }

  /// The first row and the size of each group, without the group of each row. `columns` is not empty.
  static func tally(_ columns: [Column], threads: Int) -> (firstRows: Buffer<UInt32>, sizes: Buffer<UInt32>) {
    if columns.count == 1 { return KeyedRows(columns[0], threads: threads).tally(threads: threads) }
    return CombinedKeys(columns, threads: threads).tally(threads: threads)
  }

  /// All rows as one group.
  init(allRows count: Int) {
    self.init(
      keys: [], groupOfRow: Buffer(repeating: 0, count: count), firstRows: Buffer(repeating: 0, count: 1),
      sizes: Buffer(repeating: UInt32(truncatingIfNeeded: count), count: 1))
  }
}
