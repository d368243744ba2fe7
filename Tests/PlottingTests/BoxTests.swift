import Testing

@testable import Plotting

@Suite struct BoxTests {
  /// numpy 2.x: np.percentile([1, 2, 3, 4, 5, 6, 7, 8, 30, 30], [25, 50, 75]) -> [3.25, 5.5, 7.75]; the fences are −3.5 and 14.5.
  @Test func numbersAreThoseOfNumPyAndTukey() throws {
    let box = try #require(BoxStatistics([30, 8, 1, 7, 2, 6, 3, 5, 30, 4, .nan, .infinity]))
    #expect(box.count == 10)
    #expect([box.lowerQuartile, box.median, box.upperQuartile] == [3.25, 5.5, 7.75])
    #expect([box.lowWhisker, box.highWhisker] == [1, 8])
    #expect(box.outliers == [30] && box.outlierCount == 2)
  }

  @Test func fewValuesHaveABoxToo() throws {
    #expect(BoxStatistics([]) == nil && BoxStatistics([.nan]) == nil)
    let one = try #require(BoxStatistics([3]))
    #expect([one.lowWhisker, one.lowerQuartile, one.median, one.upperQuartile, one.highWhisker] == [3, 3, 3, 3, 3])
    let two = try #require(BoxStatistics([1, 3]))
    #expect(
      [two.lowWhisker, two.lowerQuartile, two.median, two.upperQuartile, two.highWhisker] == [1, 1.5, 2, 2.5, 3])
  }

  @Test func valuesWithoutAPlaceAreCounted() {
    let chart = Chart(
      BoxSpec(categories: ["a", "a", "a", "b"], values: [-1, 2, 3, .nan], isLog: true), label: "b")
    #expect(chart.notes.count == 3)
    #expect(chart.notes.contains("1 row is left out: the value is missing."))
    #expect(chart.notes.contains("1 row is left out: a log axis has no place for negatives."))
    #expect(chart.dataTable.rows.map { $0.prefix(2) } == [["a", "2"], ["b", "0"]])
  }

  /// However many values lie beyond the whiskers, the drawing has a dot for a place.
  @Test func dotsAreFewerThanPixels() {
    let values = (0..<50_000).map { Double($0 % 100) } + (0..<50_000).map { 1000 + Double($0) / 10 }
    let box = Chart(
      BoxSpec(categories: values.map { _ in "a" }, values: values + []), label: "b")
    #expect(box.svg(.embedded).utf8.count < 100_000)
  }
}
