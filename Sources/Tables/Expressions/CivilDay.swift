/// Days since 1970-01-01 as year, month and day of the proleptic Gregorian calendar.
///
/// The arithmetic is that of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): years begin in March, so
/// that the leap day is the last of its year, and 400 years are one cycle of 146,097 days.
struct CivilDay: Hashable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(days: Int) {
    let shifted = days + 719_468
    let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfCycle = shifted - cycle * 146_097
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  }

  var days: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let cycle = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfCycle = shiftedYear - cycle * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - 719_468
  }

  /// From `YYYY-MM-DD`, and nothing else; nil when there is no such day.
  init?(iso text: some Collection<UInt8>) {
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
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), (1...12).contains(month),
      day >= 1
    else { return nil }
    self.init(year: year, month: month, day: day)
    guard CivilDay(days: days) == self else { return nil }
  }

  /// 1 for Monday to 7 for Sunday: day 0 was a Thursday.
  static func weekday(days: Int) -> Int {
    let remainder = (days + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  static let secondsPerDay: Int64 = 86_400
  static let microsecondsPerDay: Int64 = 86_400_000_000

  /// The day that holds a second since 1970, also before it.
  static func days(seconds: Int64) -> Int64 { seconds.floorDivided(by: secondsPerDay).quotient }

  /// The day that holds a microsecond since 1970, also before it.
  static func days(microseconds: Int64) -> Int64 { microseconds.floorDivided(by: microsecondsPerDay).quotient }

  /// Microseconds as seconds: the nearest double.
  @inline(__always)
  static func seconds(microseconds: Int64) -> Double { Double(microseconds) / 1_000_000 }

  /// Seconds as the nearest whole number of microseconds; nil when 64 bits do not hold it.
  @inline(__always)
  static func microseconds(seconds: Double) -> Int64? { Int64(exactly: (seconds * 1_000_000).rounded()) }
}
