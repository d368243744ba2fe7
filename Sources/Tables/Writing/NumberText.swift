/// Whole numbers, days and moments as text.
public enum NumberText {
  static func append(_ value: Int64, to text: GrowingMemory<UInt8>) {
    var magnitude = value.magnitude
    if value < 0 { text.append(UInt8(ascii: "-")) }
    // 20 digits hold any 64-bit number.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var position = 20
      repeat {
        position -= 1
        digits[position] = 0x30 + UInt8(truncatingIfNeeded: magnitude % 10)
        magnitude /= 10
      } while magnitude > 0
      text.append(UnsafeBufferPointer(rebasing: digits[position...]))
    }
  }

  /// Days since 1970-01-01 as `2015-08-31`; years before 0 and after 9999 with a sign and as many digits as they need.
  public static func date(_ days: Int) -> String {
    // The inverse of `TimeText.dayNumber`, of the same source.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let digits = String(year.magnitude)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (year < 0 ? "-" : year > 9999 ? "+" : "") + padded + "-" + two(month) + "-" + two(day)
  }

  /// Microseconds since the epoch as `2015-08-31T12:00:00Z`; a fraction of a second, where there is one, in three digits or, if
  /// these are not enough, six.
  public static func datetime(_ microseconds: Int) -> String {
    let (seconds, fraction) = microseconds.floorDivided(by: 1_000_000)
    let (days, rest) = seconds.floorDivided(by: 86_400)
    return date(days) + "T" + two(rest / 3600) + ":" + two(rest / 60 % 60) + ":" + two(rest % 60)
      + self.fraction(fraction) + "Z"
  }

  /// Microseconds of a second as `.250` or `.250001`: nothing for 0, else three digits or six.
  public static func fraction(_ microseconds: Int) -> String {
    if microseconds == 0 { return "" }
    let isWhole = microseconds % 1000 == 0
    let digits = String(isWhole ? microseconds / 1000 : microseconds)
    return "." + String(repeating: "0", count: (isWhole ? 3 : 6) - digits.count) + digits
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
