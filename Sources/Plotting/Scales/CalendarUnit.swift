import CivilCalendar
import Languages

extension CivilDay {
  func monthName(_ say: Language) -> String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return say(en: names[(month - 1) % 12], ja: "\(month)月")
  }
}

/// A unit of the calendar that bars and ticks stand for.
public enum CalendarUnit: Sendable, Equatable {
  case day
  case month
  case year

  /// The greatest unit at whose beginnings all days lie; `day` for no days at all.
  public static func inferred(from days: [Int]) -> CalendarUnit {
    var unit = days.isEmpty ? CalendarUnit.day : .year
    for day in days {
      let date = CivilDay(days: day)
      if date.day != 1 { return .day }
      if date.month != 1 { unit = .month }
    }
    return unit
  }

  /// The first day of the unit that `day` lies in.
  func start(of day: Int) -> Int {
    let date = CivilDay(days: day)
    switch self {
    case .day: return day
    case .month: return CivilDay(year: date.year, month: date.month, day: 1).days
    case .year: return CivilDay(year: date.year, month: 1, day: 1).days
    }
  }

  /// The first day `count` units after the one that `day` lies in.
  func advanced(_ day: Int, by count: Int) -> Int {
    let date = CivilDay(days: day)
    switch self {
    case .day: return day + count
    case .month:
      let months = date.year * 12 + date.month - 1 + count
      let year = months >= 0 ? months / 12 : (months - 11) / 12
      return CivilDay(year: year, month: months - year * 12 + 1, day: 1).days
    case .year: return CivilDay(year: date.year + count, month: 1, day: 1).days
    }
  }

  /// The name of the unit that begins at `day`: `2015`, `Mar 2015`, `2015-03-01`; `2015年`, `2015年3月`, `2015年3月1日`.
  func name(_ day: Int, in say: Language = .english) -> String {
    let date = CivilDay(days: day)
    switch self {
    case .day: return say(en: "\(date)", ja: "\(date.year)年\(date.month)月\(date.day)日")
    case .month: return say(en: "\(date.monthName(say)) \(date.year)", ja: "\(date.year)年\(date.month)月")
    case .year: return say(en: "\(date.year)", ja: "\(date.year)年")
    }
  }
}
