/// Counting of codes.
enum Frequencies {
  /// How often each code below `bound` occurs. O(codes + bound).
  static func counts(_ codes: Buffer<UInt32>, bound: Int, threads: Int) -> Buffer<UInt32> {
    // Counts have no order, so each thread may count a part of its own: the sum is the same for any number of threads.
    let tasks = max(1, min(threads, codes.count / max(RowPieces.size, bound / 2)))
    let parts = Buffer<UInt32>(count: bound * tasks) { memory in
      let base = memory
      base.update(repeating: 0)
      RowPieces.perform(tasks, threads: threads) { task in
        let offset = task * bound
        for row in codes.count * task / tasks..<codes.count * (task + 1) / tasks {
          base[offset + Int(codes.base[row])] += 1
        }
      }
    }
    if tasks == 1 { return parts }
    return RowPieces.map(bound, threads: threads) { code in
      var total: UInt32 = 0
      for task in 0..<tasks { total += parts.base[task * bound + code] }
      return total
    }
  }

  /// The positions of `sizes` by falling size, equal sizes in their order: a counting sort.
  static func fallingOrder(_ sizes: Buffer<UInt32>) -> Buffer<UInt32> {
    let greatest = Int(sizes.elements.max() ?? 0)
    if greatest > 4 * sizes.count + 65_536 {
      let order = (0..<sizes.count).sorted { (sizes[$1], $0) < (sizes[$0], $1) }
      return Buffer(order.map { UInt32($0) })
    }
    return Buffer(count: sizes.count) { memory in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: greatest + 2) { starts in
        starts.update(repeating: 0)
        // Size s is counted at greatest - s + 1, so that after summing, starts[greatest - s] is where s begins.
        for size in sizes.elements { starts[greatest - Int(size) + 1] += 1 }
        for rank in 1..<greatest + 2 { starts[rank] += starts[rank - 1] }
        for position in 0..<sizes.count {
          let rank = greatest - Int(sizes.base[position])
          memory[starts[rank]] = UInt32(truncatingIfNeeded: position)
          starts[rank] += 1
        }
      }
    }
  }
}

extension Column {
  /// For every row, how many rows of the column have the same value; null where the value is null, for nobody knows which
  /// value it shares. O(rows), memory proportional to the number of distinct values. Does not depend on `threads`.
  public func sharedCounts(threads: Int = 1) -> Column {
    let values: Buffer<Int64>
    switch KeyedRows(self, threads: threads) {
    case .codes(let keys):
      let counts = Frequencies.counts(keys.codes, bound: keys.bound, threads: threads)
      values = RowPieces.filled(count, threads: threads) { range, memory in
        for row in range { memory[row] = Int64(counts.base[Int(keys.codes.base[row])]) }
      }
    case .partitions(let parts): values = parts.sharedCounts(threads: threads)
    }
    return Column(.integers(values), validity: validity)
  }
}
