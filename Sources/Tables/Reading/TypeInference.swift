/// What type a column has, from values of its first rows.
///
/// The narrowest that holds them all: integer within decimal, date within datetime, everything within string. A whole
/// number beyond 64 bits makes a column decimal; digits with a leading zero make it a string, because `00123` is a name
/// that a number would damage. A column of nulls only is a string column.
struct TypeInference {
  private(set) var kind: DeclaredType?

  mutating func add(_ bytes: UnsafePointer<UInt8>, _ count: Int) { add(Self.kind(of: bytes, count)) }

  mutating func add(_ new: DeclaredType) {
    guard let old = kind, old != new else {
      kind = new
      return
    }
    switch (old, new) {
    case (.integer, .decimal), (.decimal, .integer): kind = .decimal
    case (.date, .datetime), (.datetime, .date): kind = .datetime
    default: kind = .string
    }
  }

  var type: DeclaredType { kind ?? .string }

  /// The narrowest type of one value.
  static func kind(of bytes: UnsafePointer<UInt8>, _ count: Int) -> DeclaredType {
    if count == 0 { return .string }
    if BooleanText.parse(bytes, count) != nil { return .boolean }
    if IntegerText.hasLeadingZero(bytes, count) { return isTime(bytes, count) ?? .string }
    if IntegerText.parse(bytes, count) != nil { return .integer }
    if DecimalText.parse(bytes, count) != nil { return .decimal }
    return isTime(bytes, count) ?? .string
  }

  private static func isTime(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> DeclaredType? {
    if TimeText.parseDate(bytes, count) != nil { return .date }
    return TimeText.parseDatetime(bytes, count) != nil ? .datetime : nil
  }
}
