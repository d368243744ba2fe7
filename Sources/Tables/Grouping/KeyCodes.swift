/// The values of a column as small numbers: equal exactly where the values are equal, null a number of its own.
///
/// Codes of strings, indices, booleans, dates and integers of a small range are the values themselves, shifted; integers of
/// a wider range are ranked through a bitmap of the values that occur; whatever is wider still goes through a hash table.
/// Strings are equal when their bytes are; 0.0 and -0.0 are equal.
struct KeyCodes: Sendable {
  /// One a row, less than `bound`.
  let codes: Buffer<UInt32>
  let bound: Int
  /// The code of null, when the column has nulls.
  let nullCode: UInt32?

  /// Bounds up to this are addressed directly: a table of that many entries is at most four times the column; empirical.
  static func directBound(rows: Int) -> Int { min(4 * rows + 65_536, Int(UInt32.max) - 1) }

  init(codes: Buffer<UInt32>, bound: Int, nullCode: UInt32? = nil) {
    self.codes = codes
    self.bound = bound
    self.nullCode = nullCode
  }

  init(_ column: Column, threads: Int) {
    let limit = Self.directBound(rows: column.count)
    switch column.storage {
    case .strings(let codes, let pool) where pool.count < limit:
      self.init(direct: codes, bound: pool.count, validity: column.validity, threads: threads)
    case .strings(let codes, _):
      let values = RowPieces.filled(codes.count, threads: threads) { range, memory in
        for row in range { memory[row] = Int64(codes.base[row]) }
      }
      self.init(values, validity: column.validity, threads: threads)
    case .indices(let values, let cardinality) where cardinality < limit:
      let codes = RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = UInt32(bitPattern: values.base[row]) }
      }
      self.init(direct: codes, bound: cardinality, validity: column.validity, threads: threads)
    case .booleans(let values):
      let codes = RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = UInt32(values.base[row]) }
      }
      self.init(direct: codes, bound: 2, validity: column.validity, threads: threads)
    case .decimals(let values):
      let bits = RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = (values.base[row] + 0).bitPattern }
      }
      self.init(hashing: bits, validity: column.validity, threads: threads)
    default:
      self.init(column.widened(threads: threads) ?? Buffer([]), validity: column.validity, threads: threads)
    }
  }

  /// The values of a column of 64-bit whole numbers; nil for other types, whose values are few or no whole numbers.
  static func wideIntegers(_ column: Column) -> Buffer<Int64>? {
    switch column.storage {
    case .integers(let values), .datetimes(let values): values
    default: nil
    }
  }

  private init(direct codes: Buffer<UInt32>, bound: Int, validity: Bitmap?, threads: Int) {
    guard let validity else {
      self.init(codes: codes, bound: bound)
      return
    }
    let null = UInt32(bound)
    let marked = RowPieces.filled(codes.count, threads: threads) { range, memory in
      for row in range { memory[row] = validity[row] ? codes.base[row] : null }
    }
    self.init(codes: marked, bound: bound + 1, nullCode: null)
  }

  private init(_ values: Buffer<Int64>, validity: Bitmap?, threads: Int) {
    guard let (least, greatest) = values.extremes(validity: validity, threads: threads) else {
      self.init(
        codes: Buffer(repeating: 0, count: values.count), bound: 1, nullCode: values.count > 0 ? 0 : nil)
      return
    }
    let range = UInt64(bitPattern: greatest) &- UInt64(bitPattern: least)
    if range < UInt64(Self.directBound(rows: values.count)) {
      let codes = RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = UInt32(truncatingIfNeeded: values.base[row] &- least) }
      }
      self.init(direct: codes, bound: Int(range) + 1, validity: validity, threads: threads)
    } else if range < UInt64(values.count) * 64 {
      // One bit a possible value: at most 8 bytes a row, and ranks cost two reads of memory that mostly fits the cache.
      let ranks = ValueRanks(values, least: least, range: Int(range), validity: validity, threads: threads)
      let codes = RowPieces.map(values.count, threads: threads) { row in
        validity.map { $0[row] } ?? true ? ranks.rank(values.base[row]) : 0
      }
      self.init(direct: codes, bound: ranks.count, validity: validity, threads: threads)
    } else {
      let bits = RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = UInt64(bitPattern: values.base[row]) }
      }
      self.init(hashing: bits, validity: validity, threads: threads)
    }
  }

  private init(hashing keys: Buffer<UInt64>, validity: Bitmap?, threads: Int) {
    let groups: RowGroups
    if let validity {
      // Null rows hash as zeros among the rest and get their code afterwards.
      let cleaned = RowPieces.filled(keys.count, threads: threads) { range, memory in
        for row in range { memory[row] = validity[row] ? keys.base[row] : 0 }
      }
      groups = RowGroups(firstRows: WideKeys.firstRows(cleaned, threads: threads))
    } else {
      groups = RowGroups(firstRows: WideKeys.firstRows(keys, threads: threads))
    }
    self.init(direct: groups.groupOfRow, bound: groups.firstRows.count, validity: validity, threads: threads)
  }
}
