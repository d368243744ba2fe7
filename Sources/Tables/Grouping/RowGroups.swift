/// Rows in groups that are numbered by first appearance.
struct RowGroups: Sendable {
  /// The group of each row.
  let groupOfRow: Buffer<UInt32>
  /// The first row of each group, rising.
  let firstRows: Buffer<UInt32>

}

extension RowGroups {
  /// From the first row with the same key, for every row.
  init(firstRows first: Buffer<UInt32>) {
    var firsts: [UInt32] = []
    groupOfRow = Buffer(count: first.count) { memory in
      for row in 0..<first.count {
        let source = Int(first.base[row])
        if source == row {
          memory[row] = UInt32(truncatingIfNeeded: firsts.count)
          firsts.append(UInt32(truncatingIfNeeded: row))
        } else {
          memory[row] = memory[source]
        }
      }
    }
    firstRows = Buffer(firsts)
  }

  /// From codes, through a table of one entry a code.
  init(_ keys: KeyCodes) {
    let count = keys.codes.count
    var firsts: [UInt32] = []
    groupOfRow = Buffer(count: count) { memory in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(1, keys.bound)) { groupOfCode in
        groupOfCode.update(repeating: .max)
        for row in 0..<count {
          let code = Int(keys.codes.base[row])
          var group = groupOfCode[code]
          if group == .max {
            group = UInt32(truncatingIfNeeded: firsts.count)
            groupOfCode[code] = group
            firsts.append(UInt32(truncatingIfNeeded: row))
          }
          memory[row] = group
        }
      }
    }
    firstRows = Buffer(firsts)
  }
}
