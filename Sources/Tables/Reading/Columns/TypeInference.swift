import WrittenTexts

/// What type a column has, from values of its first rows.
///
/// The narrowest that holds them all without losing a digit: integer within decimal, date within datetime, everything within
/// string. A whole number beyond 64 bits is a name, as `00123` and `+815012345678` are: a number would damage it, and the column is a string
/// column. So it is where a decimal would not have the digits that were read, and where a time is finer than a microsecond. A
/// column of nulls only is a string column.
struct TypeInference {
  private(set) var kind: DeclaredType?
  /// Whether one of the integers would lose digits among decimals.
  private var holdsLongIntegers = false

  /// The narrowest type of one value, and whether it is an integer that no decimal holds.
  struct Finding {
    var kind: DeclaredType
    var isLongInteger = false
  }

  mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int) { add(Self.finding(of: bytes, count)) }

  mutating func add(_ new: DeclaredType) { add(Finding(kind: new)) }

  mutating func add(_ found: Finding) {
    if found.isLongInteger { holdsLongIntegers = true }
    guard let old = kind, old != found.kind else {
      kind = found.kind
      return
    }
    switch (old, found.kind) {
    case (.integer, .decimal), (.decimal, .integer): kind = holdsLongIntegers ? .string : .decimal
    case (.date, .datetime), (.datetime, .date): kind = .datetime
    default: kind = .string
    }
  }

  var type: DeclaredType { kind ?? .string }

  /// The narrowest type of one value.
  static func kind(of bytes: UnsafePointer<UInt8>, _ count: Int) -> DeclaredType { finding(of: bytes, count).kind }

  static func finding(of bytes: UnsafePointer<UInt8>, _ count: Int) -> Finding {
    if count == 0 { return Finding(kind: .string) }
    if BooleanText.parse(bytes, count) != nil { return Finding(kind: .boolean) }
    return numberFinding(of: bytes, count) ?? Finding(kind: isTime(bytes, count) ?? .string)
  }

  /// The same of what can only be a number, such as one of JSON without quotes; nil when it is none that can be held.
  static func numberFinding(of bytes: UnsafePointer<UInt8>, _ count: Int) -> Finding? {
    if DigitText.isName(bytes, count) { return nil }
    if let whole = IntegerText.parse(bytes, count) {
      // Fifteen digits are exact in every double.
      let isLong = count > 15 && DecimalText.parseFaithfully(bytes, count, asWhole: true) == nil
      return Finding(kind: .integer, isLongInteger: isLong && whole.magnitude > 1 << 53)
    }
    return DecimalText.parseFaithfully(bytes, count, asWhole: true) == nil ? nil : Finding(kind: .decimal)
  }

  private static func isTime(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> DeclaredType? {
    if TimeText.parseDate(bytes, count) != nil { return .date }
    return TimeText.parseDatetime(bytes, count) != nil ? .datetime : nil
  }
}
