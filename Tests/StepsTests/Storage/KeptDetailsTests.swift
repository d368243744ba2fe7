import Diagnostics
import LabSupport
import Languages
import Reports
import Tables
import Testing

@testable import Steps

/// Details of outcomes: what is kept of them comes back as it was, and what is no details of a step is told.
@Suite struct KeptDetailsTests {
  private struct Found: OutcomeDetails, Equatable {
    enum Place: Codable, Equatable {
      case nowhere
      case row(Int, share: Double)
    }

    var counts: [Int?]
    var shares: [Double]
    var name: String?
    var place: Place
  }

  @Test func numbersAndWordsComeBack() throws {
    let found = Found(
      counts: [.max, nil, -1, 0], shares: [0.1, .infinity, -.infinity, 1e300],
      name: "数\"\n\u{0}", place: .row(7, share: 1.0 / 3))
    let back = try KeptDetails(found).opened(as: Found.self)
    #expect(back == found)
    #expect(back.shares.map(\.bitPattern) == found.shares.map(\.bitPattern))
    let empty = Found(counts: [], shares: [.nan], name: nil, place: .nowhere)
    #expect(try KeptDetails(empty).opened(as: Found.self).shares[0].isNaN)
  }

  @Test func tablesAndColumnsAreKeptBeside() throws {
    let x = Column(strings: ["a", "b"])
    let details = PlotScatter.Details(x: x, y: Column(integers: [1, 2]), series: nil, panel: nil, names: x)
    let kept = try KeptDetails(details)
    #expect(kept.tables.count == 3)
    let back = try kept.opened(as: PlotScatter.Details.self)
    #expect(back.x.listing == x.listing && back.y.numbers == [1, 2] && back.series == nil)
    #expect(back.names?.listing == x.listing)
  }

  /// A detail that is missing, of another type, or without its table is damage, never a 0.
  @Test(arguments: [
    #"{"rows":0,"tied":0}"#, #"{"chosen":3,"tied":0}"#, #"{"chosen":3,"rows":0}"#,
    #"{"chosen":"3","rows":0,"tied":0}"#, #"{"chosen":null,"rows":0,"tied":0}"#,
    #"{"chosen":3,"rows":1,"tied":0}"#, #"{"chosen":3,"rows":-1,"tied":0}"#, "[]", "", "{",
  ])
  func whatIsMissingIsTold(_ json: String) throws {
    let tables = [Table([("a", Column(integers: [1]))])]
    #expect(throws: StorageDamage.self) {
      try KeptDetails(json: Array(json.utf8), tables: tables).opened(as: Show.Details.self)
    }
    let whole = KeptDetails(json: Array(#"{"chosen":3,"rows":0,"tied":0}"#.utf8), tables: tables)
    #expect(try whole.opened(as: Show.Details.self).chosen == 3)
  }

  @Test func partsThatDoNotFitEachOtherAreDamage() throws {
    let bars = PlotBar.Details(
      x: Column(strings: ["a"]), heights: Column(integers: [1, 2]), rows: [1], leftOut: [.init()])
    let kept = try KeptDetails(bars)
    #expect(throws: StorageDamage.self) { try kept.opened(as: PlotBar.Details.self) }
  }

  @Test func boxesComeBackWhole() throws {
    let values: [[Double]] = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 100, 200], [], [5, .nan, -3]]
    for isLog in [false, true] {
      let kept = KeptBoxes(values, isLog: isLog)
      let details = PlotBox.Details(x: Column(strings: ["a", "b", "c"]), panel: nil, boxes: kept)
      let back = try KeptDetails(details).opened(as: PlotBox.Details.self)
      #expect(back.boxes.statistics == kept.statistics)
      #expect(kept.statistics.map { $0?.outliers ?? [] } == [[100, 200], [], []])
      #expect(back.boxes.leftOut.missing == 1 && back.boxes.leftOut.negatives == (isLog ? 1 : 0))
    }
  }

  @Test func theOutcomeOfAnotherStepIsNoReport() throws {
    let run = try Ratings.run("head d rows: 2\nshow d limit: 1")
    let steps = run.program.steps.filter { ["head", "show"].contains($0.signature.name) }
    let (head, show) = (try #require(steps.first), try #require(steps.last))
    let (rows, shown) = (try #require(run.result.outcomes[head.index]), try #require(run.result.outcomes[show.index]))
    let context = RenderContext(rowCounts: [:], label: "", figureWidth: nil, figureHeight: nil, language: .english)
    #expect(try !head.step.render(any: rows, context).isEmpty)
    let fault = #expect(throws: Diagnostic.self) { try head.step.render(any: shown, context) }
    #expect(fault?.code == .internalFault)
  }
}
