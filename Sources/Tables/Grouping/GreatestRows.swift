/// The row with the greatest number among those of each key, of equal numbers the last.
///
/// The number in the upper half and the row in the lower: the greatest of a key's words names its row, whatever the order in
/// which they are compared.
extension KeyCodes {
  /// In no particular order; keys without a valid row have none. `numbers` must fit 32 bits. O(rows + bound).
  func rowsOfGreatest(_ numbers: Buffer<UInt64>, validity: Bitmap?, threads: Int) -> Buffer<UInt32> {
    let count = codes.count
    let tasks = max(1, min(threads, count / max(RowPieces.size, bound)))
    return LargeMemory.with(UInt64.self, count: bound * tasks) { tables in
      RowPieces.perform(tasks, threads: threads) { task in
        let table = tables + task * bound
        table.initialize(repeating: .max, count: bound)
        for row in count * task / tasks..<count * (task + 1) / tasks {
          if let validity, !validity[row] { continue }
          let code = Int(codes.base[row])
          let word = numbers.base[row] << 32 | UInt64(truncatingIfNeeded: row)
          // Adding one turns "none yet" into the least number.
          if table[code] &+ 1 <= word { table[code] = word }
        }
      }
      var found: [UInt32] = []
      for code in 0..<bound {
        var best = tables[code]
        for task in 1..<max(1, tasks) where tables[task * bound + code] &+ 1 > best &+ 1 {
          best = tables[task * bound + code]
        }
        if best != .max { found.append(UInt32(truncatingIfNeeded: best)) }
      }
      return Buffer(found)
    }
  }
}

extension RangePartitions {
  /// In no particular order; keys without a valid row have none. `numbers` must fit 32 bits. O(rows + partitions).
  func rowsOfGreatest(_ numbers: Buffer<UInt64>, validity: Bitmap?, threads: Int) -> Buffer<UInt32> {
    let isLast = LargeMemory.with(UInt8.self, count: count) { flags in
      RowPieces.forEach(count, threads: threads) { _, rows in
        for row in rows { flags[row] = 0 }
      }
      forEachTable(threads: threads) { table, range in
        for position in range {
          let entry = entries.base[position]
          let row = Int(entry & 0xFFFF_FFFF)
          if let validity, !validity[row] { continue }
          let word = (numbers.base[row] << 32 | UInt64(row)) &+ 1
          if table[Int(entry >> 32)] < word { table[Int(entry >> 32)] = word }
        }
        for position in range {
          let value = Int(entries.base[position] >> 32)
          if table[value] != 0 { flags[Int((table[value] &- 1) & 0xFFFF_FFFF)] = 1 }
          table[value] = 0
        }
      }
      return Bitmap(count: count, threads: threads) { range, bits in
        for row in range { bits[row - range.lowerBound] = flags[row] }
      }
    }
    return isLast.rows(threads: threads)
  }
}
