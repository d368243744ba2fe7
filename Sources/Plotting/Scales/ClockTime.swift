import CivilCalendar
import Languages

/// A moment of a day, for axes and tips: microseconds since 1970-01-01T00:00:00Z.
struct ClockTime: Sendable, Equatable {
  static let microsecondsPerDay = 86_400_000_000

  var microseconds: Int

  /// Days since 1970-01-01 with a fraction, which a double holds to the microsecond for the next thousand years.
  init(days: Double) { microseconds = Int((days * Double(Self.microsecondsPerDay)).rounded()) }

  init(microseconds: Int) { self.microseconds = microseconds }

  var days: Double { Double(microseconds) / Double(Self.microsecondsPerDay) }

  var day: Int { microseconds.floorDivided(by: Self.microsecondsPerDay).quotient }

  /// `22:13`, `22:13:20`, `22:13:20.9`: with seconds, or a fraction of them, where `step` or the moment itself has some.
  func text(step: Int) -> String {
    let ofDay = microseconds - day * Self.microsecondsPerDay
    let seconds = ofDay / 1_000_000
    var text = Self.two(seconds / 3600) + ":" + Self.two(seconds / 60 % 60)
    if ofDay % 60_000_000 == 0, step % 60_000_000 == 0 { return text }
    text += ":" + Self.two(seconds % 60)
    let fraction = ofDay % 1_000_000
    if fraction == 0, step % 1_000_000 == 0 { return text }
    var digits = String(fraction + 1_000_000).dropFirst()
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return text + "." + digits
  }

  /// The day and the time of it.
  func name(in say: Language) -> String {
    CalendarUnit.day.name(day, in: say) + " " + text(step: 60_000_000)
  }

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

  /// Steps of a clock: powers of ten below a second, then what divides a minute, an hour and a day.
  static let steps: [Int] = {
    var steps: [Int] = []
    var power = 1
    while power < 1_000_000 {
      steps += [power, 2 * power, 5 * power]
      power *= 10
    }
    steps += [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200].map {
      $0 * 1_000_000
    }
    return steps
  }()
}
