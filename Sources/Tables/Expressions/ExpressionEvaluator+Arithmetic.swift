import CivilCalendar
import Synchronization

extension ExpressionEvaluator {
  /// An operator between numbers; what it cannot compute is noted.
  func arithmetic(
    _ operation: ArithmeticOperator, _ a: Vector, _ b: Vector, _ expression: TypedExpression
  ) -> Vector {
    let isDecimal = expression.type == .decimal
    let result = isDecimal ? decimals(operation, a, b) : integers(operation, a, b)
    return noting(expression, [a, b], result) { operands in
      switch operation {
      case .divide, .remainder: operands.last?.number == 0 ? .divisionByZero : .notANumber
      case .add, .subtract, .multiply: isDecimal ? .notANumber : .integerTooLong
      }
    }
  }

  func negated(_ operand: Vector, _ expression: TypedExpression) -> Vector {
    if expression.type == .decimal { return map(operand, decimal: { -$0 }) }
    let result = map(operand, type: .integer, whole: { $0 == .min ? nil : -$0 })
    return noting(expression, [operand], result) { _ in .integerTooLong }
  }

  /// + - * % on 64-bit integers; what does not fit is null. The remainder has the sign of the divisor, as in Python and pandas
  /// (SQL gives it that of the dividend). A quotient is none of them: the checker makes decimals of its sides.
  private func integers(_ operation: ArithmeticOperator, _ a: Vector, _ b: Vector) -> Vector {
    guard let x = a.column.widened(threads: threads), let y = b.column.widened(threads: threads) else {
      return Vector(.null, type: .integer)
    }
    let (p, q) = (a.stride, b.stride)
    switch operation {
    case .add:
      return integers([a, b], .integer) { x.base[$0 * p].addingReportingOverflow(y.base[$0 * q]) }
    case .subtract:
      return integers([a, b], .integer) { x.base[$0 * p].subtractingReportingOverflow(y.base[$0 * q]) }
    case .multiply:
      return integers([a, b], .integer) { x.base[$0 * p].multipliedReportingOverflow(by: y.base[$0 * q]) }
    case .divide, .remainder:
      return integers([a, b], .integer) { row in
        let (dividend, divisor) = (x.base[row * p], y.base[row * q])
        if divisor == 0 { return (0, true) }
        if divisor == -1 { return (0, false) }
        let remainder = dividend % divisor
        return (remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder, false)
      }
    }
  }

  /// Differences of days and moments, and both of them moved; what does not fit is null and noted.
  func temporal(_ operation: TemporalOperation, _ a: Vector, _ b: Vector, _ expression: TypedExpression) -> Vector {
    guard let x = a.column.widened(threads: threads) else { return Vector(.null, type: expression.type) }
    let (p, q) = (a.stride, b.stride)
    switch operation {
    case .difference:
      guard let y = b.column.widened(threads: threads) else { return Vector(.null, type: expression.type) }
      if expression.type == .integer {
        return integers([a, b], .integer) { x.base[$0 * p].subtractingReportingOverflow(y.base[$0 * q]) }
      }
      return decimals(a, b) { row in
        let (left, right) = (x.base[row * p], y.base[row * q])
        let (micros, overflow) = left.subtractingReportingOverflow(right)
        return overflow
          ? CivilDay.seconds(microseconds: left) - CivilDay.seconds(microseconds: right)
          : CivilDay.seconds(microseconds: micros)
      }
    case .later, .earlier:
      let isLater = operation == .later
      let unit = expression.type == .datetime ? 1_000_000 : 1 as Int64
      let result: Vector
      if case .decimals(let seconds) = b.column.storage {
        result = integers([a, b], expression.type) { row in
          guard let way = CivilDay.microseconds(seconds: seconds.base[row * q]) else { return (0, true) }
          let start = x.base[row * p]
          return isLater ? start.addingReportingOverflow(way) : start.subtractingReportingOverflow(way)
        }
      } else {
        guard let y = b.column.widened(threads: threads) else { return Vector(.null, type: expression.type) }
        result = integers([a, b], expression.type) { row in
          let (way, overflow) = y.base[row * q].multipliedReportingOverflow(by: unit)
          if overflow { return (0, true) }
          let start = x.base[row * p]
          return isLater ? start.addingReportingOverflow(way) : start.subtractingReportingOverflow(way)
        }
      }
      return noting(expression, [a, b], result) { _ in .dateTooFar }
    }
  }

  private func integers(
    _ operands: [Vector], _ type: ColumnType, _ compute: (Int) -> (partialValue: Int64, overflow: Bool)
  ) -> Vector {
    let alignment = Alignment(operands, threads: threads)
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
  private func decimals(_ operation: ArithmeticOperator, _ a: Vector, _ b: Vector) -> Vector {
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
    case .remainder:
      return decimals(a, b) { row in
        let divisor = y.base[row * q]
        let remainder = x.base[row * p].truncatingRemainder(dividingBy: divisor)
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? remainder + divisor : remainder
      }
    }
  }

  func decimals(_ a: Vector, _ b: Vector, _ compute: (Int) -> Double) -> Vector {
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
    return integers([operand], type) { row in
      compute(values.base[row]).map { ($0, false) } ?? (0, true)
    }
  }

  /// One whole number a row of `operand`; nil becomes null.
  func map(_ operand: Vector, type: ColumnType, row compute: (Int) -> Int64?) -> Vector {
    integers([operand], type) { row in compute(row).map { ($0, false) } ?? (0, true) }
  }

  /// A double as a whole number; what does not fit is null.
  func wholes(_ operand: Vector, _ compute: (Double) -> Double) -> Vector {
    let values = operand.column.doubles(threads: threads) ?? Buffer([])
    return integers([operand], .integer) { row in
      Int64(exactly: compute(values.base[row])).map { ($0, false) } ?? (0, true)
    }
  }

  /// The lesser or the greater of two numbers, days or seconds.
  func extreme(_ a: Vector, _ b: Vector, type: ColumnType, isGreatest: Bool) -> Vector {
    let (p, q) = (a.stride, b.stride)
    if type == .decimal {
      if let chosen = extreme(wholes: a, decimals: b, isGreatest: isGreatest) { return chosen }
      if let chosen = extreme(wholes: b, decimals: a, isGreatest: isGreatest) { return chosen }
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
    return integers([a, b], type) { row in
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
    case .integer, .index, .decimal, .string: self.init(.integers(values), validity: validity)
    }
  }

  /// Doubles, null where they are NaN.
  init(decimals values: Buffer<Double>, validity: Bitmap?, threads: Int) {
    let numbers = Bitmap(count: values.count, threads: threads) { !values.base[$0].isNaN }
    self.init(.decimals(values), validity: Bitmap.both(validity, numbers))
  }
}
