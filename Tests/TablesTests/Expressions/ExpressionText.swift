import Diagnostics
import Tables

/// Reads expressions in tests, with the spans that a real parser would give. The language's own parser lives above Tables.
struct ExpressionText {
  private let file: SourceFile
  private let bytes: [UInt8]
  private var position = 0

  static func parse(_ text: String) -> Tables.Expression {
    var reader = ExpressionText(text)
    return reader.or()
  }

  private init(_ text: String) {
    file = SourceFile(path: "test", text: text)
    bytes = file.bytes
  }

  private mutating func skip() { while position < bytes.count, bytes[position] == 32 { position += 1 } }

  /// A word that is followed by something that does not continue it, or a sign.
  private mutating func take(_ token: String) -> Bool {
    skip()
    let wanted = Array(token.utf8)
    guard bytes[position...].starts(with: wanted) else { return false }
    let end = position + wanted.count
    if let last = wanted.last, Self.isWord(last), end < bytes.count, Self.isWord(bytes[end]) { return false }
    position = end
    return true
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  private func made(_ kind: Tables.Expression.Kind, _ start: Int) -> Tables.Expression {
    Tables.Expression(kind, span: file.span(start..<position))
  }

  private mutating func or() -> Tables.Expression {
    skip()
    let start = position
    var left = and()
    while take("or") { left = made(.binary(.or, left, and()), start, through: ()) }
    return left
  }

  private func made(_ kind: Tables.Expression.Kind, _ start: Int, through: Void) -> Tables.Expression {
    if case .binary(_, let a, let b) = kind { return Tables.Expression(kind, span: a.span.union(b.span)) }
    return made(kind, start)
  }

  private mutating func and() -> Tables.Expression {
    var left = not()
    while take("and") { left = made(.binary(.and, left, not()), 0, through: ()) }
    return left
  }

  private mutating func not() -> Tables.Expression {
    skip()
    let start = position
    if take("not") {
      let operand = not()
      return made(.unary(.not, operand), start)
    }
    return comparison()
  }

  private mutating func comparison() -> Tables.Expression {
    skip()
    let start = position
    let left = sum()
    for operation in [
      Tables.Expression.BinaryOperator.equal, .notEqual, .lessOrEqual, .greaterOrEqual, .less, .greater,
    ]
    where take(operation.rawValue) {
      return made(.binary(operation, left, sum()), start, through: ())
    }
    if take("is") {
      let negated = take("not")
      _ = take("null")
      return made(.isNull(left, negated: negated), start)
    }
    let mark = position
    let negated = take("not")
    if take("in"), take("[") {
      return made(.membership(left, in: items(until: "]"), negated: negated), start)
    }
    position = mark
    return left
  }

  private mutating func items(until end: String) -> [Tables.Expression] {
    var items: [Tables.Expression] = []
    while !take(end), position < bytes.count {
      items.append(or())
      _ = take(",")
    }
    return items
  }

  private mutating func sum() -> Tables.Expression {
    var left = product()
    while true {
      if take("+") {
        left = made(.binary(.add, left, product()), 0, through: ())
      } else if take("-") {
        left = made(.binary(.subtract, left, product()), 0, through: ())
      } else {
        return left
      }
    }
  }

  private mutating func product() -> Tables.Expression {
    var left = unary()
    while true {
      if take("*") {
        left = made(.binary(.multiply, left, unary()), 0, through: ())
      } else if take("/") {
        left = made(.binary(.divide, left, unary()), 0, through: ())
      } else if take("%") {
        left = made(.binary(.remainder, left, unary()), 0, through: ())
      } else {
        return left
      }
    }
  }

  private mutating func unary() -> Tables.Expression {
    skip()
    let start = position
    if take("-") {
      let operand = unary()
      return made(.unary(.minus, operand), start)
    }
    return primary()
  }

  private mutating func primary() -> Tables.Expression {
    skip()
    let start = position
    if take("(") {
      let inner = or()
      _ = take(")")
      return inner
    }
    if take("null") { return made(.literal(.null), start) }
    if take("true") { return made(.literal(.boolean(true)), start) }
    if take("false") { return made(.literal(.boolean(false)), start) }
    if take("\"") {
      let end = bytes[position...].firstIndex(of: 34) ?? bytes.count
      let text = String(decoding: bytes[position..<end], as: UTF8.self)
      position = end + 1
      return made(.literal(.string(text)), start)
    }
    if position < bytes.count, (48...57).contains(bytes[position]) {
      while position < bytes.count, (45...58).contains(bytes[position]) { position += 1 }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      if let whole = Int(text) { return made(.literal(.integer(whole)), start) }
      if let number = Double(text) { return made(.literal(.decimal(number)), start) }
      return made(.literal(.date(TestDate.days(text))), start)
    }
    while position < bytes.count,
      Self.isWord(bytes[position])
        || bytes[position] == 45 && position + 1 < bytes.count && Self.isWord(bytes[position + 1])
    { position += 1 }
    let nameEnd = position
    let name = String(decoding: bytes[start..<nameEnd], as: UTF8.self)
    guard take("(") else {
      position = nameEnd
      return made(.column(name), start)
    }
    var call = Tables.Expression.Call(name, nameSpan: file.span(start..<nameEnd), arguments: [])
    while !take(")"), position < bytes.count {
      skip()
      let mark = position
      while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
      let word = mark..<position
      if position < bytes.count, bytes[position] == 58 {
        position += 1
        let values = take("[") ? items(until: "]") : [or()]
        call.options.append(
          .init(String(decoding: bytes[word], as: UTF8.self), nameSpan: file.span(word), values: values))
      } else {
        position = mark
        call.arguments.append(or())
      }
      _ = take(",")
    }
    return made(.call(call), start)
  }
}

enum TestDate {
  /// Counts from 1970 day by day: slow, and of another kind than the code under test.
  static func days(_ text: String) -> Int {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    var days = 0
    for year in min(1970, parts[0])..<max(1970, parts[0]) {
      days += (isLeap(year) ? 366 : 365) * (parts[0] < 1970 ? -1 : 1)
    }
    let lengths = [31, isLeap(parts[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return days + lengths[..<(parts[1] - 1)].reduce(0, +) + parts[2] - 1
  }
}
