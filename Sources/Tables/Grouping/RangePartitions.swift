/// The rows of a column of whole numbers that spread too wide for one table, dealt into partitions by ranges of values.
///
/// Each partition's table, one entry a value, stays in the second-level cache; partitions share nothing, so threads work on
/// them in any order. Rows keep their order inside a partition. (The partitioning of a radix join: Manegold, Boncz and
/// Kersten, 2002.)
struct RangePartitions: Sendable {
  /// Of each row the value less that of its partition, in the upper half, and its number in the lower.
  let entries: Buffer<UInt64>
  /// Where each partition starts, and the end.
  private let starts: [Int]
  /// Values of a partition: 8 bytes of table each make half a megabyte; empirical.
  private static let width = 1 << 16

  /// How many rows there are.
  var count: Int { entries.count }

  /// `values` less `least` must be at most `range`; null rows get the value after. O(rows + partitions).
  init(_ values: Buffer<Int64>, least: Int64, range: Int, validity: Bitmap?, threads: Int) {
    let count = values.count
    let partitions = (range + 1) / Self.width + 1
    let null = UInt64(range) + 1
    @inline(__always) func key(_ row: Int) -> UInt64 {
      if let validity, !validity[row] { return null }
      return UInt64(bitPattern: values.base[row] &- least)
    }
    // Few pieces, as each has a counter for every partition.
    let pieceSize = max(RowPieces.size, (count / 16 + 63) / 64 * 64)
    let pieces = RowPieces.count(count, of: pieceSize)
    var bounds = [Int](repeating: 0, count: partitions + 1)
    let next = UnsafeMutablePointer<Int>.allocate(capacity: pieces * partitions)
    next.initialize(repeating: 0, count: pieces * partitions)
    defer { next.deallocate() }
    RowPieces.forEach(count, of: pieceSize, threads: threads) { piece, rows in
      let counters = next + piece * partitions
      for row in rows { counters[Int(truncatingIfNeeded: key(row)) / Self.width] += 1 }
    }
    var position = 0
    for partition in 0..<partitions {
      bounds[partition] = position
      for piece in 0..<pieces {
        let size = next[piece * partitions + partition]
        next[piece * partitions + partition] = position
        position += size
      }
    }
    bounds[partitions] = position
    starts = bounds
    entries = Buffer(count: count) { memory in
      let base = memory
      RowPieces.forEach(count, of: pieceSize, threads: threads) { piece, rows in
        let counters = next + piece * partitions
        for row in rows {
          let key = Int(truncatingIfNeeded: key(row))
          let partition = key / Self.width
          let slot = counters[partition]
          counters[partition] = slot + 1
          base[slot] = UInt64(key % Self.width) << 32 | UInt64(row)
        }
      }
    }
  }

  /// How many rows have the value of each row that is the first with its value; 0 for all other rows. O(rows + range).
  func countsAtFirstRows(threads: Int) -> Buffer<UInt32> {
    Buffer(count: entries.count) { memory in
      let base = memory
      RowPieces.forEach(entries.count, threads: threads) { _, rows in
        for row in rows { base[row] = 0 }
      }
      forEachTable(threads: threads) { table, range in
        count(range, table)
        for position in range {
          let value = Int(entries.base[position] >> 32)
          if table[value] != 0 { base[Int(table[value] >> 32)] = UInt32(truncatingIfNeeded: table[value]) }
          table[value] = 0
        }
      }
    }
  }

  /// For each row how many have the same value. O(rows + partitions).
  func sharedCounts(threads: Int) -> Buffer<Int64> {
    Buffer(count: entries.count) { memory in
      let base = memory
      forEachTable(threads: threads) { table, range in
        count(range, table)
        for position in range {
          let entry = entries.base[position]
          base[Int(entry & 0xFFFF_FFFF)] = Int64(table[Int(entry >> 32)] & 0xFFFF_FFFF)
        }
        clear(range, table)
      }
    }
  }

  /// For each row what `values` has at the first row with the same value. O(rows + partitions).
  func spread(_ values: UnsafePointer<UInt32>, threads: Int) -> Buffer<UInt32> {
    Buffer(count: entries.count) { memory in
      let base = memory
      forEachTable(threads: threads) { table, range in
        for position in range {
          let entry = entries.base[position]
          let row = Int(entry & 0xFFFF_FFFF)
          var known = table[Int(entry >> 32)]
          if known == 0 {
            known = UInt64(values[row]) + 1
            table[Int(entry >> 32)] = known
          }
          base[row] = UInt32(truncatingIfNeeded: known &- 1)
        }
        clear(range, table)
      }
    }
  }

  /// Into the table, which is all zeros: the number of rows of each value in the lower half, the first of them in the upper.
  @inline(__always) private func count(_ range: Range<Int>, _ table: UnsafeMutablePointer<UInt64>) {
    for position in range {
      let entry = entries.base[position]
      let known = table[Int(entry >> 32)]
      table[Int(entry >> 32)] = (known == 0 ? entry << 32 : known) + 1
    }
  }

  /// Makes the table all zeros again: far fewer values occur than a partition has room for.
  @inline(__always) private func clear(_ range: Range<Int>, _ table: UnsafeMutablePointer<UInt64>) {
    for position in range { table[Int(entries.base[position] >> 32)] = 0 }
  }

  /// Calls `body` for every partition, with a table of zeros, which it leaves as zeros, and the positions of its entries.
  func forEachTable(
    threads: Int, _ body: (_ table: UnsafeMutablePointer<UInt64>, _ range: Range<Int>) -> Void
  ) {
    // Several tasks a thread even out partitions of different sizes.
    let tasks = threads > 1 ? min(starts.count - 1, threads * 8) : 1
    RowPieces.perform(tasks, threads: threads) { task in
      LargeMemory.with(UInt64.self, count: Self.width) { table in
        table.initialize(repeating: 0, count: Self.width)
        for partition in (starts.count - 1) * task / tasks..<(starts.count - 1) * (task + 1) / tasks {
          body(table, starts[partition]..<starts[partition + 1])
        }
      }
    }
  }
}
