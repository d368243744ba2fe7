/// Aggregates over the groups of a grouping, one value a group.
///
/// Rows are added in their order, with Neumaier's compensation (1974), so that sums neither depend on the number of threads
/// nor lose digits in large groups. Nulls are left out.
struct GroupedRows {
  let grouping: Grouping
  let rowCount: Int

  init(_ grouping: Grouping, rowCount: Int) {
    self.grouping = grouping
    self.rowCount = rowCount
  }

  /// `column` is nil only for a count of rows. `type` is what `aggregate` gives of the column's type.
  func aggregate(_ aggregate: Aggregate, of column: Column?, type: ColumnType, threads: Int) -> Column {
    guard let column else {
      return Column(
        .integers(
          RowPieces.filled(grouping.groupCount, threads: threads) { range, memory in
            for row in range { memory[row] = Int64(grouping.sizes.base[row]) }
          }))
    }
    switch aggregate {
    case .count: return Column(.integers(validCounts(column)))
    case .first, .last: return column.gathering(extremeRows(column, aggregate), mayMiss: true, threads: threads)
    case .min, .max:
      let bits = SortBits.ordered(column, threads: threads)
      return column.gathering(extremeRows(column, bits, isGreatest: aggregate == .max), mayMiss: true, threads: threads)
    case .sum: return type == .decimal ? sums(column, threads) : integerSums(column, threads)
    case .mean, .std: return moments(column, aggregate, threads)
    case .median: return medians(column, threads)
    case .unique: return uniqueCounts(column, threads)
    }
  }

  private func validCounts(_ column: Column) -> Buffer<Int64> {
    Buffer(count: grouping.groupCount) { memory in
      memory.update(repeating: 0)
      for row in 0..<rowCount where !column.isNull(row) { memory[Int(grouping.groupOfRow.base[row])] += 1 }
    }
  }

  private func extremeRows(_ column: Column, _ aggregate: Aggregate) -> Buffer<UInt32> {
    Buffer(count: grouping.groupCount) { memory in
      memory.update(repeating: .max)
      for row in 0..<rowCount where !column.isNull(row) {
        let group = Int(grouping.groupOfRow.base[row])
        if aggregate == .last || memory[group] == .max { memory[group] = UInt32(truncatingIfNeeded: row) }
      }
    }
  }

  private func extremeRows(_ column: Column, _ bits: Buffer<UInt64>, isGreatest: Bool) -> Buffer<UInt32> {
    Buffer(count: grouping.groupCount) { memory in
      memory.update(repeating: .max)
      for row in 0..<rowCount where !column.isNull(row) {
        let group = Int(grouping.groupOfRow.base[row])
        let known = memory[group]
        if known == .max
          || (isGreatest ? bits.base[row] > bits.base[Int(known)] : bits.base[row] < bits.base[Int(known)])
        {
          memory[group] = UInt32(truncatingIfNeeded: row)
        }
      }
    }
  }

