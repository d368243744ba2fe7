extension ExpressionEvaluator {
  func apply(
    _ function: RowFunction, _ arguments: [Vector], _ typed: [TypedExpression], _ expression: TypedExpression
  ) -> Vector {
    let operand = arguments[0]
    let type = expression.type
    func noted(_ result: Vector, _ reason: ExpressionLoss.Reason) -> Vector {
      noting(expression, [operand], result) { _ in reason }
    }
    switch function {
    case .lower: return texts(of: operand) { $0.lowercased() }
    case .upper: return texts(of: operand) { $0.uppercased() }
    case .trim: return texts(of: operand) { Self.trimmed($0) }
    case .replace: return replacement(arguments)
    case .concat: return joined(arguments) { $0.joined() }
    case .length: return numbers(of: operand, type: .integer) { Int64(String(decoding: $0, as: UTF8.self).count) }
    case .contains: return search(operand, arguments[1], PoolText.contains)
    case .startsWith: return search(operand, arguments[1]) { $0.starts(with: $1) }
    case .endsWith: return search(operand, arguments[1]) { $0.suffix($1.count).elementsEqual($1) }
    case .matches:
      return matches(operand, String(decoding: PoolText.constant(arguments[1]), as: UTF8.self))
    case .abs:
      if type == .decimal { return map(operand, decimal: { $0.magnitude }) }
      return noted(map(operand, type: type, whole: { $0 == .min ? nil : Swift.abs($0) }), .integerTooLong)
    case .sqrt: return noted(map(operand, decimal: { $0 < 0 ? .nan : $0.squareRoot() }), .rootOfNegative)
    case .log: return noted(map(operand, decimal: { $0 > 0 ? naturalLogarithm($0) : .nan }), .logarithmOfNothing)
    case .rounded(let rounding): return rounded(operand, rounding, typed, expression)
    case .least, .greatest: return lesser(arguments, type: type, isGreatest: function == .greatest)
    case .calendar(let part):
      let isMoment = typed[0].type == .datetime
      let result = map(operand, type: type) { part.value(day: isMoment ? CivilDay.days(microseconds: $0) : $0) }
      return noted(result, .dateTooFar)
    case .days: return noted(days(operand, typed[0]), .integerTooLong)
    case .date: return noted(date(operand, typed[0]), typed[0].type == .string ? .notADay : .dateTooFar)
    case .datetime: return noted(moment(operand, typed[0]), typed[0].type == .string ? .notAMoment : .dateTooFar)
    }
  }

  /// To so many digits as numpy does it: scaled by the power of ten, rounded to even, scaled back.
  private func rounded(
    _ operand: Vector, _ rounding: Rounding, _ typed: [TypedExpression], _ expression: TypedExpression
  ) -> Vector {
    guard typed.count == 2, case .constant(.integer(let digits)) = typed[1].node else {
      let rule: FloatingPointRoundingRule =
        switch rounding {
        case .down: .down
        case .up: .up
        case .nearest: .toNearestOrEven
        }
      return noting(expression, [operand], wholes(operand) { $0.rounded(rule) }) { _ in .integerTooLong }
    }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let factor = scale
    return map(operand) { value in
      let scaled = value * factor
      return scaled.isFinite ? scaled.rounded(.toNearestOrEven) / factor : value
    }
  }

  private func lesser(_ arguments: [Vector], type: ColumnType, isGreatest: Bool) -> Vector {
    if type == .string {
      // By bytes, which is by code points, as everywhere in tables; Swift's own order takes é in two characters for one.
      return joined(arguments) { $0[0].utf8.lexicographicallyPrecedes($0[1].utf8) == isGreatest ? $0[1] : $0[0] }
    }
    return extreme(arguments[0], arguments[1], type: type, isGreatest: isGreatest)
  }

  private func replacement(_ arguments: [Vector]) -> Vector {
    let (text, from, to) = (arguments[0], arguments[1], arguments[2])
    let limit = textLimit
    guard from.isConstant, to.isConstant, !from.isNull(0), !to.isNull(0) else {
      return joined(arguments) { parts in
        Self.replacing(Array(parts[1].utf8), with: Array(parts[2].utf8), in: parts[0], limit: limit)
      }
    }
    let (wanted, other) = (PoolText.constant(from), PoolText.constant(to))
    return texts(of: text) { Self.replacing(wanted, with: other, in: $0, limit: limit) }
  }

  /// Every occurrence from the left, none overlapping; an empty part occurs nowhere. A text that grows beyond `limit` ends there: it
  /// is not kept.
  private static func replacing(_ part: [UInt8], with other: [UInt8], in text: String, limit: Int) -> String {
    guard let first = part.first else { return text }
    let bytes = Array(text.utf8)
    guard bytes.count >= part.count else { return text }
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == first, bytes[position...].starts(with: part) {
        result += other
        position += part.count
        if result.count > limit { break }
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func trimmed(_ text: String) -> String {
    var part = text[...]
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return String(part)
  }

  /// Whole days: of a day or a moment since 1970, of a difference of days as it is, of one of moments rounded downwards.
  private func days(_ operand: Vector, _ typed: TypedExpression) -> Vector {
    if typed.type == .datetime { return map(operand, type: .integer) { CivilDay.days(microseconds: $0) } }
    guard typed.type == .decimal else { return map(operand, type: .integer) { $0 } }
    let seconds = operand.column.doubles(threads: threads) ?? Buffer([])
    return map(
      operand, type: .integer,
      row: { row in
        // Seconds as the whole number of microseconds that they were, so that a day short of one is none.
        let value = seconds.base[row]
        if let micros = CivilDay.microseconds(seconds: value) { return CivilDay.days(microseconds: micros) }
        return Int64(exactly: (value / 86_400).rounded(.down))
      })
  }

  private func date(_ operand: Vector, _ typed: TypedExpression) -> Vector {
    switch typed.type {
    case .string: numbers(of: operand, type: .date) { CivilDay(iso: $0).map { Int64($0.days) } }
    case .datetime: map(operand, type: .date) { CivilDay.days(microseconds: $0) }
    case .integer: map(operand, type: .date) { CivilDay.days(seconds: $0) }
    case .date, .decimal, .boolean, .index: operand
    }
  }

  private func moment(_ operand: Vector, _ typed: TypedExpression) -> Vector {
    func scaled(_ unit: Int64) -> Vector {
      map(operand, type: .datetime) { value in
        let (micros, overflow) = value.multipliedReportingOverflow(by: unit)
        return overflow ? nil : micros
      }
    }
    switch typed.type {
    case .string: return numbers(of: operand, type: .datetime) { TimeText.microseconds($0) }
    case .date: return scaled(CivilDay.microsecondsPerDay)
    case .integer: return scaled(1_000_000)
    case .decimal:
      let seconds = operand.column.doubles(threads: threads) ?? Buffer([])
      return map(operand, type: .datetime, row: { CivilDay.microseconds(seconds: seconds.base[$0]) })
    case .datetime, .boolean, .index: return operand
    }
  }
}
