/// A day of the proleptic Gregorian calendar.
struct CivilDate: Sendable, Equatable {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of a number of days since 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013).
  init(days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01, by the same source.
  var days: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  func monthName(_ say: ChartLanguage) -> String {
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
      let date = CivilDate(days: day)
      if date.day != 1 { return .day }
      if date.month != 1 { unit = .month }
    }
    return unit
  }

  /// The first day of the unit that `day` lies in.
  func start(of day: Int) -> Int {
    let date = CivilDate(days: day)
    switch self {
    case .day: return day
    case .month: return CivilDate(year: date.year, month: date.month, day: 1).days
    case .year: return CivilDate(year: date.year, month: 1, day: 1).days
    }
  }

  /// The first day `count` units after the one that `day` lies in.
  func advanced(_ day: Int, by count: Int) -> Int {
    let date = CivilDate(days: day)
    switch self {
    case .day: return day + count
    case .month:
      let months = date.year * 12 + date.month - 1 + count
      let year = months >= 0 ? months / 12 : (months - 11) / 12
      return CivilDate(year: year, month: months - year * 12 + 1, day: 1).days
    case .year: return CivilDate(year: date.year + count, month: 1, day: 1).days
    }
  }

  /// The name of the unit that begins at `day`: `2015`, `Mar 2015`, `2015-03-01`; `2015年`, `2015年3月`, `2015年3月1日`.
  func name(_ day: Int, in say: ChartLanguage = .english) -> String {
    let date = CivilDate(days: day)
    switch self {
    case .day:
      let month = (date.month < 10 ? "0" : "") + String(date.month)
      // Four digits, as a table and ISO 8601 write a year of Antiquity.
      let year = (0..<1000).contains(date.year) ? String(String(date.year + 10_000).dropFirst()) : String(date.year)
      return say(
        en: "\(year)-\(month)-\(date.day < 10 ? "0" : "")\(date.day)",
        ja: "\(date.year)年\(date.month)月\(date.day)日")
    case .month: return say(en: "\(date.monthName(say)) \(date.year)", ja: "\(date.year)年\(date.month)月")
    case .year: return say(en: "\(date.year)", ja: "\(date.year)年")
    }
  }
}