  private func integerSums(_ column: Column, _ threads: Int) -> Column {
    let values = column.widened(threads: threads) ?? Buffer([])
    let overflowed = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: grouping.groupCount)
    overflowed.initialize(repeating: 0)
    defer { overflowed.deallocate() }
    // 64-bit sums that overflow may come back: the count of the wraps, plus one up and minus one down, tells.
    let sums = Buffer<Int64>(count: grouping.groupCount) { memory in
      memory.update(repeating: 0)
      for row in 0..<rowCount where !column.isNull(row) {
        let group = Int(grouping.groupOfRow.base[row])
        let value = values.base[row]
        let (sum, overflow) = memory[group].addingReportingOverflow(value)
        memory[group] = sum
        if overflow { overflowed[group] = value > 0 ? overflowed[group] &+ 1 : overflowed[group] &- 1 }
      }
    }
    let validity = Bitmap(count: grouping.groupCount) { overflowed[$0] == 0 }
    return Column(.integers(sums), validity: validity)
  }

  /// Compensated sums of `term(row)` for every group.
  private func compensated(_ column: Column, _ term: (Int) -> Double) -> Buffer<Double> {
    Buffer(count: grouping.groupCount) { sums in
      sums.update(repeating: 0)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, grouping.groupCount)) { lost in
        lost.update(repeating: 0)
        for row in 0..<rowCount where !column.isNull(row) {
          let group = Int(grouping.groupOfRow.base[row])
          let value = term(row)
          let sum = sums[group]
          let next = sum + value
          lost[group] += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
          sums[group] = next
        }
        for group in 0..<grouping.groupCount where sums[group].isFinite { sums[group] += lost[group] }
      }
    }
  }

  private func sums(_ column: Column, _ threads: Int) -> Column {
    let values = column.doubles(threads: threads) ?? Buffer([])
    return Column(decimals: compensated(column) { values.base[$0] }, validity: nil, threads: threads)
  }

  /// Mean, or the deviation in two passes: the squares of differences from the mean.
  private func moments(_ column: Column, _ aggregate: Aggregate, _ threads: Int) -> Column {
    let values = column.doubles(threads: threads) ?? Buffer([])
    let counts = validCounts(column)
    let sums = compensated(column) { values.base[$0] }
    let means = RowPieces.filled(grouping.groupCount, threads: threads) { range, memory in
      for row in range { memory[row] = sums.base[row] / Double(counts.base[row]) }
    }
    if aggregate == .mean { return Column(decimals: means, validity: nil, threads: threads) }
    let squares = compensated(column) { row in
      let difference = values.base[row] - means.base[Int(grouping.groupOfRow.base[row])]
      return difference * difference
    }
    let deviations = RowPieces.filled(grouping.groupCount, threads: threads) { range, memory in
      for row in range {
        memory[row] = counts.base[row] < 2 ? .nan : (squares.base[row] / Double(counts.base[row] - 1)).squareRoot()
      }
    }
    return Column(decimals: deviations, validity: nil, threads: threads)
  }

  private func medians(_ column: Column, _ threads: Int) -> Column {
    let values = column.doubles(threads: threads) ?? Buffer([])
    let counts = validCounts(column)
    // The values sorted, then dealt to their groups in that order.
    let order = SortBits(column, descending: false, threads: threads).sortedRows(threads: threads)
    var next = [Int](repeating: 0, count: grouping.groupCount + 1)
    for group in 0..<grouping.groupCount { next[group + 1] = next[group] + Int(counts[group]) }
    let starts = next
    let dealt = Buffer<Double>(count: starts[grouping.groupCount]) { memory in
      for row in order.elements where !column.isNull(Int(row)) {
        let group = Int(grouping.groupOfRow.base[Int(row)])
        memory[next[group]] = values.base[Int(row)]
        next[group] += 1
      }
    }
    let medians = Buffer<Double>(count: grouping.groupCount) { memory in
      for group in 0..<grouping.groupCount {
        let count = Int(counts[group])
        let start = starts[group]
        if count == 0 {
          memory[group] = .nan
        } else {
          memory[group] = (dealt.base[start + (count - 1) / 2] + dealt.base[start + count / 2]) / 2
        }
      }
    }
    return Column(decimals: medians, validity: nil, threads: threads)
  }

  private func uniqueCounts(_ column: Column, _ threads: Int) -> Column {
    let groups = Column(
      .indices(
        RowPieces.filled(rowCount, threads: threads) { range, memory in
          for row in range { memory[row] = Int32(bitPattern: grouping.groupOfRow.base[row]) }
        },
        cardinality: grouping.groupCount))
    let isFirst = CombinedKeys([groups, column], threads: threads).firstOccurrences(rows: rowCount, threads: threads)
    let counts = Buffer<Int64>(count: grouping.groupCount) { memory in
      memory.update(repeating: 0)
      for row in 0..<rowCount where isFirst[row] && !column.isNull(row) {
        memory[Int(grouping.groupOfRow.base[row])] += 1
      }
    }
    return Column(.integers(counts))
  }
}
