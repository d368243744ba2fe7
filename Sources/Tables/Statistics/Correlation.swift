/// How two columns go together.
public enum CorrelationMethod: String, Sendable, CaseIterable {
  /// r = Σ (x - x̄)(y - ȳ) / √(Σ (x - x̄)² Σ (y - ȳ)²), of Pearson (1895).
  case pearson
  /// Pearson's r of the ranks, equal values sharing the mean of theirs; of Spearman (1904).
  case spearman
}

extension Table {
  /// The correlation of each pair of `names`, row by row, in -1...1; nil where it has no value: fewer than two complete
  /// rows, or a column that does not vary in them.
  ///
  /// Each pair uses the rows where both have a value, as pandas' `corr`. Means first, then products of differences, in
  /// compensated sums in fixed order: within 1e-12 of pandas, the same for any number of threads. Throws
  /// `TableError.noColumn`, `noColumns`, `wrongType` for what is neither number, boolean, date nor datetime, and `tooManyPairs`
  /// for a result that `memory` does not hold.
  /// O(rows × columns²), with a sort a pair for ranks.
  public func correlations(
    of names: [String], method: CorrelationMethod = .pearson, threads: Int = 1, memory: Int? = nil
  ) throws(TableError) -> [[Double?]] {
    guard !names.isEmpty else { throw .noColumns }
    let place = MemoryLayout<Double?>.stride + MemoryLayout<Double>.stride
    if let excess = MemoryBudget.excess(of: names.count, each: names.count * place, memory: memory) {
      throw .tooManyPairs(columns: names.count, bytes: excess.bytes, memory: excess.memory)
    }
    var columns: [Column] = []
    for name in names {
      let column = try column(name)
      guard column.type != .string else {
        throw .wrongType(column: name, type: column.type, expected: "a number")
      }
      columns.append(column)
    }
    let values = columns.map { $0.doubles(threads: threads) ?? Buffer([]) }
    var matrix = [[Double?]](repeating: [Double?](repeating: nil, count: names.count), count: names.count)
    for i in names.indices {
      for j in i..<names.count {
        let both = Bitmap.both(columns[i].validity, columns[j].validity)
        let rows = both?.rows(threads: threads)
        var (x, y) = (Self.values(values[i], rows, threads), Self.values(values[j], rows, threads))
        if method == .spearman { (x, y) = (Self.ranks(x, threads), Self.ranks(y, threads)) }
        let value = Self.pearson(x, y, threads)
        matrix[i][j] = i == j ? value.map { _ in 1 } : value
        matrix[j][i] = matrix[i][j]
      }
    }
    return matrix
  }

  private static func values(_ all: Buffer<Double>, _ rows: Buffer<UInt32>?, _ threads: Int) -> Buffer<Double> {
    guard let rows else { return all }
    return RowPieces.filled(rows.count, threads: threads) { range, memory in
      for row in range { memory[row] = all.base[Int(rows.base[row])] }
    }
  }

  private static func pearson(_ x: Buffer<Double>, _ y: Buffer<Double>, _ threads: Int) -> Double? {
    let count = x.count
    guard count > 1 else { return nil }
    let meanX = Summation.sum(count, threads: threads) { x.base[$0] } / Double(count)
    let meanY = Summation.sum(count, threads: threads) { y.base[$0] } / Double(count)
    let xx = Summation.sum(count, threads: threads) { (x.base[$0] - meanX) * (x.base[$0] - meanX) }
    let yy = Summation.sum(count, threads: threads) { (y.base[$0] - meanY) * (y.base[$0] - meanY) }
    let xy = Summation.sum(count, threads: threads) { (x.base[$0] - meanX) * (y.base[$0] - meanY) }
    let divisor = xx.squareRoot() * yy.squareRoot()
    guard divisor > 0, divisor.isFinite else { return nil }
    return min(1, max(-1, xy / divisor))
  }

  private static func ranks(_ values: Buffer<Double>, _ threads: Int) -> Buffer<Double> {
    let order = SortBits(Column(.decimals(values)), descending: false, threads: threads).sortedRows(threads: threads)
    return Buffer(count: values.count) { memory in
      var start = 0
      while start < order.count {
        var end = start + 1
        let value = values[Int(order[start])]
        while end < order.count, values[Int(order[end])] == value { end += 1 }
        let rank = Double(start + 1 + end) / 2
        for position in start..<end { memory[Int(order[position])] = rank }
        start = end
      }
    }
  }
}
