/// A column that rows are ordered by.
public struct SortKey: Sendable, Hashable {
  public var column: String
  public var isDescending: Bool

  public init(_ column: String, descending: Bool = false) {
    self.column = column
    isDescending = descending
  }
}

extension Table {
  /// The rows in the order of `keys`, the first key weighing most; equal rows keep their order, and null comes last
  /// whether the key rises or falls, as in pandas' `sort_values(kind="stable")`.
  ///
  /// Strings are ordered by their UTF-8 bytes, which is the order of their code points. Throws `TableError.noColumn`.
  /// O(rows × keys): a radix sort of the bits in which the values of a key differ.
  public func order(by keys: [SortKey], threads: Int = 1) throws(TableError) -> Buffer<UInt32> {
    guard !keys.isEmpty else { throw .noColumns }
    var columns: [(column: Column, isDescending: Bool)] = []
    for key in keys { columns.append((try column(key.column), key.isDescending)) }
    var order = RowPieces.numbers(rowCount, threads: threads)
    for (column, isDescending) in columns.reversed() {
      let bits = SortBits(column, descending: isDescending, threads: threads)
      order = bits.sorting(order, threads: threads)
    }
    return order
  }

  /// The table with its rows in the order of `keys`; see `order(by:threads:)`.
  public func sorting(by keys: [SortKey], threads: Int = 1) throws(TableError) -> Table {
    gathering(try order(by: keys, threads: threads), threads: threads)
  }
}
