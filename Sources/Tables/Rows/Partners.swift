/// The rows of the right table by group, and the group of each row on the left.
struct Partners {
  private let leftRows: Int
  private let groupOfRow: Buffer<UInt32>
  private let nullKeys: Bitmap?
  /// The right rows of group g stand at starts[g]..<starts[g + 1].
  private let starts: Buffer<Int>
  private let rightRows: Buffer<UInt32>

  init(left: Table, right: Table, on keys: [Table.JoinKey], threads: Int) throws(TableError) {
    var columns: [Column] = []
    var validity: Bitmap?
    for key in keys {
      var a = try left.column(key.left)
      var b = try right.column(key.right)
      if a.type != b.type, a.type.isWhole, b.type.isWhole { (a, b) = (a.asIntegers(threads), b.asIntegers(threads)) }
      guard a.type == b.type else {
        throw .typesDiffer(left: key.left, leftType: a.type, right: key.right, rightType: b.type)
      }
      let both = a.appending(b)
      validity = Bitmap.both(validity, both.validity)
      columns.append(both)
    }
    guard left.rowCount + right.rowCount < Int(UInt32.max) else {
      throw .tooManyRows(left.rowCount + right.rowCount)
    }
    let groups = CombinedKeys(columns, threads: threads).groups(threads: threads)
    leftRows = left.rowCount
    groupOfRow = groups.groupOfRow
    nullKeys = validity.map { ~$0 }
    let split = left.rowCount
    let (groupOfRow, isNull) = (groupOfRow, nullKeys)
    let starts = Buffer<Int>(count: groups.firstRows.count + 1) { memory in
      memory.update(repeating: 0)
      for row in split..<groupOfRow.count where !(isNull?[row] ?? false) { memory[Int(groupOfRow[row]) + 1] += 1 }
      for group in 1..<memory.count { memory[group] += memory[group - 1] }
    }
    var next = Array(starts.elements)
    rightRows = Buffer(count: starts[starts.count - 1]) { memory in
      for row in split..<groupOfRow.count where !(isNull?[row] ?? false) {
        let group = Int(groupOfRow[row])
        memory[next[group]] = UInt32(truncatingIfNeeded: row - split)
        next[group] += 1
      }
    }
    self.starts = starts
  }

  func count(ofLeft row: Int) -> Int {
    if let nullKeys, nullKeys[row] { return 0 }
    let group = Int(groupOfRow.base[row])
    return starts.base[group + 1] - starts.base[group]
  }

  /// How many pairs there are; of a left row without a partner one, if it is kept.
  func pairCount(keepingLeft: Bool) -> Int {
    (0..<leftRows).reduce(0) { total, row in
      let count = count(ofLeft: row)
      return total + (keepingLeft ? max(1, count) : count)
    }
  }

  /// The first partner of every left row; `UInt32.max` where there is none.
  func firsts(threads: Int) -> Buffer<UInt32> {
    RowPieces.filled(leftRows, threads: threads) { range, memory in
      for row in range {
        memory[row] = count(ofLeft: row) == 0 ? .max : rightRows.base[starts.base[Int(groupOfRow.base[row])]]
      }
    }
  }

  /// How the two tables fit: which rows stay alone, and which keys are there more than once on the right.
  func counts() -> PartnerCounts {
    var counts = PartnerCounts()
    var isWanted = [Bool](repeating: false, count: starts.count)
    for row in 0..<leftRows {
      if count(ofLeft: row) == 0 {
        counts.partnerless += 1
      } else {
        isWanted[Int(groupOfRow.base[row])] = true
      }
    }
    for group in 0..<starts.count - 1 {
      let count = starts.base[group + 1] - starts.base[group]
      if count > 1 { (counts.repeatedKeys, counts.dropped) = (counts.repeatedKeys + 1, counts.dropped + count - 1) }
      if count > 0, !isWanted[group] { counts.unused += count }
    }
    return counts
  }

  /// - Parameter total: `pairCount`.
  func pairs(
    _ total: Int, keepingLeft: Bool
  ) -> (left: Buffer<UInt32>, right: Buffer<UInt32>) {
    var right = Buffer<UInt32>([])
    let left = Buffer<UInt32>(count: total) { left in
      right = Buffer(count: total) { right in
        var position = 0
        for row in 0..<leftRows {
          let count = count(ofLeft: row)
          let start = count == 0 ? 0 : starts.base[Int(groupOfRow.base[row])]
          for partner in 0..<count {
            left[position] = UInt32(truncatingIfNeeded: row)
            right[position] = rightRows.base[start + partner]
            position += 1
          }
          if count == 0, keepingLeft {
            left[position] = UInt32(truncatingIfNeeded: row)
            right[position] = .max
            position += 1
          }
        }
      }
    }
    return (left, right)
  }
}

extension ColumnType {
  var isWhole: Bool { self == .integer || self == .index }
}

extension Column {
  fileprivate func asIntegers(_ threads: Int) -> Column {
    widened(threads: threads).map { Column(.integers($0), validity: validity) } ?? self
  }
}
