import Testing

@testable import Plotting

@Suite struct NamePlacesTests {
  private let one = "Jos\u{E9}"
  private let two = "Jose\u{301}"

  @Test func namesOfOtherBytesHaveOtherPlaces() {
    var places = NamePlaces([one])
    #expect([two, one, two, "Ann"].map { places.place(of: $0) } == [1, 0, 1, 2])
    #expect(places.count == 3)
  }

  @Test func noValueIsAddedToAnothersBar() {
    let spec = BarSpec(categories: [one, two, one], values: [1, 2, 4]).with { $0.groups = [two, two, one] }
    let chart = BarChart(spec, AxisTitles(), like: nil)
    #expect(chart.categories.count == 2 && chart.series.count == 2 && chart.added == 0)
    #expect(chart.values == [[1, 2], [4, nil]])
    #expect(ChartPanels([one, two, one]).panelOfRow == [0, 1, 0])
  }
}
