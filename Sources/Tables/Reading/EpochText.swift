import WrittenTexts

/// Time as a number that counts from 1970-01-01T00:00:00Z: whole units, or with the digits of a fraction that microseconds hold.
enum EpochText {
  /// How many microseconds a unit has.
  enum Unit: Int64 {
    case seconds = 1_000_000
    case milliseconds = 1_000
    case microseconds = 1
  }

  /// Digits as microseconds, exactly; nil when the text is no such number. O(count).
  static func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ unit: Unit) -> Int64? {
    if case .microseconds(let value) = moment(bytes, count, unit) { return value }
    return nil
  }

  /// The same, with the reason where a number cannot be held.
  static func moment(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ unit: Unit) -> TimeText.Moment {
    if let value = IntegerText.parse(bytes, count) {
      let (micros, overflow) = value.multipliedReportingOverflow(by: unit.rawValue)
      return overflow ? .tooFar : .microseconds(micros)
    }
    return fraction(bytes, count, unit)
  }

  @inline(never)
  private static func fraction(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ unit: Unit) -> TimeText.Moment {
    var whole = count
    for position in 0..<count where bytes[position] == UInt8(ascii: ".") {
      whole = position
      break
    }
    guard let value = IntegerText.parse(bytes, whole) else {
      return DigitText.isWhole(bytes, count) ? .tooFar : .none
    }
    var micros: Int64 = 0
    var isTooFine = false
    if whole < count {
      var place = unit.rawValue / 10
      var end = count
      while end > whole + 1, bytes[end - 1] == 0x20 { end -= 1 }
      // A space before the point is no number; at least one digit stands behind it.
      guard whole > 0, bytes[whole - 1] != 0x20, end > whole + 1 else { return .none }
      for position in whole + 1..<end {
        let digit = bytes[position] &- 0x30
        if digit > 9 { return .none }
        if place == 0, digit != 0 { isTooFine = true }
        micros += Int64(digit) * place
        place /= 10
      }
    }
    if isTooFine { return .tooFine }
    if value < 0 || (value == 0 && bytes.firstMark(count) == UInt8(ascii: "-")) { micros = -micros }
    let (scaled, overflow) = value.multipliedReportingOverflow(by: unit.rawValue)
    let (sum, carry) = scaled.addingReportingOverflow(micros)
    return overflow || carry ? .tooFar : .microseconds(sum)
  }
}

extension UnsafePointer<UInt8> {
  /// The first byte that is no space; 0 when there is none.
  fileprivate func firstMark(_ count: Int) -> UInt8 {
    for position in 0..<count where self[position] != 0x20 { return self[position] }
    return 0
  }
}
