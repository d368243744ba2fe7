import CivilCalendar

/// Whole numbers and moments as text.
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

  /// Microseconds since the epoch as `2015-08-31T12:00:00Z`; a fraction of a second, where there is one, in three digits or, if
  /// these are not enough, six.
  public static func datetime(_ microseconds: Int) -> String {
    let (seconds, fraction) = microseconds.floorDivided(by: 1_000_000)
    let (days, rest) = seconds.floorDivided(by: 86_400)
    return CivilDay(days: days).description + "T" + two(rest / 3600) + ":" + two(rest / 60 % 60) + ":" + two(rest % 60)
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
