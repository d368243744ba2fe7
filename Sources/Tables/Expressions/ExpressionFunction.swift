/// The functions of the language.
public enum ExpressionFunction: String, Sendable, CaseIterable {
  case lower, upper, trim, replace, contains, matches, length, concat
  case startsWith = "starts-with"
  case endsWith = "ends-with"
  case abs, round, floor, ceil, sqrt, log
  case min, max
  case year, month, day, weekday, quarter, days, date, datetime
  case startOfMonth = "start-of-month"
  case `if`
  case count, mean, sum, first, last, median, unique, nunique, std

  /// How it is written, for help and diagnostics.
  public var usage: String {
    switch self {
    case .lower, .upper, .trim, .length: "\(rawValue)(text)"
    case .replace: "replace(text, from, to)"
    case .contains, .startsWith, .endsWith: "\(rawValue)(text, part)"
    case .matches: "matches(text, \"pattern\")"
    case .concat: "concat(text, text, ...)"
    case .abs, .floor, .ceil, .sqrt, .log: "\(rawValue)(number)"
    case .round: "round(number) or round(number, digits)"
    case .min, .max: "\(rawValue)(column), \(rawValue)(column, by: key) or \(rawValue)(a, b)"
    case .year, .month, .day, .weekday, .quarter, .startOfMonth: "\(rawValue)(date)"
    case .days: "days(date) or days(a - b)"
    case .date, .datetime: "\(rawValue)(value)"
    case .if: "if(condition, a, b)"
    case .count: "count(), count(column) or count(column, by: key)"
    case .mean, .sum, .first, .last, .median, .unique, .nunique, .std:
      "\(rawValue)(column) or \(rawValue)(column, by: key)"
    }
  }

  /// What it gives, in one sentence.
  public var summary: String {
    switch self {
    case .lower: "The text in lower case."
    case .upper: "The text in upper case."
    case .trim: "The text without white space at both ends."
    case .replace: "The text with every occurrence of a part replaced by another."
    case .contains: "Whether the part occurs in the text, byte for byte."
    case .startsWith: "Whether the text begins with the part."
    case .endsWith: "Whether the text ends with the part."
    case .matches:
      "Whether the regular expression matches anywhere in the text; ^ and $ tie it to the ends. It has no look-around and no references "
        + "to groups, so that no text takes it long."
    case .length: "How many characters the text has, as a reader counts them."
    case .concat: "The texts one after another; null when one of them is."
    case .abs: "The number without its sign."
    case .round: "The nearest whole number, or the nearest number of so many digits; halves go to the even neighbour."
    case .floor: "The greatest whole number that is not above."
    case .ceil: "The least whole number that is not below."
    case .sqrt: "The square root; null for a negative number."
    case .log: "The natural logarithm; null unless the number is above 0."
    case .min: "The least value of a column, of a group, or of two values."
    case .max: "The greatest value of a column, of a group, or of two values."
    case .year: "The year of a date."
    case .month: "The month of a date, 1 to 12."
    case .day: "The day of the month, 1 to 31."
    case .weekday: "The day of the week, 1 for Monday to 7 for Sunday."
    case .quarter: "The quarter of the year, 1 to 4."
    case .days: "A difference of two dates or times in whole days, or the days from 1970-01-01 to a date."
    case .date: "The day of a text like 2015-08-31, of a time, or of seconds since 1970; null when the text is no date."
    case .datetime:
      "The moment of a text like 2015-08-31T12:00:00.25Z, the midnight of a date, or seconds since 1970; null when the text is no time."
    case .startOfMonth: "The first day of the date's month."
    case .if: "The second value where the condition is true, else the third."
    case .count: "How many rows: with the same value of the column in a filter, that are not null in a group."
    case .mean: "The mean of the values that are not null."
    case .sum: "The sum of the values that are not null; 0 when there is none."
    case .first: "The first value that is not null, in the order of the rows."
    case .last: "The last value that is not null, in the order of the rows."
    case .median: "The middle value; the mean of the middle two when their number is even."
    case .unique, .nunique: "How many different values there are; null is none."
    case .std: "The standard deviation of a sample (divided by n - 1); null for fewer than two values."
    }
  }

  /// How many arguments it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .replace, .if: 3...3
    case .contains, .startsWith, .endsWith, .matches: 2...2
    case .concat: 2...64
    case .round, .min, .max: 1...2
    case .count: 0...1
    case .lower, .upper, .trim, .length, .abs, .floor, .ceil, .sqrt, .log, .year, .month, .day, .weekday, .quarter,
      .days,
      .date, .datetime, .startOfMonth, .mean, .sum, .first, .last, .median, .unique, .nunique, .std:
      1...1
    }
  }
}

/// One number, or value, from the rows of a group.
public enum Aggregate: String, Sendable, CaseIterable {
  case count, mean, sum, min, max, first, last, median, unique, std

  /// What it gives of a column of `type`; nil when it does not apply.
  public func resultType(of type: ColumnType) -> ColumnType? {
    switch self {
    case .count, .unique: .integer
    case .min, .max, .first, .last: type
    case .sum: type == .decimal ? .decimal : type.isNumeric || type == .boolean ? .integer : nil
    case .mean, .median, .std: type.isNumeric || type == .boolean ? .decimal : nil
    }
  }
}
