import Testing

@testable import Plotting

@Suite struct NamePlacesTests {
  private let (one, two) = ("Jos\u{E9}", "Jose\u{301}")

  @Test func namesOfOtherBytesHaveOtherPlaces() {
    var places = NamePlaces([one])
    #expect([two, one, two, "Ann"].map { places.place(of: $0) } == [1, 0, 1, 2])
    #expect(places.count == 3)
  }

  @Test func noValueIsAddedToAnothersBar() {
    let chart = BarChart(
      categories: [one, two, one], values: [1, 2, 4], groups: [two, two, one], arrangement: .grouped,
      orientation: .vertical, titles: AxisTitles(x: "", y: ""), format: .automatic)
    #expect(chart.categories.count == 2 && chart.series.count == 2 && chart.added == 0)
    #expect(chart.values == [[1, 2], [4, nil]])
    #expect(ChartPanels([one, two, one]).panelOfRow == [0, 1, 0])
  }
}
