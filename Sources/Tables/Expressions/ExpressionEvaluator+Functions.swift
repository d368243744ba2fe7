extension ExpressionEvaluator {
  func apply(
    _ function: ExpressionFunction, _ arguments: [Vector], _ typed: [TypedExpression], type: ColumnType
  ) -> Vector {
    let operand = arguments[0]
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
      return type == .decimal
        ? map(operand, decimal: { $0.magnitude })
        : map(operand, type: type, whole: { $0 == .min ? nil : Swift.abs($0) })
    case .sqrt: return map(operand, decimal: { $0 < 0 ? .nan : $0.squareRoot() })
    case .log: return map(operand, decimal: { $0 > 0 ? naturalLogarithm($0) : .nan })
    case .floor: return wholes(operand) { $0.rounded(.down) }
    case .ceil: return wholes(operand) { $0.rounded(.up) }
    case .round: return rounded(operand, typed)
    case .min, .max: return lesser(arguments, type: type, isGreatest: function == .max)
    default: return date(function, operand, typed[0], type: type)
    }
  }

  /// To so many digits as numpy does it: scaled by the power of ten, rounded to even, scaled back.
  private func rounded(_ operand: Vector, _ typed: [TypedExpression]) -> Vector {
    guard typed.count == 2, case .constant(.integer(let digits)) = typed[1].node else {
      return wholes(operand) { $0.rounded(.toNearestOrEven) }
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
    guard from.isConstant, to.isConstant, !from.isNull(0), !to.isNull(0) else {
      return joined(arguments) { parts in
        Self.replacing(Array(parts[1].utf8), with: Array(parts[2].utf8), in: parts[0])
      }
    }
    let (wanted, other) = (PoolText.constant(from), PoolText.constant(to))
    return texts(of: text) { Self.replacing(wanted, with: other, in: $0) }
  }

  /// Every occurrence from the left, none overlapping; an empty part occurs nowhere.
  private static func replacing(_ part: [UInt8], with other: [UInt8], in text: String) -> String {
    guard let first = part.first else { return text }
    let bytes = Array(text.utf8)
    guard bytes.count >= part.count else { return text }
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == first, bytes[position...].starts(with: part) {
        result += other
        position += part.count
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

  private func date(
    _ function: ExpressionFunction, _ operand: Vector, _ typed: TypedExpression, type: ColumnType
  ) -> Vector {
    if typed.type == .string { return numbers(of: operand, type: type) { CivilDay(iso: $0).map { Int64($0.days) } } }
    let isSeconds = typed.type == .datetime || typed.type == .integer && (function == .date || typed.countsSeconds)
    func day(_ value: Int64) -> Int64 { isSeconds ? CivilDay.days(seconds: value) : value }
    switch function {
    case .days, .date: return map(operand, type: type, whole: day)
    case .weekday: return map(operand, type: type) { Int64(CivilDay.weekday(days: Int(day($0)))) }
    case .year: return map(operand, type: type) { Int64(CivilDay(days: Int(day($0))).year) }
    case .month: return map(operand, type: type) { Int64(CivilDay(days: Int(day($0))).month) }
    case .quarter: return map(operand, type: type) { Int64((CivilDay(days: Int(day($0))).month + 2) / 3) }
    case .day: return map(operand, type: type) { Int64(CivilDay(days: Int(day($0))).day) }
    default:
      return map(operand, type: type) { value in
        let number = day(value)
        return number - Int64(CivilDay(days: Int(number)).day) + 1
      }
    }
  }
}
