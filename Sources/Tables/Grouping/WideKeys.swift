import RandomStreams

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
    Buffer(count: keys.count) { memory in
      let first = memory
      deal(keys, threads: threads) { rows, sources, _ in
        for position in sources.indices { first[Int(rows[position])] = rows[Int(sources[position])] }
      }
    }
  }

  /// How many rows have the key of each row that is the first with its key; 0 for all other rows. O(rows) expected.
  static func countsAtFirstRows(_ keys: Buffer<UInt64>, threads: Int) -> Buffer<UInt32> {
    Buffer(count: keys.count) { memory in
      let counts = memory
      deal(keys, threads: threads) { rows, sources, _ in
        for row in rows { counts[Int(row)] = 0 }
        for source in sources { counts[Int(rows[Int(source)])] += 1 }
      }
    }
  }

  /// The rows that are the first with their key. O(rows) expected.
  static func firstOccurrences(_ keys: Buffer<UInt64>, threads: Int) -> Bitmap {
    // Partitions share words of the bitmap: each task marks repeats in a set of its own, and a union has no order.
    let tasks = max(1, threads)
    let words = (keys.count + 63) / 64
    return LargeMemory.with(UInt64.self, count: words * tasks) { repeats in
      repeats.initialize(repeating: 0, count: words * tasks)
      deal(keys, threads: threads) { rows, sources, task in
        let own = repeats + task * words
        for position in sources.indices where Int(sources[position]) != position {
          let row = Int(rows[position])
          own[row >> 6] |= 1 << UInt64(row & 63)
        }
      }
      for word in 0..<words {
        for task in 1..<max(1, tasks) { repeats[word] |= repeats[task * words + word] }
      }
      return Bitmap(repeating: true, count: keys.count)
        - Bitmap(words: Buffer(UnsafeBufferPointer(start: repeats, count: words)), count: keys.count)
    }
  }

  /// Deals the rows and calls `body` for each partition with its rows, rising, and for each of them the position among them of
  /// the first with the same key. `task` is below `threads`; calls with the same are never at the same time.
  private static func deal(
    _ keys: Buffer<UInt64>, threads: Int,
    _ body: (_ rows: UnsafeBufferPointer<UInt32>, _ sources: UnsafeBufferPointer<UInt32>, _ task: Int) -> Void
  ) {
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
    let dealtKeys = LargeMemory.allocate(UInt64.self, count: count)
    let dealtRows = LargeMemory.allocate(UInt32.self, count: count)
    defer {
      LargeMemory.deallocate(dealtKeys, count: count)
      LargeMemory.deallocate(dealtRows, count: count)
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
    let tasks = max(1, threads)
    RowPieces.perform(tasks, threads: threads) { task in
      for partition in stride(from: task, to: partitions, by: tasks) {
        let range = bounds[partition]..<bounds[partition + 1]
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(1, range.count)) { sources in
          find(dealtKeys + range.lowerBound, range.count, sources)
          body(
            UnsafeBufferPointer(start: dealtRows + range.lowerBound, count: range.count),
            UnsafeBufferPointer(rebasing: sources[..<range.count]), task)
        }
      }
    }
  }

  /// For each key the position of the first equal one.
  private static func find(
    _ keys: UnsafePointer<UInt64>, _ count: Int, _ sources: UnsafeMutableBufferPointer<UInt32>
  ) {
    var capacity = 16
    while capacity < count * 2 { capacity *= 2 }
    let mask = UInt64(capacity - 1)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { slots in
      // A slot holds the position within the partition plus one; 0 is free.
      slots.update(repeating: 0)
      for position in 0..<count {
        let key = keys[position]
        var slot = Int(truncatingIfNeeded: StableHash.of(key) & mask)
        while true {
          let found = Int(slots[slot])
          if found == 0 {
            slots[slot] = UInt32(truncatingIfNeeded: position + 1)
            sources[position] = UInt32(truncatingIfNeeded: position)
            break
          }
          if keys[found - 1] == key {
            sources[position] = UInt32(truncatingIfNeeded: found - 1)
            break
          }
          slot = (slot + 1) & Int(truncatingIfNeeded: mask)
        }
      }
    }
  }

  @inline(__always) private static func partition(_ key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: StableHash.of(key) >> shift)
  }
}
