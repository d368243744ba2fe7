import Foundation
import Testing

@testable import Plotting

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct SVGTests {
  /// Collects what a strict XML parser sees.
  private final class Reader: NSObject, XMLParserDelegate {
    var ids: [String] = []
    var elements = Set<String>()
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) {
      elements.insert(name)
      if let id = attributes["id"] { ids.append(id) }
    }
  }

  @Test(arguments: Gallery.charts.map(\.label)) func isWellFormedWithItsOwnIds(_ label: String) throws {
    let chart = try #require(Gallery.charts.first { $0.label == label })
    for style in SVGStyle.allCases {
      let reader = Reader()
      let parser = XMLParser(data: Data(chart.svg(style).utf8))
      parser.delegate = reader
      #expect(parser.parse(), "\(label) \(style): \(String(describing: parser.parserError))")
      #expect(reader.ids == ["\(label)-title", "\(label)-desc"])
      #expect(reader.elements.isSubset(of: ["svg", "title", "desc", "g", "rect", "line", "path", "circle", "text"]))
    }
  }

  @Test func sameChartGivesSameBytes() {
    for chart in Gallery.charts.filter({ !$0.label.contains("density") }) {
      #expect(chart.svg(.embedded) == chart.svg(.embedded))
    }
  }

  @Test func aFileOfItsOwnNeedsNoPage() {
    for chart in Gallery.charts.filter({ !$0.label.contains("density") }) {
      let svg = chart.svg(.standalone)
      #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
      #expect(!svg.contains("currentColor") && !svg.contains("var(") && svg.contains("fill=\"#ffffff\""))
    }
  }

  @Test func numbersHaveAtMostTwoDecimals() {
    for chart in Gallery.charts where !chart.label.contains("many") && !chart.label.contains("density") {
      #expect(chart.svg(.standalone).firstMatch(of: /="-?\d+\.\d{3,}/) == nil)
    }
    #expect(
      [0.005, -0.005, 1.10, 12, -3.456, .nan, 1e300].map { String(coordinate: $0) } == [
        "0.01", "-0.01", "1.1", "12", "-3.46", "0", "0",
      ])
    #expect(String(coordinate: -0.001) == "0")
  }

  @Test func textFromDataIsHarmless() {
    let nasty = "<script>\"'&\u{0}\u{8}\u{1B}\u{202E}\u{FFFF}\n"
    #expect(nasty.escapedForXML == "&lt;script&gt;&quot;&#39;&amp; ")
    #expect("1 fig\"x".asIdentifier == "fig-1-fig-x")
    #expect("".asIdentifier == "fig")
    let chart = Chart(
      BarSpec(categories: [nasty, nasty + "2"], values: [1, 2]).with { $0.groups = [nasty, "b"] },
      titles: AxisTitles(x: nasty, y: nasty), title: nasty, label: nasty)
    for style in SVGStyle.allCases { #expect(!chart.svg(style).contains("<script")) }
  }

  @Test func fewMarksHaveTooltipsAndManyHaveNone() {
    let bars = Chart(
      BarSpec(categories: ["a & b", "c"], values: [1.5, 2]), titles: AxisTitles(x: "x", y: "y"), label: "b")
    #expect(bars.svg(.embedded).contains("><title>a &amp; b: 1.5</title></rect>"))
    func tips(_ count: Int) -> Int {
      let chart = Chart(
        ScatterSpec(x: Gallery.noise(count, seed: 1), y: Gallery.noise(count, seed: 2)), label: "s")
      return chart.svg(.embedded).components(separatedBy: "<title>").count - 1
    }
    #expect(tips(200) == 200)
    #expect(tips(2000) == 0)
  }

  /// Shares of nearly 100 % have their numbers over the bars, not a tick at 110.
  @Test func numbersOverBarsAddNoTick() throws {
    let chart = try #require(Gallery.charts.first { $0.label == "bar-percent" })
    for orientation in [BarOrientation.vertical, .horizontal] {
      let bars = Chart(
        BarSpec(categories: ["a", "b"], values: [42.25, 99.9]).with { $0.orientation = orientation }, label: "b",
        size: chart.size)
      for svg in [bars.svg(.embedded), chart.svg(.embedded)] {
        #expect(svg.contains(">100</text>") && !svg.contains(">110</text>") && !svg.contains(">120</text>"))
      }
    }
  }

  @Test func manyPointsStaySmall() {
    let count = 50_000
    let chart = Chart(
      ScatterSpec(x: Gallery.bell(count, seed: 1), y: Gallery.bell(count, seed: 2)), label: "many")
    #expect(chart.svg(.embedded).utf8.count < 200_000)
    let most = ScatterChart.mostDots
    let dots = Chart(
      ScatterSpec(x: Gallery.noise(most, seed: 1), y: Gallery.noise(most, seed: 2)).with {
        $0.series = (0..<most).map { "\($0 % 7)" }
      }, label: "dots")
    #expect(dots.svg(.embedded).utf8.count < 500_000)
  }

  @Test func hugeOrSenselessSizesAreBounded() {
    for size in [Size(width: .nan, height: -1), Size(width: 1, height: 1), Size(width: .infinity, height: 1e9)] {
      for var chart in Gallery.charts where !chart.label.contains("density") && !chart.label.contains("labels") {
        chart.size = size
        #expect(!chart.svg(.embedded).contains("=\"nan"))
      }
    }
  }

  @Test func whatIsNotDrawnIsCounted() {
    let chart = Chart(
      ScatterSpec(x: [1, 2, .nan, -1, 0], y: [1, 2, 3, 4, .infinity]).with { $0.hasLogX = true }, label: "s")
    #expect(
      chart.notes == [
        "1 row is left out: x is missing.", "1 row is left out: a value is infinite or beyond 10¹⁵⁰.",
        "1 row is left out: a log axis has no place for negatives.",
      ])
    let bars = Chart(
      BarSpec(categories: ["a", "a", "b"], values: [1, 2, 5]), label: "b")
    #expect(bars.notes == ["1 value fell on a bar that was there and was added to it."])
    #expect(bars.dataTable.rows == [["a", "3"], ["b", "5"]])
  }

  @Test func unequalArraysAreCutToTheShorter() {
    #expect(
      Chart(
        BarSpec(categories: ["a", "b"], values: [1]).with { $0.groups = [] }, label: "b"
      ).dataTable.rows.count == 1)
    #expect(
      Chart(
        LineSpec(x: [1, 2, 3], y: [1]).with { $0.series = ["a"] }, label: "l"
      ).dataTable.rows.count == 1)
    #expect(
      Chart(
        ScatterSpec(x: [1, 2], y: [1]).with {
          $0.labels = []
          $0.series = []
        }, label: "s"
      ).dataTable.rows.count == 1)
    #expect(
      !Chart(
        HeatmapSpec(rows: ["a", "b"], columns: ["c"], values: [[1]]), label: "h"
      ).notes.isEmpty)
  }
}
