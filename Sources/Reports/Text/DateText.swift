import Notebooks
import Tables

/// A day, or a microsecond of a day in UTC, as text.
struct DateText {
  var year: Int
  var month: Int
  var day: Int
  /// Seconds since midnight; nil for a day.
  var second: Int?
  /// Microseconds of that second.
  var fraction = 0

  /// Days since 1970-01-01 in the proleptic Gregorian calendar.
  ///
  /// Arithmetic of eras of 400 years of 146,097 days that begin on 1 March, as described by Hinnant,
  /// "chrono-Compatible Low-Level Date Algorithms" (2013).
  init(days: Int) {
    let shifted = days.addingReportingOverflow(719_468)
    let count = shifted.overflow ? days : shifted.partialValue
    let era = (count >= 0 ? count : count - 146_096) / 146_097
    let dayOfEra = count - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Microseconds since 1970-01-01T00:00:00Z.
  init(microseconds: Int) {
    let (seconds, fraction) = microseconds.floorDivided(by: 1_000_000)
    let (days, second) = seconds.floorDivided(by: 86_400)
    self.init(days: days)
    self.second = second
    self.fraction = fraction
  }

  func text(_ style: ValueFormat.Style, _ wording: Wording) -> String {
    switch style {
    case .year: return wording.year(year)
    case .month: return wording.month(year, month)
    case .date: return wording.day(year, month, day)
    case .iso, .plain: return iso
    default:
      let gap = wording.spoken(en: ", ", ja: " ")
      return wording.day(year, month, day) + (second.map { gap + Self.clock($0, withSeconds: false) } ?? "")
    }
  }

  var iso: String {
    let sign = year < 0 ? "-" : year > 9999 ? "+" : ""
    let date = sign + Self.padded(abs(year), 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
    return date + (second.map { "T" + Self.clock($0, withSeconds: true) + NumberText.fraction(fraction) + "Z" } ?? "")
  }

  private static func clock(_ second: Int, withSeconds: Bool) -> String {
    let text = padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2)
    return withSeconds ? text + ":" + padded(second % 60, 2) : text
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
