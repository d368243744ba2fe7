/// The keys of several columns as one number a row.
enum CombinedKeys {
  /// Few enough for a table of all of them.
  case direct(KeyCodes)
  /// Too many: a hash table finds the equal ones.
  case wide(Buffer<UInt64>)

  /// Equal numbers exactly where the values of all `columns` are equal, null being equal to null. `columns` is not empty.
  init(_ columns: [Column], threads: Int) {
    let rows = columns[0].count
    if columns.count > 1, let packed = PackedKeys.keys(columns, threads: threads) {
      self = .wide(packed)
      return
    }
    var parts = columns.map { KeyCodes($0, threads: threads) }
    let limit = KeyCodes.directBound(rows: rows)
    while parts.count > 1 {
      // As many parts as one 64-bit number holds are combined at once; when that is not all of them, the groups found so
      // far are numbered and take their place as one part.
      var product: UInt64 = 1
      var taken = 0
      for part in parts {
        let (next, overflow) = product.multipliedReportingOverflow(by: UInt64(max(1, part.bound)))
        if overflow { break }
        product = next
        taken += 1
      }
      let combined = Self.combine(Array(parts[..<taken]), rows: rows, threads: threads)
      if taken == parts.count, product >= UInt64(limit) {
        self = .wide(combined)
        return
      }
      let codes: KeyCodes
      if product < UInt64(limit) {
        codes = KeyCodes(
          codes: RowPieces.filled(rows, threads: threads) { range, memory in
            for row in range { memory[row] = UInt32(truncatingIfNeeded: combined.base[row]) }
          },
          bound: Int(product))
      } else {
        let groups = RowGroups(firstRows: WideKeys.firstRows(combined, threads: threads))
        codes = KeyCodes(codes: groups.groupOfRow, bound: groups.firstRows.count)
      }
      parts = [codes] + parts[taken...]
    }
    self = .direct(parts[0])
  }

  private static func combine(_ parts: [KeyCodes], rows: Int, threads: Int) -> Buffer<UInt64> {
    Buffer(count: rows) { memory in
      let base = memory
      RowPieces.forEach(rows, threads: threads) { _, piece in
        let first = parts[0].codes
        for row in piece { base[row] = UInt64(first.base[row]) }
        for part in parts.dropFirst() {
          let bound = UInt64(max(1, part.bound))
          let codes = part.codes
          for row in piece { base[row] = base[row] &* bound &+ UInt64(codes.base[row]) }
        }
      }
    }
  }

  func groups(threads: Int) -> RowGroups {
    switch self {
    case .direct(let codes): KeyedRows.codes(codes).groups(threads: threads).groups
    case .wide(let keys): RowGroups(firstRows: WideKeys.firstRows(keys, threads: threads))
    }
  }

  /// The first row and the size of each group, by first appearance.
  func tally(threads: Int) -> (firstRows: Buffer<UInt32>, sizes: Buffer<UInt32>) {
    switch self {
    case .direct(let codes): codes.tally(threads: threads)
    case .wide(let keys): KeyedRows.compacted(WideKeys.countsAtFirstRows(keys, threads: threads), threads: threads)
    }
  }

  /// The rows whose key did not occur before them.
  func firstOccurrences(rows: Int, threads: Int) -> Bitmap {
    switch self {
    case .direct(let keys):
      return LargeMemory.with(UInt8.self, count: keys.bound) { seen in
        seen.initialize(repeating: 0, count: keys.bound)
        return Bitmap(count: rows) { row in
          let code = Int(keys.codes.base[row])
          if seen[code] != 0 { return false }
          seen[code] = 1
          return true
        }
      }
    case .wide(let keys):
      return WideKeys.firstOccurrences(keys, threads: threads)
    }
  }
}
