extension ExpressionEvaluator {
  func comparison(_ operation: ComparisonOperator, _ a: Vector, _ b: Vector) -> Vector {
    if case .strings = a.column.storage { return textComparison(operation, a, b) }
    switch (a.column.widened(threads: threads), b.column.widened(threads: threads)) {
    case (let x?, let y?): return compared(operation, a, b, x, y)
    case (let x?, nil):
      if let result = compared(operation, wholes: a, x, decimals: b, areSwapped: false) { return result }
    case (nil, let y?):
      if let result = compared(operation, wholes: b, y, decimals: a, areSwapped: true) { return result }
    case (nil, nil): break
    }
    let x = a.column.doubles(threads: threads) ?? Buffer([])
    let y = b.column.doubles(threads: threads) ?? Buffer([])
    return compared(operation, a, b, x, y)
  }

  /// Compares whole numbers with decimals digit by digit, where a whole number has no double of its own; nil when each has one.
  private func compared(
    _ operation: ComparisonOperator, wholes: Vector, _ x: Buffer<Int64>, decimals: Vector, areSwapped: Bool
  ) -> Vector? {
    guard case .decimals(let y) = decimals.column.storage else { return nil }
    let limit = 9_007_199_254_740_992.0
    if wholes.isConstant && Double(x[0]).magnitude < limit || decimals.isConstant && y[0].magnitude < limit {
      return nil
    }
    let (p, q) = (wholes.stride, decimals.stride)
    return flags(Alignment([wholes, decimals], threads: threads)) { row in
      let order = Self.order(x.base[row * p], y.base[row * q])
      let sign = areSwapped ? -order : order
      switch operation {
      case .equal: return sign == 0
      case .notEqual: return sign != 0
      case .less: return sign < 0
      case .lessOrEqual: return sign <= 0
      case .greater: return sign > 0
      case .greaterOrEqual: return sign >= 0
      }
    }
  }

  /// -1, 0 or 1: rounding keeps the order, so that only equal doubles have to be looked at again.
  static func order(_ whole: Int64, _ decimal: Double) -> Int {
    let near = Double(whole)
    if near != decimal { return near < decimal ? -1 : 1 }
    // 2^63 is above every whole number here.
    guard let exact = Int64(exactly: decimal) else { return -1 }
    return whole < exact ? -1 : whole > exact ? 1 : 0
  }

  /// Compares two columns; a stride of 0 stands for a constant.
  func compared<Element: Comparable & BitwiseCopyable>(
    _ operation: ComparisonOperator, _ a: Vector, _ b: Vector, _ x: Buffer<Element>, _ y: Buffer<Element>
  ) -> Vector {
    let (p, q) = (a.stride, b.stride)
    // Each operator has a loop of its own, and one more for a constant on the right, so that the compiler can vectorise it.
    func compare(_ test: (Element, Element) -> Bool, _ range: Range<Int>, _ flags: UnsafeMutablePointer<UInt8>) {
      if p == 1, q == 0 {
        let constant = y.base[0]
        for row in range { flags[row] = test(x.base[row], constant) ? 1 : 0 }
      } else {
        for row in range { flags[row] = test(x.base[row * p], y.base[row * q]) ? 1 : 0 }
      }
    }
    return flags(Alignment([a, b], threads: threads)) { range, flags in
      switch operation {
      case .equal: compare({ $0 == $1 }, range, flags)
      case .notEqual: compare({ $0 != $1 }, range, flags)
      case .less: compare({ $0 < $1 }, range, flags)
      case .lessOrEqual: compare({ $0 <= $1 }, range, flags)
      case .greater: compare({ $0 > $1 }, range, flags)
      case .greaterOrEqual: compare({ $0 >= $1 }, range, flags)
      }
    }
  }

  /// What `fill` writes for a piece of rows: 1 for true and 0 for false at `flags[row]`.
  func flags(_ rows: Alignment, filling fill: (_ range: Range<Int>, _ flags: UnsafeMutablePointer<UInt8>) -> Void)
    -> Vector
  {
    let values = RowPieces.filled(rows.count, threads: threads, fill)
    return Vector(Column(.booleans(values), validity: rows.validity), isConstant: rows.isConstant)
  }

  func flags(_ rows: Alignment, _ compute: (Int) -> Bool) -> Vector {
    let values = RowPieces.filled(rows.count, threads: threads) { range, memory in
      for row in range { memory[row] = compute(row) ? 1 as UInt8 : 0 }
    }
    return Vector(Column(.booleans(values), validity: rows.validity), isConstant: rows.isConstant)
  }

