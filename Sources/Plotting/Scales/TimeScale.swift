import CivilCalendar
import Languages

/// Maps days since 1970-01-01 onto px, with ticks at times of day, days, Mondays, months, quarters or years.
struct TimeScale: Sendable {
  private(set) var low: Double
  private(set) var high: Double
  var range: (start: Double, end: Double) = (0, 1)
  /// The unit that each bar stands for: ticks of this unit stand in the middle of it.
  var barUnit: CalendarUnit?
  /// Whether moments of a day are shown, so that ticks may be closer than a day.
  var hasClock = false
  /// The language of months and days.
  var language: Language

  init(low: Double, high: Double, barUnit: CalendarUnit? = nil, language: Language = .english) {
    self.barUnit = barUnit
    self.language = language
    self.low = low == high ? low - 1 : min(low, high)
    self.high = low == high ? high + 1 : max(low, high)
  }

  func position(_ day: Double) -> Double {
    range.start + (day - low) / (high - low) * (range.end - range.start)
  }

  /// About `count` ticks at the beginnings of calendar units; the year stands below where it changes.
  func ticks(count: Int) -> [Tick] {
    let wanted = (high - low) / Double(max(1, count))
    if hasClock, let step = ClockTime.steps.first(where: { ClockTime(microseconds: $0).days >= wanted * 0.8 }) {
      return clockTicks(step)
    }
    let step = Self.steps.first { $0.days >= wanted * 0.8 } ?? Self.years(wanted / 365.2425)
    var ticks: [Tick] = []
    var lastYear: Int?
    for start in starts(step) {
      let date = CivilDay(days: start)
      var label: [String]
      switch step.unit {
      case .year: label = [String(date.year)]
      case .month: label = [date.monthName(language)]
      case .day:
        label = [language(en: "\(date.day) \(date.monthName(.english))", ja: "\(date.month)月\(date.day)日")]
      }
      if step.unit != .year, lastYear != date.year { label.append(language(en: "\(date.year)", ja: "\(date.year)年")) }
      lastYear = date.year
      var value = Double(start)
      if step.unit == barUnit { value = (value + Double(step.unit.advanced(start, by: 1))) / 2 }
      if value <= high { ticks.append(Tick(value: value, label: label)) }
    }
    return ticks
  }

  /// Ticks every so many microseconds; the day stands below where it changes.
  private func clockTicks(_ step: Int) -> [Tick] {
    let (first, last) = (ClockTime(days: low).microseconds, ClockTime(days: high).microseconds)
    let rest = first % step
    var at = rest == 0 ? first : rest < 0 ? first - rest : first + step - rest
    var ticks: [Tick] = []
    var lastDay: Int?
    while at <= last, ticks.count < 1000 {
      let time = ClockTime(microseconds: at)
      let label = [time.text(step: step)]
      ticks.append(
        Tick(
          value: time.days, label: lastDay == time.day ? label : label + [CalendarUnit.day.name(time.day, in: language)]
        ))
      lastDay = time.day
      at += step
    }
    return ticks
  }

  private struct Step {
    var unit: CalendarUnit
    var count: Int
    var days: Double
  }

  private static let steps: [Step] = [
    Step(unit: .day, count: 1, days: 1), Step(unit: .day, count: 2, days: 2), Step(unit: .day, count: 7, days: 7),
    Step(unit: .month, count: 1, days: 30.4), Step(unit: .month, count: 3, days: 91.3),
    Step(unit: .month, count: 6, days: 182.6), Step(unit: .year, count: 1, days: 365.2),
  ]

  private static func years(_ wanted: Double) -> Step {
    let count = Int(TickStep(atLeast: max(1, wanted * 0.8)).step)
    return Step(unit: .year, count: count, days: Double(count) * 365.2425)
  }

  /// The beginnings of the step's units inside the domain: years and months aligned to multiples, weeks to Mondays.
  private func starts(_ step: Step) -> [Int] {
    let first = Int(low.rounded(.up))
    var day: Int
    let date = CivilDay(days: first)
    switch step.unit {
    case .day:
      // 1970-01-05 was a Monday.
      let origin = step.count == 7 ? 4 : 0
      let offset = ((first - origin) % step.count + step.count) % step.count
      day = offset == 0 ? first : first + step.count - offset
    case .month:
      day = CivilDay(year: date.year, month: (date.month - 1) / step.count * step.count + 1, day: 1).days
    case .year:
      let year = date.year - ((date.year % step.count) + step.count) % step.count
      day = CivilDay(year: year, month: 1, day: 1).days
    }
    var result: [Int] = []
    while Double(day) <= high, result.count < 1000 {
      if day >= first { result.append(day) }
      day = step.unit.advanced(day, by: step.count)
    }
    return result
  }
}
