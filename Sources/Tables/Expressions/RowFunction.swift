import CivilCalendar

/// A function of the values of one row: what a call means once its arguments are counted.
enum RowFunction: Sendable, Hashable {
  case lower, upper, trim, replace, contains, matches, length, concat, startsWith, endsWith
  case abs, sqrt, log
  case rounded(Rounding)
  /// The lesser and the greater of two values.
  case least, greatest
  case calendar(CalendarPart)
  /// To whole days, to a day, to a moment.
  case days, date, datetime
}

/// Which of its neighbours a number becomes.
enum Rounding: Sendable, Hashable {
  case down, up, nearest
}

/// What is asked of a day.
enum CalendarPart: Sendable, Hashable {
  case year, month, day, weekday, quarter, startOfMonth

  /// Of a day since 1970-01-01: a number, or for `startOfMonth` a day.
  func value(day: Int64) -> Int64 {
    switch self {
    case .year: Int64(CivilDay(days: Int(day)).year)
    case .month: Int64(CivilDay(days: Int(day)).month)
    case .day: Int64(CivilDay(days: Int(day)).day)
    case .weekday: Int64(CivilDay.weekday(days: Int(day)))
    case .quarter: Int64((CivilDay(days: Int(day)).month + 2) / 3)
    case .startOfMonth: day - Int64(CivilDay(days: Int(day)).day) + 1
    }
  }
}

extension ExpressionFunction {
  /// What a call is by the number of its arguments: `min(a)` is an aggregate, `min(a, b)` a function of a row.
  enum Form {
    case aggregate(Aggregate)
    case choice
    case row(RowFunction)
  }

  func form(arguments: Int) -> Form {
    switch self {
    case .lower: .row(.lower)
    case .upper: .row(.upper)
    case .trim: .row(.trim)
    case .replace: .row(.replace)
    case .contains: .row(.contains)
    case .matches: .row(.matches)
    case .length: .row(.length)
    case .concat: .row(.concat)
    case .startsWith: .row(.startsWith)
    case .endsWith: .row(.endsWith)
    case .abs: .row(.abs)
    case .sqrt: .row(.sqrt)
    case .log: .row(.log)
    case .floor: .row(.rounded(.down))
    case .ceil: .row(.rounded(.up))
    case .round: .row(.rounded(.nearest))
    case .min: arguments < 2 ? .aggregate(.min) : .row(.least)
    case .max: arguments < 2 ? .aggregate(.max) : .row(.greatest)
    case .year: .row(.calendar(.year))
    case .month: .row(.calendar(.month))
    case .day: .row(.calendar(.day))
    case .weekday: .row(.calendar(.weekday))
    case .quarter: .row(.calendar(.quarter))
    case .startOfMonth: .row(.calendar(.startOfMonth))
    case .days: .row(.days)
    case .date: .row(.date)
    case .datetime: .row(.datetime)
    case .if: .choice
    case .count: .aggregate(.count)
    case .mean: .aggregate(.mean)
    case .sum: .aggregate(.sum)
    case .first: .aggregate(.first)
    case .last: .aggregate(.last)
    case .median: .aggregate(.median)
    case .unique, .nunique: .aggregate(.unique)
    case .std: .aggregate(.std)
    }
  }
}
