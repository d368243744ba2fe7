/// Taking rows out of columns and tables.
extension Column {
  /// The values at `rows`, in that order; a row may occur any number of times. `UInt32.max` stands for no row and gives
  /// null. Strings keep their pool, indices their cardinality. O(rows).
  public func gathering(_ rows: Buffer<UInt32>, mayMiss: Bool = false, threads: Int = 1) -> Column {
    let newValidity: Bitmap?
    if mayMiss {
      newValidity = Bitmap(count: rows.count, threads: threads) { range, flags in
        for row in range {
          let source = rows.base[row]
          flags[row - range.lowerBound] = source != .max && !isNull(Int(source)) ? 1 : 0
        }
      }
    } else {
      newValidity = validity.map { validity in
        Bitmap(count: rows.count, threads: threads) { range, flags in
          for row in range { flags[row - range.lowerBound] = validity[Int(rows.base[row])] ? 1 : 0 }
        }
      }
    }
    func take<Element: BitwiseCopyable & Numeric>(_ values: Buffer<Element>) -> Buffer<Element> {
      if mayMiss {
        return RowPieces.filled(rows.count, threads: threads) { range, memory in
          for row in range {
            let source = rows.base[row]
            memory[row] = source == .max ? 0 : values.base[Int(source)]
          }
        }
      }
      return RowPieces.filled(rows.count, threads: threads) { range, memory in
        for row in range { memory[row] = values.base[Int(rows.base[row])] }
      }
    }
    switch storage {
    case .integers(let values): return Column(.integers(take(values)), validity: newValidity)
    case .decimals(let values): return Column(.decimals(take(values)), validity: newValidity)
    case .strings(let codes, let pool): return Column(.strings(codes: take(codes), pool: pool), validity: newValidity)
    case .dates(let values): return Column(.dates(take(values)), validity: newValidity)
    case .datetimes(let values): return Column(.datetimes(take(values)), validity: newValidity)
    case .booleans(let values): return Column(.booleans(take(values)), validity: newValidity)
    case .indices(let values, let cardinality):
      return Column(.indices(take(values), cardinality: cardinality), validity: newValidity)
    }
  }
}

extension Table {
  /// The table of `rows`, in that order. O(rows × columns).
  public func gathering(_ rows: Buffer<UInt32>, threads: Int = 1) -> Table {
    Table(
      named.map { ($0.name, $0.column.gathering(rows, threads: threads)) }, rowCount: rows.count)
  }

  /// The rows that are set in `mask`, in their order. O(rows × columns).
  public func filtering(_ mask: Bitmap, threads: Int = 1) -> Table {
    precondition(mask.count == rowCount, "a mask has a bit for every row")
    let rows = mask.rows(threads: threads)
    if rows.count == rowCount { return self }
    return gathering(rows, threads: threads)
  }

  /// The rows of `range`, clamped to those that exist.
  public func slicing(_ range: Range<Int>, threads: Int = 1) -> Table {
    let clamped = range.clamped(to: 0..<rowCount)
    if clamped.count == rowCount { return self }
    let start = UInt32(truncatingIfNeeded: clamped.lowerBound)
    return gathering(
      RowPieces.filled(clamped.count, threads: threads) { range, memory in
        for row in range { memory[row] = start + UInt32(truncatingIfNeeded: row) }
      }, threads: threads)
  }
}
