import Testing

@testable import Plotting

/// No mark without a value: what has none is counted by its reason, and what one number of digits hides is told apart.
@Suite struct LeftOutTests {
  @Test func aRowWithoutADayIsNotDrawnAt1970() {
    let line = Chart(
      LineSpec(days: [20_000, nil, 20_002], y: [1, 9, 3]), titles: AxisTitles(x: "day", y: "n"), label: "l")
    #expect(line.dataTable.rows.map { $0[1] } == ["1", "3"])
    #expect(line.notes == ["1 row is left out: day is missing."])
    let bars = Chart(
      PeriodBarSpec(days: [20_000, nil], values: [2, 40]).with { $0.rows = [2, 40] },
      titles: AxisTitles(x: "day", y: "n"), label: "b")
    #expect(bars.notes == ["40 rows are left out: day is missing."])
    #expect(
      Chart(
        LineSpec(days: [nil], y: [1]), label: "l"
      ).summary == "Line chart of values by time: no rows to draw.")
  }

  @Test func aMissingAndAnInfiniteValueAreTwoThings() {
    let line = Chart(
      LineSpec(x: [1, 2, 3, 4], y: [2, .nan, 1e300, 5]), titles: AxisTitles(y: "y"), label: "l")
    #expect(
      line.notes == ["1 row is left out: y is missing.", "1 row is left out: a value is infinite or beyond 10¹⁵⁰."])
    let far = Chart(
      LineSpec(days: [20_000, 2_932_896], y: [1, 2]), titles: AxisTitles(x: "day"), label: "l")
    #expect(far.notes == ["1 row is left out: day lies more than 2,700 years from 1970."])
  }

  /// 10⁻³²⁰ and its like have fewer digits than other numbers, and a step between two of them is none: an axis would have no end.
  @Test func aValueNextToZeroIsLeftOutAndCounted() {
    let (x, y) = ([1.0, 2, 3, 4], [Double.leastNonzeroMagnitude, 1e-300, 0, 5])
    let note = "2 rows are left out: a value is closer to 0 than 10⁻²⁹⁰."
    for isLog in [false, true] {
      #expect(
        Chart(
          LineSpec(x: x, y: y).with {
            $0.hasLogX = isLog
            $0.hasLogY = isLog
          }, label: "l"
        ).notes.first == note)
      #expect(
        Chart(
          ScatterSpec(x: x, y: y).with {
            $0.hasLogX = isLog
            $0.hasLogY = isLog
          }, label: "s"
        ).notes.first == note)
      #expect(
        Chart(
          HistogramSpec(values: y).with {
            $0.isLog = isLog
            $0.hasLogCounts = isLog
          }, titles: AxisTitles(y: "count"), label: "h"
        ).notes.first == note)
    }
    var line = Chart(
      LineSpec(x: x, y: y), label: "l")
    line.language = .japanese
    #expect(line.notes == ["値が0に10⁻²⁹⁰より近い行を2行除きました。"])
    #expect(
      !Chart(
        HistogramSpec(values: [1, 2, 4].map { .leastNonzeroMagnitude * $0 }), titles: AxisTitles(y: "count"), label: "h"
      ).svg(.embedded).isEmpty)
  }

  @Test func barsSayWhatIsNotInThem() {
    var part = LeftOut()
    part.missing = 3
    let bars = Chart(
      BarSpec(categories: ["a", "b", "c"], values: [5, .nan, 2]).with {
        $0.leftOut = [LeftOut(), part, part]
        $0.panels = ChartPanels(["p", "p", "q"])
      }, titles: AxisTitles(y: "n"), label: "b")
    #expect(bars.notes == ["6 rows are left out: n is missing."], "three of each panel")
    #expect(bars.dataTable.rows.map { $0[2] } == ["5", "", "", "", "", "2"])
  }

  @Test func aHeatmapCountsItsRowsAndItsBlanks() {
    var part = LeftOut()
    part.missing = 2
    let map = Chart(
      HeatmapSpec(rows: ["a"], columns: ["b", "c"], values: [[1, .nan]]).with {
        $0.valueTitle = "n"
        $0.leftOut = part
      }, label: "h")
    #expect(map.notes == ["2 rows are left out: n is missing.", "1 cell has no number and stays blank."])
  }

  @Test func aLogAxisThatCannotBeIsSaid() {
    let line = Chart(
      LineSpec(x: [1, 2], y: [-1, -2]).with { $0.hasLogY = true }, label: "l")
    #expect(line.notes == ["No value is positive, so the axis is no log axis."])
    let dots = Chart(
      ScatterSpec(x: [0, 1, 10, 100], y: [1, 1, 2, 3]).with { $0.hasLogX = true }, label: "s")
    #expect(dots.notes == ["1 point at 0 has no part in the correlation: 0 has no logarithm."])
  }

  @Test func nearNumbersAreToldApartInWordsTipsAndTable() {
    let line = Chart(
      LineSpec(x: [1, 2], y: [1_000_000.000_1, 1_000_000.000_2]), titles: AxisTitles(y: "y"), label: "l")
    #expect(line.summary.contains("rises from 1,000,000.00010 to 1,000,000.00020"))
    #expect(line.dataTable.rows.map { $0[1] } == ["1,000,000.00010", "1,000,000.00020"])
    #expect(line.svg(.embedded).contains("2: 1,000,000.00020"))
    let bars = Chart(
      BarSpec(categories: ["a", "b"], values: [5000.25, 5000.75]), label: "b")
    #expect(bars.summary.contains("highest b with 5,000.75, lowest a with 5,000.25"))
    let bins = Chart(
      HistogramSpec(values: [1991.5, 1992.1, 1997.5]).with { $0.bins = 40 }, titles: AxisTitles(x: "n", y: "count"),
      label: "h")
    #expect(bins.dataTable.rows.first?[0] == "1,991.50 to 1,991.65", "an edge is not said to go from 1,992 to 1,992")
    let dots = Chart(
      ScatterSpec(x: [3, 3], y: [7_000.1, 7_000.4]), label: "s")
    #expect(dots.summary.contains("x always 3, y from 7,000.10 to 7,000.40"))
  }

  @Test func aConstantIsSaidAsOne() {
    let line = Chart(
      LineSpec(x: [1, 2, 3], y: [4, 4, 4]), label: "l")
    #expect(line.summary == "Line chart of values by x: it stays at 4.")
    // Two doubles next to each other: every digit is written.
    let next = Chart(
      LineSpec(x: [1, 2], y: [0.1, (0.1).nextUp]), label: "l")
    #expect(next.summary.contains("rises from 0.1 to 0.10000000000000002"))
  }

  @Test func yearsHaveNoSeparators() {
    #expect([2015, 2008.34, 2008].map { NumberFormat.name().string($0) } == ["2015", "2008.3", "2008"])
    let line = Chart(
      LineSpec(x: [2001, 2008, 2015], y: [1, 2, 3]).with { $0.xFormat = .name() },
      titles: AxisTitles(x: "year", y: "n"), label: "l")
    #expect(!line.svg(.embedded).contains("2,0") && !line.summary.contains("2,0"))
    #expect(line.dataTable.rows.map { $0[0] } == ["2001", "2008", "2015"])
    let bins = Chart(
      HistogramSpec(values: [1999, 2001, 2015]).with {
        $0.isLog = true
        $0.format = .name()
      }, titles: AxisTitles(y: "count"), label: "h")
    #expect(!bins.svg(.embedded).contains("2,0") && !bins.dataTable.rows.joined().contains { $0.contains(",") })
  }

  /// Each stored count is one of the reasons: panels tell them one by one, and none may get lost on the way.
  @Test func noReasonIsForgotten() {
    var all = LeftOut()
    (all.unplaced, all.missing, all.beyond) = (1, 2, 3)
    (all.minute, all.remote, all.negatives) = (4, 5, 6)
    let parts = all.byReason
    #expect(parts.count == Mirror(reflecting: all).children.count)
    #expect(parts.reduce(LeftOut(), +) == all)
    for part in parts { #expect(part.notes(of: "n", in: .english).count == 1) }
    #expect(all.notes(of: "n", in: .english).count == parts.count)
  }

  @Test func panelsTellOfValuesNextToZero() {
    let chart = Chart(
      HistogramSpec(values: [1e-300, 1, 2, 3, .leastNonzeroMagnitude, 4]).with {
        $0.panels = ChartPanels(names: ["a", "b"], panelOfRow: [0, 0, 0, 1, 1, 1])
      }, titles: AxisTitles(y: "count"), label: "h")
    #expect(chart.notes.contains { $0.hasPrefix("2 rows are left out: a value is closer to 0") }, "\(chart.notes)")
  }
}
