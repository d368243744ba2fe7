/// The rows of one column by their value: numbered, counted, and given what their group has, without a sort.
enum KeyedRows: Sendable {
  /// Few enough values for one table of all.
  case codes(KeyCodes)
  /// Whole numbers in a wider range.
  case partitions(RangePartitions)

  init(_ column: Column, threads: Int) {
    if let values = KeyCodes.wideIntegers(column),
      let (least, greatest) = values.extremes(validity: column.validity, threads: threads)
    {
      let range = UInt64(bitPattern: greatest) &- UInt64(bitPattern: least)
      if range >= UInt64(KeyCodes.directBound(rows: values.count)), range < UInt64(values.count) * 64 {
        self = .partitions(
          RangePartitions(values, least: least, range: Int(range), validity: column.validity, threads: threads))
        return
      }
    }
    self = .codes(KeyCodes(column, threads: threads))
  }

  /// The groups of equal values by first appearance: the first row and the size of each. O(rows + bound).
  func tally(threads: Int) -> (firstRows: Buffer<UInt32>, sizes: Buffer<UInt32>) {
    switch self {
    case .codes(let keys): return keys.tally(threads: threads)
    case .partitions(let parts):
      return Self.compacted(parts.countsAtFirstRows(threads: threads), threads: threads)
    }
  }

  /// For every row the value of its group; `values` are in the order of `firstRows` of the tally. O(rows).
  func spread(_ values: Buffer<UInt32>, firstRows: Buffer<UInt32>, threads: Int) -> Buffer<UInt32> {
    switch self {
    case .codes(let keys):
      return LargeMemory.with(UInt32.self, count: keys.bound) { valueOfCode in
        for group in 0..<values.count {
          valueOfCode[Int(keys.codes.base[Int(firstRows.base[group])])] = values.base[group]
        }
        return RowPieces.filled(keys.codes.count, threads: threads) { range, memory in
          for row in range { memory[row] = valueOfCode[Int(keys.codes.base[row])] }
        }
      }
    case .partitions(let parts):
      let rows = parts.count
      return LargeMemory.with(UInt32.self, count: rows) { valueAtFirst in
        RowPieces.forEach(values.count, threads: threads) { _, groups in
          for group in groups { valueAtFirst[Int(firstRows.base[group])] = values.base[group] }
        }
        return parts.spread(valueAtFirst, threads: threads)
      }
    }
  }

  /// Groups with the number of each.
  func groups(threads: Int) -> (groups: RowGroups, sizes: Buffer<UInt32>) {
    let (firstRows, sizes) = tally(threads: threads)
    let numbers = RowPieces.numbers(firstRows.count, threads: threads)
    let groupOfRow = spread(numbers, firstRows: firstRows, threads: threads)
    return (RowGroups(groupOfRow: groupOfRow, firstRows: firstRows), sizes)
  }

  /// The rows where `counts` is not zero, and what it is there. O(rows).
  static func compacted(
    _ counts: Buffer<UInt32>, threads: Int
  ) -> (firstRows: Buffer<UInt32>, sizes: Buffer<UInt32>) {
    let isFirst = Bitmap(count: counts.count, threads: threads) { range, flags in
      for row in range { flags[row - range.lowerBound] = counts.base[row] == 0 ? 0 : 1 }
    }
    let firstRows = isFirst.rows(threads: threads)
    let sizes = RowPieces.filled(firstRows.count, threads: threads) { range, memory in
      for group in range { memory[group] = counts.base[Int(firstRows.base[group])] }
    }
    return (firstRows, sizes)
  }
}

extension KeyCodes {
  /// Groups of equal codes by first appearance.
  func tally(threads: Int) -> (firstRows: Buffer<UInt32>, sizes: Buffer<UInt32>) {
    let count = codes.count
    // Each task has a table of its own for consecutive rows: sums and least rows do not depend on how many there are.
    let tasks = max(1, min(threads, count / max(RowPieces.size, bound)))
    return LargeMemory.with(UInt64.self, count: bound * tasks) { tables in
      RowPieces.perform(tasks, threads: threads) { task in
        let table = tables + task * bound
        table.initialize(repeating: 0, count: bound)
        for row in count * task / tasks..<count * (task + 1) / tasks {
          let code = Int(codes.base[row])
          let known = table[code]
          table[code] = (known == 0 ? UInt64(row) << 32 : known) + 1
        }
      }
      for task in 1..<max(1, tasks) {
        let other = tables + task * bound
        for code in 0..<bound where other[code] != 0 {
          tables[code] = tables[code] == 0 ? other[code] : tables[code] + (other[code] & 0xFFFF_FFFF)
        }
      }
      if bound < count / 16 {
        var found: [UInt64] = []
        for code in 0..<bound where tables[code] != 0 { found.append(tables[code]) }
        found.sort()
        return (
          Buffer(found.lazy.map { UInt32(truncatingIfNeeded: $0 >> 32) }),
          Buffer(found.lazy.map { UInt32(truncatingIfNeeded: $0) })
        )
      }
      let counts = Buffer<UInt32>(count: count) { memory in
        memory.update(repeating: 0)
        for code in 0..<bound where tables[code] != 0 {
          memory[Int(tables[code] >> 32)] = UInt32(truncatingIfNeeded: tables[code])
        }
      }
      return KeyedRows.compacted(counts, threads: threads)
    }
  }
}
