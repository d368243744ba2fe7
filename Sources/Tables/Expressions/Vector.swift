/// A column, or one value that stands for every row: what the nodes of an expression evaluate to.
struct Vector: Sendable {
  /// One row when `isConstant`.
  let column: Column
  let isConstant: Bool

  init(_ column: Column, isConstant: Bool = false) {
    self.column = column
    self.isConstant = isConstant
  }

  /// The constant `value` of `type`; null has a type here.
  init(_ value: Value, type: ColumnType) {
    let isNull = value == .null
    let validity = isNull ? Bitmap(repeating: false, count: 1) : nil
    let storage: Column.Storage
    switch (type, value) {
    case (.decimal, .decimal(let number)): storage = .decimals(Buffer([number]))
    case (.decimal, .integer(let number)): storage = .decimals(Buffer([Double(number)]))
    case (.decimal, _): storage = .decimals(Buffer([0]))
    case (.string, .string(let text)): storage = .strings(codes: Buffer([0]), pool: StringPool([text]))
    case (.string, _): storage = .strings(codes: Buffer([0]), pool: StringPool([""]))
    case (.date, .date(let days)): storage = .dates(Buffer([Int32(clamping: days)]))
    case (.date, _): storage = .dates(Buffer([0]))
    case (.datetime, .datetime(let seconds)): storage = .datetimes(Buffer([Int64(seconds)]))
    case (.datetime, _): storage = .datetimes(Buffer([0]))
    case (.boolean, .boolean(let flag)): storage = .booleans(Buffer([flag ? 1 : 0]))
    case (.boolean, _): storage = .booleans(Buffer([0]))
    case (_, .integer(let number)): storage = .integers(Buffer([Int64(number)]))
    default: storage = .integers(Buffer([0]))
    }
    self.init(Column(storage, validity: validity), isConstant: true)
  }

  /// 0 for a constant, so that `base[row * stride]` is the value of every row.
  var stride: Int { isConstant ? 0 : 1 }

  /// As a column of `count` rows.
  func broadcast(_ count: Int, threads: Int) -> Column {
    guard isConstant else { return column }
    return column.gathering(
      RowPieces.filled(count, threads: threads) { range, memory in for row in range { memory[row] = 0 } },
      threads: threads)
  }

  func isNull(_ row: Int) -> Bool { column.isNull(isConstant ? 0 : row) }
}

/// How many rows the results of two or more vectors have, and where they are null.
struct Alignment {
  let isConstant: Bool
  let count: Int
  /// Set where every one of the vectors has a value; nil when that is everywhere.
  let validity: Bitmap?

  init(_ vectors: [Vector], threads: Int) {
    let isConstant = vectors.allSatisfy(\.isConstant)
    let rows = isConstant ? 1 : vectors.first { !$0.isConstant }?.column.count ?? 1
    self.isConstant = isConstant
    count = rows
    if !isConstant, vectors.contains(where: { $0.isConstant && $0.column.nullCount > 0 }) {
      validity = Bitmap(repeating: false, count: rows)
    } else {
      validity = vectors.filter { isConstant || !$0.isConstant }.reduce(nil as Bitmap?) {
        Bitmap.both($0, $1.column.validity)
      }
    }
  }
}