  /// True, false and unknown as 1, 0 and 2.
  private func truths(_ operand: Vector) -> (values: Buffer<UInt8>, stride: Int) {
    guard case .booleans(let values) = operand.column.storage else { return (Buffer([2]), 0) }
    guard let validity = operand.column.validity else { return (values, operand.stride) }
    return (
      RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = validity[row] ? values.base[row] : 2 }
      }, operand.stride
    )
  }

  private func truths(_ a: Vector, _ b: Vector, _ compute: (UInt8, UInt8) -> UInt8) -> Vector {
    let ((x, p), (y, q)) = (truths(a), truths(b))
    let isConstant = a.isConstant && b.isConstant
    let count = isConstant ? 1 : a.isConstant ? b.column.count : a.column.count
    let values = RowPieces.filled(count, threads: threads) { range, memory in
      for row in range { memory[row] = compute(x.base[row * p], y.base[row * q]) }
    }
    guard a.column.validity != nil || b.column.validity != nil else {
      return Vector(Column(.booleans(values)), isConstant: isConstant)
    }
    let validity = Bitmap(count: count, threads: threads) { values.base[$0] != 2 }
    let flags = RowPieces.filled(count, threads: threads) { range, memory in
      for row in range { memory[row] = values.base[row] & 1 }
    }
    return Vector(Column(.booleans(flags), validity: validity), isConstant: isConstant)
  }

  /// `and` of three values: false wins over unknown, unknown over true.
  func conjunction(_ a: Vector, _ b: Vector) -> Vector {
    truths(a, b) { x, y in x == 0 || y == 0 ? 0 : x == 2 || y == 2 ? 2 : 1 }
  }

  /// `or` of three values: true wins over unknown, unknown over false.
  func disjunction(_ a: Vector, _ b: Vector) -> Vector {
    truths(a, b) { x, y in x == 1 || y == 1 ? 1 : x == 2 || y == 2 ? 2 : 0 }
  }

  /// `not`: unknown stays unknown.
  func negation(_ operand: Vector) -> Vector {
    guard case .booleans(let values) = operand.column.storage else { return operand }
    let flags = RowPieces.filled(values.count, threads: threads) { range, memory in
      for row in range { memory[row] = 1 - (values.base[row] & 1) }
    }
    return Vector(Column(.booleans(flags), validity: operand.column.validity), isConstant: operand.isConstant)
  }

  func isNull(_ operand: Vector, negated: Bool) -> Vector {
    let column = operand.column
    let flags = RowPieces.filled(column.count, threads: threads) { range, memory in
      for row in range { memory[row] = column.isNull(row) != negated ? 1 as UInt8 : 0 }
    }
    return Vector(Column(.booleans(flags)), isConstant: operand.isConstant)
  }

  /// Equal to one of `items`; null where the value is null, or where no item is equal and one is null.
  func membership(_ operand: Vector, _ items: [Vector]) -> Vector {
    let rows = Alignment([operand], threads: threads)
    guard !items.isEmpty else { return flags(rows) { _ in false } }
    let areConstant = items.allSatisfy { $0.isConstant && !$0.isNull(0) }
    guard areConstant else {
      return items.map { comparison(.equal, operand, $0) }.reduce(nil as Vector?) { all, next in
        all.map { disjunction($0, next) } ?? next
      } ?? operand
    }
    if case .strings(let codes, let pool) = operand.column.storage {
      let wanted = items.map { PoolText.constant($0) }
      let found = PoolText.flags(pool, codes, operand.column.validity, threads: threads) { text in
        wanted.contains { $0.elementsEqual(text) }
      }
      let column = operand.column
      return flags(rows) { !column.isNull($0) && found.base[Int(codes.base[$0])] != 0 }
    }
    if let values = operand.column.widened(threads: threads) {
      let wanted = Set(items.compactMap { Self.whole($0) })
      if let only = wanted.first, wanted.count == 1 { return flags(rows) { values.base[$0] == only } }
      return flags(rows) { wanted.contains(values.base[$0]) }
    }
    let values = operand.column.doubles(threads: threads) ?? Buffer([])
    let wanted = Set(items.compactMap { Self.decimal($0) })
    return flags(rows) { wanted.contains(values.base[$0]) }
  }

  /// The first value where the test is true, the second where it is false or null.
  func choice(_ test: Vector, _ a: Vector, _ b: Vector, type: ColumnType) -> Vector {
    let isConstant = test.isConstant && a.isConstant && b.isConstant
    let count = isConstant ? 1 : table(rowsOf: [test, a, b])
    guard case .booleans(let values) = test.column.storage else { return b }
    let isTrue = RowPieces.filled(count, threads: threads) { range, memory in
      for row in range { memory[row] = !test.isNull(row) && values.base[row * test.stride] != 0 }
    }
    // Both columns under each other, and from each row of the result the place of its value in them.
    let both = a.column.appending(b.column)
    let (p, q, start) = (a.stride, b.stride, a.column.count)
    let rows = RowPieces.filled(count, threads: threads) { range, memory in
      for row in range { memory[row] = UInt32(truncatingIfNeeded: isTrue.base[row] ? row * p : start + row * q) }
    }
    return Vector(both.gathering(rows, threads: threads), isConstant: isConstant)
  }

  private func table(rowsOf vectors: [Vector]) -> Int {
    vectors.first { !$0.isConstant }?.column.count ?? 1
  }
}
