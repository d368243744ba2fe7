import Testing

@testable import Plotting

@Suite struct FacetTests {
  private func texts(_ chart: Chart) -> [TextBox] { chart.drawn(.embedded).canvas.texts }

  /// The heights of the bars of a drawing, in the order of the file.
  private func heights(_ chart: Chart) -> [String] {
    chart.svg(.embedded).matches(of: /<rect [^>]*height="([0-9.]+)"/).map { String($0.output.1) }
  }

  @Test func equalValuesAreEquallyHighInAllPanels() {
    let chart = Chart(
      BarSpec(categories: ["1", "2", "1", "2"], values: [5, 100, 5, 10]).with {
        $0.panels = ChartPanels(["a", "a", "b", "b"])
      }, label: "f")
    let heights = heights(chart)
    #expect(heights.count == 4 && heights[0] == heights[2])
  }

  @Test func labelsStandOnlyAtTheEdges() throws {
    let chart = try #require(Gallery.charts.first { $0.label == "facets-line" })
    let labels = texts(chart).filter { $0.text == "25" }
    // Four panels in two rows: each column has its own axis below, each row its own beside.
    #expect(labels.count == 2)
    #expect(texts(chart).count { $0.text == "epoch" } == 1)
    #expect(texts(chart).count { $0.text == "train" } == 1, "one legend for all panels")
  }

  /// A category, bin or line that a panel lacks keeps its place and its colour.
  @Test func panelsHaveTheSameCategoriesBinsAndColours() throws {
    let bars = Chart(
      BarSpec(categories: ["1", "2", "2"], values: [1, 2, 3]).with { $0.panels = ChartPanels(["a", "a", "b"]) },
      label: "f")
    #expect(bars.dataTable.rows == [["a", "1", "1"], ["a", "2", "2"], ["b", "1", ""], ["b", "2", "3"]])
    let histogram = Chart(
      HistogramSpec(values: [1, 2, 9, 9]).with { $0.panels = ChartPanels(["a", "a", "b", "b"]) },
      titles: AxisTitles(y: "count"), label: "f")
    let names = histogram.dataTable.rows.map { $0[1] }
    #expect(Array(names.prefix(9)) == Array(names.suffix(9)))
    let lines = Chart(
      LineSpec(x: [1, 2, 1, 2], y: [1, 2, 3, 4]).with {
        $0.series = ["p", "p", "q", "q"]
        $0.panels = ChartPanels(["a", "a", "b", "b"])
      }, label: "f")
    #expect(lines.svg(.standalone).components(separatedBy: "stroke=\"#0072b2\"").count == 3, "one line, one swatch")
  }

  @Test func panelsBecomeFewerInARowWhereItIsNarrow() throws {
    var chart = try #require(Gallery.charts.first { $0.label == "facets-scatter" })
    let wide = chart.drawn(.embedded).size
    chart.size = Size(width: 320, height: 0)
    let narrow = chart.drawn(.embedded).size
    #expect(narrow.width <= 320 && narrow.height > wide.height)
  }

  @Test func notesAreToldOnceOrByPanel() {
    let chart = Chart(
      ScatterSpec(x: [1, .nan, 2, .nan], y: [1, 2, 3, 4]).with { $0.panels = ChartPanels(["a", "a", "b", "b"]) },
      label: "f")
    #expect(chart.notes == ["2 rows are left out: x is missing."], "those of both panels together")
    let one = Chart(
      ScatterSpec(x: [1, 1, .nan], y: [1, 2, 3]).with { $0.panels = ChartPanels(["a", "b", "b"]) }, label: "f")
    #expect(one.notes == ["b: 1 row is left out: x is missing."])
  }

  @Test func whatPanelsCountIsNeverMerged() {
    let panels = ChartPanels(["a", "a", "a", "b", "b", "b"])
    let bars = Chart(
      HistogramSpec(values: [0, 1, -1, 0, 5, -2]).with {
        $0.panels = panels
        $0.isLog = true
      }, titles: AxisTitles(x: "n", y: "count"), label: "f")
    #expect(
      bars.notes == [
        "2 rows are left out: a log axis has no place for negatives.", "a: 1 zero stands in a bar apart, labelled 0.",
        "b: 1 zero stands in a bar apart, labelled 0.",
      ])
    #expect(bars.summary.contains("a: Histogram of n on a log axis: 2 values from 0 to 1 in"), "no negative among them")
    let lines = Chart(
      LineSpec(x: [1, 2, 3, 1, 2, 3], y: [1, .nan, 1e300, 1, .nan, 3]).with { $0.panels = panels },
      titles: AxisTitles(y: "n"), label: "f")
    #expect(
      lines.notes == [
        "2 rows are left out: n is missing.", "a: 1 row is left out: a value is infinite or beyond 10¹⁵⁰.",
      ])
  }
}

extension ChartPanels {
  /// The name of every row's panel; panels stand in the order of their first row.
  init(_ rows: [String]) {
    var places = NamePlaces([])
    let panelOfRow = rows.map { places.place(of: $0) }
    self.init(names: places.names, panelOfRow: panelOfRow)
  }
}
