/// The values of a column as unsigned numbers in the same order, null greatest.
struct SortBits: Sendable {
  /// Less `offset`, where the column has values.
  let bits: Buffer<UInt64>
  /// The greatest of `bits`.
  let greatest: UInt64

  init(_ column: Column, descending: Bool, threads: Int) {
    let ordered = Self.ordered(column, threads: threads)
    guard let (least, most) = ordered.extremes(validity: column.validity, threads: threads) else {
      bits = Buffer(repeating: 0, count: column.count)
      greatest = 0
      return
    }
    // Integers 2^64 - 1 apart leave no number for null: then their ranks take their place.
    let range = most - least
    if range == .max {
      let ranks = Self.ranks(ordered, validity: column.validity)
      self = Self(ranks.bits, least: 0, most: ranks.greatest, column, descending, threads)
    } else {
      self = Self(ordered, least: least, most: most, column, descending, threads)
    }
  }

  private init(
    _ ordered: Buffer<UInt64>, least: UInt64, most: UInt64, _ column: Column, _ descending: Bool, _ threads: Int
  ) {
    let null = most - least + 1
    let validity = column.validity
    bits = RowPieces.filled(ordered.count, threads: threads) { range, memory in
      if descending {
        for row in range { memory[row] = most &- ordered.base[row] }
      } else {
        for row in range { memory[row] = ordered.base[row] &- least }
      }
      if let validity {
        for row in range where !validity[row] { memory[row] = null }
      }
    }
    greatest = validity == nil ? null - 1 : null
  }

  /// All rows in the order of their bits, equal ones in their own.
  func sortedRows(threads: Int) -> Buffer<UInt32> {
    sorting(RowPieces.numbers(bits.count, threads: threads), threads: threads)
  }

  /// `order` sorted by the bits of its rows, stable: least significant digit first, 11 bits a digit. O(rows × digits).
  func sorting(_ order: Buffer<UInt32>, threads: Int) -> Buffer<UInt32> {
    let digitBits = 11
    let count = order.count
    let digits = (UInt64.bitWidth - greatest.leadingZeroBitCount + digitBits - 1) / digitBits
    guard digits > 0, count > 1 else { return order }
    let mask: UInt64 = (1 << UInt64(digitBits)) - 1
    var keys = RowPieces.filled(count, threads: threads) { range, memory in
      for row in range { memory[row] = bits.base[Int(order.base[row])] }
    }
    var rows = order
    for digit in 0..<digits {
      let shift = UInt64(digit * digitBits)
      var starts = [Int](repeating: 0, count: 1 << digitBits)
      for position in 0..<count { starts[Int(keys.base[position] >> shift & mask)] += 1 }
      if starts.contains(count) { continue }
      var position = 0
      for bucket in starts.indices {
        let size = starts[bucket]
        starts[bucket] = position
        position += size
      }
      let (oldKeys, oldRows) = (keys, rows)
      let isLast = digit == digits - 1
      rows = Buffer(count: count) { newRows in
        keys = Buffer(count: isLast ? 0 : count) { newKeys in
          starts.withUnsafeMutableBufferPointer { starts in
            for position in 0..<count {
              let key = oldKeys.base[position]
              let bucket = Int(key >> shift & mask)
              let target = starts[bucket]
              starts[bucket] = target + 1
              newRows[target] = oldRows.base[position]
              if !isLast { newKeys[target] = key }
            }
          }
        }
      }
    }
    return rows
  }

  /// The order-preserving map of each type into unsigned numbers.
  static func ordered(_ column: Column, threads: Int) -> Buffer<UInt64> {
    switch column.storage {
    case .decimals(let values):
      return RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range {
          // Adding zero makes -0 into 0, which it equals.
          let bits = (values.base[row] + 0).bitPattern
          memory[row] = bits >> 63 == 1 ? ~bits : bits | 1 << 63
        }
      }
    case .strings(let codes, let pool):
      let ranks = StringRanks(pool, codes: codes, validity: column.validity)
      return RowPieces.filled(codes.count, threads: threads) { range, memory in
        for row in range { memory[row] = column.isNull(row) ? 0 : UInt64(ranks.rank[Int(codes.base[row])]) }
      }
    default:
      let values = column.widened(threads: threads) ?? Buffer([])
      return RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = UInt64(bitPattern: values.base[row]) ^ 1 << 63 }
      }
    }
  }

  private static func ranks(
    _ values: Buffer<UInt64>, validity: Bitmap?
  ) -> (bits: Buffer<UInt64>, greatest: UInt64) {
    let order = (0..<values.count).filter { validity?[$0] ?? true }.sorted { (values[$0], $0) < (values[$1], $1) }
    var rank: UInt64 = 0
    let bits = Buffer<UInt64>(count: values.count) { memory in
      memory.update(repeating: 0)
      for (position, row) in order.enumerated() {
        if position > 0, values[order[position - 1]] != values[row] { rank += 1 }
        memory[row] = rank
      }
    }
    return (bits, rank)
  }
}
