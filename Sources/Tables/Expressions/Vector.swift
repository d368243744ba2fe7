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
    // The checker sees that a value fits the type; what numbers rows is a plain number here.
    self.init(Column(repeating: value, of: type == .index ? .integer : type, count: 1), isConstant: true)
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
