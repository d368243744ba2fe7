import CivilCalendar
import Foundation
import Testing

@Suite struct CivilDayTests {
  /// Foundation's Gregorian calendar in UTC says the same of every day tried.
  @Test func daysAgreeWithFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for days in stride(from: -40_000, through: 60_000, by: 37) {
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      let date = CivilDay(days: days)
      #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day])
      #expect(date.days == days)
      // Foundation counts from Sunday.
      #expect(CivilDay.weekday(days: days) % 7 + 1 == parts.weekday)
    }
  }

  @Test func theDaysOfFourCenturiesFollowEachOther() {
    var (year, month, day) = (1800, 1, 1)
    // datetime.date(1800, 1, 1).toordinal() - datetime.date(1970, 1, 1).toordinal() == -62091
    for days in -62_091..<(-62_091 + 146_097) {
      let date = CivilDay(year: year, month: month, day: day)
      #expect(CivilDay(days: days) == date && date.days == days)
      day += 1
      if day > CivilDay.length(ofMonth: month, in: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2200, 1, 1))
  }

  @Test(arguments: [
    ("2015-08-31", 16_678), ("1970-01-01", 0), ("0000-02-29", -719_469), ("9999-12-31", 2_932_896),
    ("2000-02-29", 11_016),
  ])
  func isoTextIsReadAndWritten(_ text: String, days: Int) {
    #expect(CivilDay(iso: text.utf8)?.days == days)
    #expect(CivilDay(days: days).description == text)
  }

  @Test(arguments: [
    "2015-02-29", "1900-02-29", "2015-13-01", "2015-00-01", "2015-04-31", "2015-4-3", "15-04-03", "2015-04-03 ", "",
    "２０15-04-03", "2015/04/03", "-015-04-03",
  ])
  func whatIsNoDayIsNotRead(_ text: String) { #expect(CivilDay(iso: text.utf8) == nil) }

  @Test func yearsOfMoreThanFourDigitsHaveASign() {
    #expect(CivilDay(year: 12_345, month: 1, day: 2).description == "+12345-01-02")
    #expect(CivilDay(year: -3, month: 1, day: 2).description == "-0003-01-02")
  }

  @Test(arguments: [Int.min, Int.min + 719_467, Int.max, Int.max - 719_468])
  func noNumberOfDaysTraps(_ days: Int) { _ = CivilDay(days: days).description }

  @Test func momentsBeforeTheEpochLieInTheDayBefore() {
    #expect(CivilDay.days(microseconds: -1) == -1)
    #expect(CivilDay.days(microseconds: 0) == 0)
    #expect(CivilDay.days(seconds: -86_400) == -1)
    #expect(CivilDay.days(seconds: -86_401) == -2)
    #expect(CivilDay.microseconds(seconds: 1e300) == nil)
    #expect(CivilDay.microseconds(seconds: 0.25) == 250_000)
  }
}
