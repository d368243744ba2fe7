import CivilCalendar
import Testing

@testable import Plotting

@Suite struct TickTests {
  /// Numbers of d3-array 3.2: `d3.ticks(start, stop, count)`.
  @Test(arguments: [
    (0.0, 1.0, 10, ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]),
    (0, 10, 4, ["0", "2", "4", "6", "8", "10"]),
    (-10, 10, 4, ["−10", "−5", "0", "5", "10"]),
    (0, 98_761, 5, ["0", "20,000", "40,000", "60,000", "80,000"]),
    (1995, 2015, 4, ["1,995", "2,000", "2,005", "2,010", "2,015"]),
    (0.001, 0.0035, 5, ["0.0010", "0.0015", "0.0020", "0.0025", "0.0030", "0.0035"]),
  ]) func ofALinearAxisAreThoseOfD3(low: Double, high: Double, count: Int, labels: [String]) {
    #expect(LinearScale(low: low, high: high).ticks(count: count).flatMap(\.label) == labels)
  }

  @Test func aDayOfAnEarlyYearIsWrittenAsInATable() {
    #expect(CalendarUnit.day.name(-719_162) == "0001-01-01")
    #expect(CalendarUnit.day.name(16_495) == "2015-03-01")
  }

  @Test func areWholeForWholeNumbers() {
    var scale = LinearScale(low: 0, high: 3)
    scale.isWhole = true
    #expect(scale.ticks(count: 10).flatMap(\.label) == ["0", "1", "2", "3"])
  }

  @Test func ofALogAxisAreDecadesOrOneTwoFive() {
    #expect(LogScale(low: 1, high: 10_000).ticks(count: 6).flatMap(\.label) == ["1", "10", "100", "1,000", "10,000"])
    #expect(LogScale(low: 1, high: 100).ticks(count: 8).flatMap(\.label) == ["1", "2", "5", "10", "20", "50", "100"])
    #expect(LogScale(low: 1e-5, high: 1e10).ticks(count: 4).count <= 4)
    #expect(LogScale(low: 0.5, high: 0.9).ticks(count: 5).count >= 2)
  }

  @Test func ofALogAxisBeginWithTheZerosApart() {
    var scale = LogScale(low: 1, high: 100, hasZeroBand: true)
    scale.range = (0, 500)
    #expect(scale.ticks(count: 4).first == Tick(value: 0, label: ["0"]))
    let zero = scale.position(0) ?? -1
    #expect(zero > 0 && zero < LogScale.zeroBand)
    #expect((scale.position(1) ?? 0) >= LogScale.zeroBand + LogScale.zeroGap)
    #expect(scale.position(-1) == nil)
  }

  @Test func ofTimeNameTheYearWhereItChanges() {
    let start = CivilDay(year: 2014, month: 6, day: 15).days
    let end = CivilDay(year: 2015, month: 5, day: 2).days
    let labels = TimeScale(low: Double(start), high: Double(end)).ticks(count: 4).map(\.label)
    #expect(labels == [["Jul", "2014"], ["Oct"], ["Jan", "2015"], ["Apr"]])
  }

  @Test func ofManyYearsAreRoundYears() {
    let scale = TimeScale(
      low: Double(CivilDay(year: 1969, month: 3, day: 1).days),
      high: Double(CivilDay(year: 2015, month: 3, day: 1).days))
    #expect(scale.ticks(count: 5).flatMap(\.label) == ["1970", "1980", "1990", "2000", "2010"])
  }

  @Test func ofBarsStandInTheMiddleOfTheirPeriod() {
    let start = CivilDay(year: 2014, month: 1, day: 1).days
    let scale = TimeScale(low: Double(start), high: Double(start + 365 * 3), barUnit: .year)
    #expect(scale.ticks(count: 3).first?.value == Double(start) + 182.5)
  }
}
