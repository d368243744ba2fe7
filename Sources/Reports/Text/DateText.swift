import CivilCalendar
import Notebooks
import Tables

/// A day, or a microsecond of a day in UTC, as text.
struct DateText {
  var date: CivilDay
  /// Seconds since midnight; nil for a day.
  var second: Int?
  /// Microseconds of that second.
  var fraction = 0

  /// Days since 1970-01-01.
  init(days: Int) { date = CivilDay(days: days) }

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
    case .year: return wording.year(date.year)
    case .month: return wording.month(date)
    case .date: return wording.day(date)
    case .iso, .plain: return iso
    default:
      let gap = wording.say(en: ", ", ja: " ")
      return wording.day(date) + (second.map { gap + Self.clock($0, withSeconds: false) } ?? "")
    }
  }

  var iso: String {
    return date.description
      + (second.map { "T" + Self.clock($0, withSeconds: true) + NumberText.fraction(fraction) + "Z" } ?? "")
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
