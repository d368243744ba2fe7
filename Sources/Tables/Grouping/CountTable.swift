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
    var columns: [Column] = []
    for key in keys { columns.append(try column(key)) }
    let (firstRows, counts) = Grouping.tally(columns, threads: threads)
    let order = Frequencies.fallingOrder(counts)
    let rows = RowPieces.filled(order.count, threads: threads) { range, memory in
      for row in range { memory[row] = firstRows.base[Int(order.base[row])] }
    }
    var result: [(name: String, column: Column)] = []
    for key in keys where !result.contains(where: { $0.name == key }) {
      result.append((key, try column(key).gathering(rows, threads: threads)))
    }
    let sizes = RowPieces.filled(order.count, threads: threads) { range, memory in
      for row in range { memory[row] = Int64(counts.base[Int(order.base[row])]) }
    }
    result.append((counted, Column(.integers(sizes))))
    return Table(result, rowCount: rows.count)
  }
}

extension Column {
  /// Consecutive numbers from 0 by falling frequency, ties by first appearance: an index column whose cardinality is the
  /// number of distinct values. Null stays null, and does not count. O(rows).
  public func indexedByFrequency(threads: Int = 1) -> Column {
    let keys = KeyedRows(self, threads: threads)
    let (firstRows, sizes) = keys.tally(threads: threads)
    let order = Frequencies.fallingOrder(sizes)
    var cardinality: UInt32 = 0
    let number = Buffer<UInt32>(count: firstRows.count) { memory in
      for group in order.elements {
        memory[Int(group)] = cardinality
        if !isNull(Int(firstRows.base[Int(group)])) { cardinality += 1 }
      }
    }
    let values = keys.spread(number, firstRows: firstRows, threads: threads)
    return Column(.indices(values.asInt32, cardinality: Int(cardinality)), validity: validity)
  }
}
