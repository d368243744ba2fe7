/// Of the rows of each key that with the greatest number, of equal numbers the last.
struct GreatestRows: Sendable {
  /// In no particular order; keys without a valid row have none.
  let rows: Buffer<UInt32>
  /// Keys of which several rows have the greatest number.
  let tiedKeys: Int
}

/// The number in the upper half and the row in the lower: the greatest of a key's words names its row, whatever the order in
/// which they are compared.
extension KeyCodes {
  /// `numbers` must fit 32 bits. O(rows + bound).
  func greatestRows(_ numbers: Buffer<UInt64>, validity: Bitmap?, threads: Int) -> GreatestRows {
    let count = codes.count
    let tasks = max(1, min(threads, count / max(RowPieces.size, bound)))
    return LargeMemory.with(UInt64.self, count: bound * tasks) { tables in
      LargeMemory.with(UInt8.self, count: bound * tasks) { ties in
        RowPieces.perform(tasks, threads: threads) { task in
          let (table, isTied) = (tables + task * bound, ties + task * bound)
          table.initialize(repeating: .max, count: bound)
          isTied.initialize(repeating: 0, count: bound)
          for row in count * task / tasks..<count * (task + 1) / tasks {
            if let validity, !validity[row] { continue }
            let code = Int(codes.base[row])
            let word = numbers.base[row] << 32 | UInt64(truncatingIfNeeded: row)
            let known = table[code]
            // Adding one turns "none yet" into the least number.
            if known &+ 1 <= word {
              table[code] = word
              isTied[code] = known != .max && known >> 32 == word >> 32 ? 1 : 0
            }
          }
        }
        var found: [UInt32] = []
        var tied = 0
        for code in 0..<bound {
          var (best, isTied) = (tables[code], ties[code] != 0)
          for task in 1..<max(1, tasks) {
            let other = tables[task * bound + code]
            if other == .max { continue }
            if best != .max, other >> 32 == best >> 32 {
              (best, isTied) = (max(best, other), true)
            } else if best == .max || other > best {
              (best, isTied) = (other, ties[task * bound + code] != 0)
            }
          }
          if best == .max { continue }
          found.append(UInt32(truncatingIfNeeded: best))
          if isTied { tied += 1 }
        }
        return GreatestRows(rows: Buffer(found), tiedKeys: tied)
      }
    }
  }
}

extension RangePartitions {
  /// `numbers` must fit 32 bits. O(rows + partitions).
  func greatestRows(_ numbers: Buffer<UInt64>, validity: Bitmap?, threads: Int) -> GreatestRows {
    // Of each row whether it is the last of its key, and whether another has the same number.
    let (isLast, isTied) = LargeMemory.with(UInt8.self, count: count) { flags in
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
          let entry = entries.base[position]
          let row = Int(entry & 0xFFFF_FFFF)
          if let validity, !validity[row] { continue }
          let best = table[Int(entry >> 32)] &- 1
          if best >> 32 == numbers.base[row], best & 0xFFFF_FFFF != UInt64(row) { flags[Int(best & 0xFFFF_FFFF)] = 3 }
        }
        for position in range {
          let value = Int(entries.base[position] >> 32)
          if table[value] != 0 { flags[Int((table[value] &- 1) & 0xFFFF_FFFF)] |= 1 }
          table[value] = 0
        }
      }
      let bits = [UInt8(1), 2].map { flag in
        Bitmap(count: count, threads: threads) { range, bits in
          for row in range { bits[row - range.lowerBound] = flags[row] & flag == 0 ? 0 : 1 }
        }
      }
      return (bits[0], bits[1])
    }
    return GreatestRows(rows: isLast.rows(threads: threads), tiedKeys: isTied.setCount)
  }
}
