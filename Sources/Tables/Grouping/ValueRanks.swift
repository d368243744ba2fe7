/// The rank of each integer among the distinct ones of a column: a bitmap of the values that occur, with running counts.
struct ValueRanks: Sendable {
  private let least: Int64
  private let words: Buffer<UInt64>
  /// How many bits are set before each word.
  private let before: Buffer<UInt32>
  /// How many distinct values there are.
  let count: Int

  /// `range` is greatest minus least of the valid values. O(values + range / 64).
  init(_ values: Buffer<Int64>, least: Int64, range: Int, validity: Bitmap?, threads: Int) {
    self.least = least
    let wordCount = range / 64 + 1
    // A set has no order: each thread fills one of its own, and their union is the same for any number of threads.
    let tasks = max(1, min(threads, values.count / RowPieces.size))
    let sets = Buffer<UInt64>(count: wordCount * tasks) { memory in
      let base = memory
      base.update(repeating: 0)
      RowPieces.perform(tasks, threads: threads) { task in
        let offset = task * wordCount
        for row in values.count * task / tasks..<values.count * (task + 1) / tasks {
          if let validity, !validity[row] { continue }
          let bit = Int(truncatingIfNeeded: values.base[row] &- least)
          base[offset + bit >> 6] |= 1 << UInt64(bit & 63)
        }
      }
    }
    let words =
      tasks == 1
      ? sets
      : RowPieces.map(wordCount, threads: threads) { word in
        var all: UInt64 = 0
        for task in 0..<tasks { all |= sets.base[task * wordCount + word] }
        return all
      }
    var total = 0
    before = Buffer(count: wordCount) { memory in
      for word in 0..<wordCount {
        memory[word] = UInt32(truncatingIfNeeded: total)
        total += words.base[word].nonzeroBitCount
      }
    }
    self.words = words
    count = total
  }

  /// How many of the distinct values are less than `value`, which must occur. O(1).
  func rank(_ value: Int64) -> UInt32 {
    let bit = Int(truncatingIfNeeded: value &- least)
    let below = words.base[bit >> 6] & ((1 << UInt64(bit & 63)) - 1)
    return before.base[bit >> 6] + UInt32(truncatingIfNeeded: below.nonzeroBitCount)
  }
}
