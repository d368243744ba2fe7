/// The values that stand at given places of a sorted order, found without sorting.
///
/// One pass counts the upper 16 bits of what the values span, one collects the values of the buckets that hold a wanted
/// place, and only those are sorted.
struct OrderStatistics {
  private let values: Buffer<UInt64>

  init(_ values: Buffer<UInt64>) { self.values = values }

  /// The values at `ranks`, each in 0..<count, in the order of `ranks`. O(values) but for the buckets that are sorted.
  func values(at ranks: [Int]) -> [UInt64] {
    guard let (least, greatest) = values.extremes(validity: nil) else { return ranks.map { _ in 0 } }
    let shift = UInt64(max(0, 48 - (greatest - least).leadingZeroBitCount))
    let bucketCount = Int((greatest - least) >> shift) + 1
    var starts = [Int](repeating: 0, count: bucketCount + 1)
    starts.withUnsafeMutableBufferPointer { starts in
      for value in values.elements { starts[Int((value - least) >> shift) + 1] += 1 }
    }
    for bucket in 0..<bucketCount { starts[bucket + 1] += starts[bucket] }
    let bucketOfRank = ranks.map { rank in Self.bucket(of: rank, starts) }
    if shift == 0 { return bucketOfRank.map { least + UInt64($0) } }

    var slot = [Int](repeating: -1, count: bucketCount)
    var members: [[UInt64]] = []
    for bucket in bucketOfRank where slot[bucket] < 0 {
      slot[bucket] = members.count
      members.append([])
      members[slot[bucket]].reserveCapacity(starts[bucket + 1] - starts[bucket])
    }
    for value in values.elements {
      let place = slot[Int((value - least) >> shift)]
      if place >= 0 { members[place].append(value) }
    }
    for place in members.indices { members[place].sort() }
    return zip(ranks, bucketOfRank).map { rank, bucket in members[slot[bucket]][rank - starts[bucket]] }
  }

  /// The last bucket that starts at or before `rank` and is not empty.
  private static func bucket(of rank: Int, _ starts: [Int]) -> Int {
    var low = 0
    var high = starts.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= rank { low = middle } else { high = middle }
    }
    return low
  }
}
