/// Grouping of rows by 64-bit keys that are too many for a table of all of them.
///
/// Rows are first dealt into partitions by the top bits of their key's hash, in order, so that each partition's hash table
/// stays in the cache; the partitions are then independent, whatever the number of threads.
enum WideKeys {
  /// Rows of a partition on average: a table of twice as many 4-byte slots and the keys fit a second-level cache of
  /// 512 KB; empirical.
  private static let partitionRows = 1 << 14

  /// For every row the first row with the same key. O(rows) expected.
  static func firstRows(_ keys: Buffer<UInt64>, threads: Int) -> Buffer<UInt32> {
    let count = keys.count
    var partitionBits = 0
    while partitionBits < 11, count >> partitionBits > partitionRows { partitionBits += 1 }
    let partitions = 1 << partitionBits
    let shift = UInt64(64 - partitionBits)

    // How many rows of each piece fall into each partition, turned into where they start: partition by partition, piece
    // by piece, so that rows stay in order inside a partition.
    let pieceSize = max(RowPieces.size, (count / 64 + 63) / 64 * 64)
    let pieces = RowPieces.count(count, of: pieceSize)
    var partitionStarts = [Int](repeating: 0, count: partitions + 1)
    let starts = Buffer<Int>(count: pieces * partitions) { memory in
      let base = memory
      base.update(repeating: 0)
      RowPieces.forEach(count, of: pieceSize, threads: threads) { piece, rows in
        let row0 = piece * partitions
        for row in rows { base[row0 + partition(keys.base[row], shift)] += 1 }
      }
      var position = 0
      for partition in 0..<partitions {
        partitionStarts[partition] = position
        for piece in 0..<pieces {
          let size = base[piece * partitions + partition]
          base[piece * partitions + partition] = position
          position += size
        }
      }
      partitionStarts[partitions] = position
    }
    let dealtKeys = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, count))
    let dealtRows = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, count))
    defer {
      dealtKeys.deallocate()
      dealtRows.deallocate()
    }
    RowPieces.forEach(count, of: pieceSize, threads: threads) { piece, rows in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: partitions) { next in
        for partition in 0..<partitions { next[partition] = starts.base[piece * partitions + partition] }
        for row in rows {
          let key = keys.base[row]
          let partition = partition(key, shift)
          let position = next[partition]
          next[partition] = position + 1
          dealtKeys[position] = key
          dealtRows[position] = UInt32(truncatingIfNeeded: row)
        }
      }
    }
    let bounds = partitionStarts
    return Buffer(count: count) { memory in
      let first = memory
      RowPieces.perform(partitions, threads: threads) { partition in
        let range = bounds[partition]..<bounds[partition + 1]
        var capacity = 16
        while capacity < range.count * 2 { capacity *= 2 }
        let mask = UInt64(capacity - 1)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { slots in
          // A slot holds the position within the partition plus one; 0 is free.
          for slot in 0..<capacity { slots[slot] = 0 }
          for position in range {
            let key = dealtKeys[position]
            var slot = Int(hash(key) & mask)
            while true {
              let found = slots[slot]
              if found == 0 {
                slots[slot] = UInt32(truncatingIfNeeded: position - range.lowerBound + 1)
                first[Int(dealtRows[position])] = dealtRows[position]
                break
              }
              let other = range.lowerBound + Int(found) - 1
              if dealtKeys[other] == key {
                first[Int(dealtRows[position])] = dealtRows[other]
                break
              }
              slot = (slot + 1) & Int(mask)
            }
          }
        }
      }
    }
  }

  @inline(__always) private static func partition(_ key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: hash(key) >> shift)
  }

  /// Two rounds of multiply and shift; the constants are 2^64 / golden ratio and one of Steele, Lea and Flood's SplitMix
  /// (2014).
  @inline(__always) private static func hash(_ key: UInt64) -> UInt64 {
    var hash = key &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 32
    hash = hash &* 0xBF58_476D_1CE4_E5B9
    return hash ^ hash >> 29
  }
}
