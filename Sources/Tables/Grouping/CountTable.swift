/// Counting rows by key.
extension Table {
  /// How many rows there are of each combination of `keys`: the keys and an integer column `counted` ("count").
  ///
  /// By falling count, ties by first appearance, as pandas' `value_counts`; null is counted as a value of its own, which
  /// pandas does with `dropna=False` only. Throws `TableError.noColumn`, and `nameClash` when a key is itself called
  /// `counted`. O(rows).
  public func counting(by keys: [String], as counted: String = "count", threads: Int = 1) throws(TableError) -> Table {
    guard !keys.isEmpty else { throw .noColumns }
    guard !keys.contains(counted) else { throw .nameClash([counted]) }
    let grouping = try Grouping(self, by: keys, threads: threads)
    let order = grouping.byFallingSize
    let rows = RowPieces.map(order.count, threads: threads) { grouping.firstRows.base[Int(order.base[$0])] }
    var result: [(name: String, column: Column)] = []
    for key in keys where !result.contains(where: { $0.name == key }) {
      result.append((key, try column(key).gathering(rows, threads: threads)))
    }
    let sizes = RowPieces.map(order.count, threads: threads) { Int64(grouping.sizes.base[Int(order.base[$0])]) }
    result.append((counted, Column(.integers(sizes))))
    return Table(result, rowCount: rows.count)
  }
}

extension Column {
  /// Consecutive numbers from 0 by falling frequency, ties by first appearance: an index column whose cardinality is the
  /// number of distinct values. Null stays null, and does not count. O(rows).
  public func indexedByFrequency(threads: Int = 1) -> Column {
    let grouping = RowGroups(KeyCodes(self, threads: threads))
    let groupCount = grouping.firstRows.count
    let sizes = Frequencies.counts(grouping.groupOfRow, bound: groupCount, threads: threads)
    let order = Frequencies.fallingOrder(sizes)
    var cardinality = 0
    let number = Buffer<Int32>(count: groupCount) { memory in
      for group in order.elements {
        memory[Int(group)] = Int32(truncatingIfNeeded: cardinality)
        if !isNull(Int(grouping.firstRows[Int(group)])) { cardinality += 1 }
      }
    }
    let values = RowPieces.map(count, threads: threads) { number.base[Int(grouping.groupOfRow.base[$0])] }
    return Column(.indices(values, cardinality: cardinality), validity: validity)
  }
}
