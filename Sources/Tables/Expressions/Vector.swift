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
    // What stands at a null is unspecified, and the checker sees that another value fits the type.
    let storage: Column.Storage
    switch type {
    case .decimal: storage = .decimals(Buffer([value.number ?? 0]))
    case .string:
      if case .string(let text) = value {
        storage = .strings(codes: Buffer([0]), pool: StringPool([text]))
      } else {
        storage = .strings(codes: Buffer([0]), pool: StringPool([""]))
      }
    case .date: storage = .dates(Buffer([Int32(clamping: value.whole)]))
    case .datetime: storage = .datetimes(Buffer([Int64(value.whole)]))
    case .boolean: storage = .booleans(Buffer([value == .boolean(true) ? 1 : 0]))
    case .integer, .index: storage = .integers(Buffer([Int64(value.whole)]))
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

extension Value {
  /// A number that counts something; 0 for other values.
  fileprivate var whole: Int {
    switch self {
    case .integer(let number), .date(let number), .datetime(let number): number
    case .null, .decimal, .string, .boolean: 0
    }
  }
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
