import Tables

extension Table {
  /// The table as a file has it: equal tables give equal bytes, whatever steps they went through.
  func settled() -> Table { Table(named.map { ($0.name, $0.column.settled()) }, rowCount: rowCount) }
}

extension Column {
  /// Zeros where there is no value, and of texts only those that a row has, in the order in which they first appear. O(rows).
  func settled() -> Column {
    var column = self
    if nullCount > 0 {
      let rows = Buffer<UInt32>(count: count) { memory in
        for row in 0..<count { memory[row] = isNull(row) ? .max : UInt32(truncatingIfNeeded: row) }
      }
      column = gathering(rows, mayMiss: true)
    }
    guard case .strings(let codes, let pool) = column.storage else { return column }
    var numbers = [UInt32](repeating: .max, count: pool.count)
    var texts: [String] = []
    let settled = Buffer<UInt32>(count: codes.count) { memory in
      for row in 0..<codes.count {
        memory[row] = 0
        if column.isNull(row) { continue }
        let code = Int(codes[row])
        if numbers[code] == .max {
          numbers[code] = UInt32(texts.count)
          texts.append(pool.string(code))
        }
        memory[row] = numbers[code]
      }
    }
    return Column(.strings(codes: settled, pool: StringPool(texts)), validity: column.validity)
  }

  /// The values that the codes of an index column stand for: a row a code, null for a code that no row has. O(rows + width).
  ///
  /// - Parameters:
  ///   - codes: the index column of the same table.
  ///   - width: how many codes there are.
  func keyed(by codes: Column, width: Int) -> Column {
    var rows = [UInt32](repeating: .max, count: width)
    if case .indices(let values, _) = codes.storage {
      for row in 0..<values.count where !codes.isNull(row) {
        let code = Int(values[row])
        if code < width, rows[code] == .max { rows[code] = UInt32(truncatingIfNeeded: row) }
      }
    }
    return gathering(Buffer(rows), mayMiss: true).settled()
  }
}
