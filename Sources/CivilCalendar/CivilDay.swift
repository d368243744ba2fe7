/// A day of the proleptic Gregorian calendar, the one of ISO 8601: today's rules in all years, with a year 0.
///
/// The arithmetic is that of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years begin in March, so
/// that the leap day is the last of its year, and 400 years are one cycle of 146,097 days. All of it is O(1).
@frozen public struct CivilDay: Hashable, Sendable, CustomStringConvertible {
  public var year: Int
  /// From 1.
  public var month: Int
  /// From 1.
  public var day: Int

  /// A day that is known to be one.
  @inlinable public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// nil when there is no such day.
  public init?(checking year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, in: year) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day so many days after 1970-01-01. Right for all that 32 bits of days hold; farther away it wraps and never traps.
  @inlinable public init(days: Int) {
    let shifted = days &+ 719_468
    let cycle = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
    let dayOfCycle = shifted &- cycle &* 146_097
    let yearOfCycle = (dayOfCycle &- dayOfCycle / 1460 &+ dayOfCycle / 36_524 &- dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle &- (365 &* yearOfCycle &+ yearOfCycle / 4 &- yearOfCycle / 100)
    let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
    day = dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1
    month = shiftedMonth < 10 ? shiftedMonth &+ 3 : shiftedMonth &- 9
    year = yearOfCycle &+ cycle &* 400 &+ (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  @inlinable public var days: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let cycle = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfCycle = shiftedYear - cycle * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - 719_468
  }

  /// From `YYYY-MM-DD`, and nothing else; nil when there is no such day.
  public init?(iso text: some Collection<UInt8>) {
    let bytes = Array(text)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 48, byte <= 57 else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(checking: year, month: month, day: day)
  }

  /// `2015-08-31`; years before 0 and after 9999 with a sign and as many digits as they need.
  public var description: String {
    let digits = String(year.magnitude)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return (year < 0 ? "-" : year > 9999 ? "+" : "") + padded + "-" + two(month) + "-" + two(day)
  }

  /// 1 for Monday to 7 for Sunday: day 0 was a Thursday.
  @inlinable public static func weekday(days: Int) -> Int {
    let remainder = (days + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// - Parameter month: from 1 to 12.
  @inlinable public static func length(ofMonth month: Int, in year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
  }
}
