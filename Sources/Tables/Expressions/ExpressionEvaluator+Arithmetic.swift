import Synchronization

extension ExpressionEvaluator {
  /// + - * % on 64-bit integers, and on days and seconds; what does not fit is null. The remainder has the sign of the
  /// divisor, as in Python and pandas (SQL gives it that of the dividend).
  func integers(_ operation: Expression.BinaryOperator, _ a: Vector, _ b: Vector, type: ColumnType) -> Vector {
    guard let x = a.column.widened(threads: threads), let y = b.column.widened(threads: threads) else {
      return Vector(.null, type: type)
    }
    let (p, q) = (a.stride, b.stride)
    switch operation {
    case .add:
      return integers(a, b, type) { x.base[$0 * p].addingReportingOverflow(y.base[$0 * q]) }
    case .subtract:
      return integers(a, b, type) { x.base[$0 * p].subtractingReportingOverflow(y.base[$0 * q]) }
    case .multiply:
      return integers(a, b, type) { x.base[$0 * p].multipliedReportingOverflow(by: y.base[$0 * q]) }
    default:
      return integers(a, b, type) { row in
        let (dividend, divisor) = (x.base[row * p], y.base[row * q])
        if divisor == 0 { return (0, true) }
        if divisor == -1 { return (0, false) }
        let remainder = dividend % divisor
        return (remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder, false)
      }
    }
  }

  private func integers(
    _ a: Vector, _ b: Vector, _ type: ColumnType, _ compute: (Int) -> (partialValue: Int64, overflow: Bool)
  ) -> Vector {
    let alignment = Alignment([a, b], threads: threads)
    let limits: ClosedRange<Int64> =
      type == .date ? Int64(Int32.min)...Int64(Int32.max) : Int64.min...Int64.max
    let misses = Atomic<Bool>(false)
    let values = Buffer<Int64>(count: alignment.count) { memory in
      let base = memory
      RowPieces.forEach(alignment.count, threads: threads) { _, rows in
        var missed = false
        for row in rows {
          let (value, overflow) = compute(row)
          base[row] = value
          missed = missed || overflow || !limits.contains(value)
        }
        if missed { misses.store(true, ordering: .relaxed) }
      }
    }
    var validity = alignment.validity
    if misses.load(ordering: .relaxed) {
      let fitting = Bitmap(count: alignment.count, threads: threads) { row in
        let (value, overflow) = compute(row)
        return !overflow && limits.contains(value)
      }
      validity = Bitmap.both(validity, fitting)
    }
    return Vector(
      Column(counts: values, type: type, validity: validity, threads: threads), isConstant: alignment.isConstant)
  }

  /// + - * / % on doubles; a division by zero and what has no number (0 / 0, infinity - infinity) are null.
  func decimals(_ operation: Expression.BinaryOperator, _ a: Vector, _ b: Vector) -> Vector {
    let x = a.column.doubles(threads: threads) ?? Buffer([])
    let y = b.column.doubles(threads: threads) ?? Buffer([])
    let (p, q) = (a.stride, b.stride)
    switch operation {
    case .add: return decimals(a, b) { x.base[$0 * p] + y.base[$0 * q] }
    case .subtract: return decimals(a, b) { x.base[$0 * p] - y.base[$0 * q] }
    case .multiply: return decimals(a, b) { x.base[$0 * p] * y.base[$0 * q] }
    case .divide:
      return decimals(a, b) { row in
        let divisor = y.base[row * q]
        return divisor == 0 ? .nan : x.base[row * p] / divisor
      }
    default:
      return decimals(a, b) { row in
        let divisor = y.base[row * q]
        let remainder = x.base[row * p].truncatingRemainder(dividingBy: divisor)
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder
      }
    }
  }

  private func decimals(_ a: Vector, _ b: Vector, _ compute: (Int) -> Double) -> Vector {
    let alignment = Alignment([a, b], threads: threads)
    let values = RowPieces.map(alignment.count, threads: threads, compute)
    return Vector(
      Column(decimals: values, validity: alignment.validity, threads: threads), isConstant: alignment.isConstant)
  }

  /// One double of another; NaN becomes null.
  func map(_ operand: Vector, decimal compute: (Double) -> Double) -> Vector {
    let values = operand.column.doubles(threads: threads) ?? Buffer([])
    let results = RowPieces.filled(values.count, threads: threads) { range, memory in
      for row in range { memory[row] = compute(values.base[row]) }
    }
    return Vector(
      Column(decimals: results, validity: operand.column.validity, threads: threads), isConstant: operand.isConstant)
  }

  /// One whole number of another; nil becomes null.
  func map(_ operand: Vector, type: ColumnType, whole compute: (Int64) -> Int64?) -> Vector {
    guard let values = operand.column.widened(threads: threads) else { return Vector(.null, type: type) }
    return integers(operand, operand, type) { row in
      compute(values.base[row]).map { ($0, false) } ?? (0, true)
    }
  }

  /// A double as a whole number; what does not fit is null.
  func wholes(_ operand: Vector, _ compute: (Double) -> Double) -> Vector {
    let values = operand.column.doubles(threads: threads) ?? Buffer([])
    return integers(operand, operand, .integer) { row in
      Int64(exactly: compute(values.base[row])).map { ($0, false) } ?? (0, true)
    }
  }

  /// The lesser or the greater of two numbers, days or seconds.
  func extreme(_ a: Vector, _ b: Vector, type: ColumnType, isGreatest: Bool) -> Vector {
    let (p, q) = (a.stride, b.stride)
    if type == .decimal {
      let x = a.column.doubles(threads: threads) ?? Buffer([])
      let y = b.column.doubles(threads: threads) ?? Buffer([])
      return decimals(a, b) { row in
        let (left, right) = (x.base[row * p], y.base[row * q])
        return (left < right) == isGreatest ? right : left
      }
    }
    guard let x = a.column.widened(threads: threads), let y = b.column.widened(threads: threads) else {
      return Vector(.null, type: type)
    }
    return integers(a, b, type) { row in
      let (left, right) = (x.base[row * p], y.base[row * q])
      return ((left < right) == isGreatest ? right : left, false)
    }
  }
}

extension Column {
  /// Whole numbers as a column of `type`: integers, dates, datetimes or booleans.
  init(counts values: Buffer<Int64>, type: ColumnType, validity: Bitmap?, threads: Int) {
    switch type {
    case .date:
      let days = RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = Int32(truncatingIfNeeded: values.base[row]) }
      }
      self.init(.dates(days), validity: validity)
    case .datetime: self.init(.datetimes(values), validity: validity)
    case .boolean:
      let flags = RowPieces.filled(values.count, threads: threads) { range, memory in
        for row in range { memory[row] = values.base[row] == 0 ? 0 as UInt8 : 1 }
      }
      self.init(.booleans(flags), validity: validity)
    default: self.init(.integers(values), validity: validity)
    }
  }

  /// Doubles, null where they are NaN.
  init(decimals values: Buffer<Double>, validity: Bitmap?, threads: Int) {
    let numbers = Bitmap(count: values.count, threads: threads) { !values.base[$0].isNaN }
    self.init(.decimals(values), validity: Bitmap.both(validity, numbers))
  }
}
