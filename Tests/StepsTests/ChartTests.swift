import LabSupport
import Plotting
import Reports
import Testing

/// What the steps of charts hand to the drawings: the tables behind these, from the ratings.
@Suite struct ChartTests {
  private func chart(_ cell: String) throws -> Chart {
    let run = try Ratings.run(cell)
    #expect(run.codes == [])
    return try #require(run.charts().last)
  }

  @Test func boxesHaveTheQuartilesOfPandas() throws {
    // d.groupby("item").stars.quantile([.25, .5, .75]); one missing star of item c.
    let chart = try chart("plot box d y: stars x: item sort: label")
    #expect(
      chart.dataTable.rows == [
        ["a", "3", "3", "4", "5", "5", "5", "0"], ["b", "3", "2", "3", "4", "4", "4", "0"],
        ["c", "1", "1", "1", "1", "1", "1", "0"],
      ])
    #expect(chart.notes.contains("1 row is left out: stars is missing."))
    #expect(chart.summary.contains("highest median a with 5, lowest c with 1"))
  }

  @Test func boxesStandByFallingMedianUnlessToldOtherwise() throws {
    func names(_ options: String) throws -> [String] {
      try chart("plot box d y: row x: user \(options)").dataTable.rows.map { $0[0] }
    }
    #expect(try names("") == ["(missing)", "cid", "bob", "ann"])
    #expect(try names("sort: label") == ["(missing)", "ann", "bob", "cid"])
    #expect(try names("sort: data") == ["ann", "bob", "cid", "(missing)"])
    #expect(try chart("plot box d y: row").dataTable.rows == [["8", "0.00", "1.75", "3.50", "5.25", "7.00", "0"]])
  }

  @Test func panelsStandInTheOrderOfTheirValues() throws {
    let bars = try chart("plot bar d x: item by: stars")
    #expect(
      bars.dataTable.rows.map { Array($0.prefix(2)) }.map { $0.joined(separator: " ") } == [
        "stars 1 a", "stars 1 b", "stars 1 c", "stars 2 a", "stars 2 b", "stars 2 c", "stars 3 a", "stars 3 b",
        "stars 3 c", "stars 4 a", "stars 4 b", "stars 4 c", "stars 5 a", "stars 5 b", "stars 5 c", "(missing) a",
        "(missing) b", "(missing) c",
      ])
    let histogram = try chart("plot histogram d x: stars by: item")
    #expect(histogram.dataTable.rows.filter { $0[0] == "a" }.map { $0[2] } == ["0", "0", "1", "0", "2"])
    #expect(histogram.notes == ["c: 1 row is left out: stars is missing."])
    for cell in ["line d x: day y: stars", "scatter d x: row y: stars", "box d y: stars", "bar d x: day"] {
      let chart = try chart("plot \(cell) by: item")
      #expect(Array(Set(chart.dataTable.rows.map { $0[0] })).sorted() == ["a", "b", "c"], "\(cell)")
    }
  }

  @Test func colourTellsApartInOneChart() throws {
    let bars = try chart("plot bar d x: item color: user sort: label limit: 2")
    #expect(bars.dataTable.columns.map(\.name) == ["item", "ann", "bob", "(missing)"])
    #expect(bars.dataTable.rows == [["a", "2", "1", ""], ["b", "2", "", "1"]])
    let lines = try chart("plot line d x: day y: row color: item")
    #expect(Set(lines.dataTable.columns.map(\.name)) == ["day", "a", "b", "c"])
  }

  /// a and b have three rows each, c has two.
  @Test func aCutAmongEqualBarsIsTold() throws {
    #expect(
      try chart("plot bar d x: item limit: 1").notes == [
        "The first 1 of 3 categories.", "The last is one of 2 of the same height, of which not all are shown.",
      ])
    #expect(try chart("plot bar d x: item limit: 2").notes == ["The first 2 of 3 categories."])
    #expect(try chart("plot bar d x: item limit: 1 sort: label").notes == ["The first 1 of 3 categories."])
  }

  /// More bars than anybody compares are refused with what to write: of numbers a histogram, of names the highest.
  @Test func barsHaveALimit() throws {
    let rows = (0..<300).map { "k\($0),\($0),\($0 % 7)\n" }.joined()
    func run(_ step: String) throws -> LabRun {
      try Lab(cell: "load \"m.csv\" as m\n" + step, data: ["m.csv": "key,votes,n\n" + rows]).run()
    }
    let names = try run("plot bar m x: key y: n")
    #expect(names.codes == ["too-many-bars"])
    #expect(names.faults.first?.help.first?.contains("sort: value limit: 30") == true)
    #expect(try run("plot bar m x: key y: n sort: value limit: 30").codes == [])
    let numbers = try run("plot bar m x: votes")
    #expect(numbers.faults.first?.help == ["a histogram shows how numbers are distributed: plot histogram m x: votes"])
    #expect(try run("plot histogram m x: votes").codes == [])
    #expect(try run("derive m day: date(votes * 86400)\nplot bar m x: day").codes == [])
  }

  /// What grows with the rows is refused before it is drawn, with what to write; ten thousand are fine.
  @Test func marksHaveALimit() throws {
    func run(_ step: String, rows: Int) throws -> LabRun {
      let lines = (0..<rows).map { "\($0),\($0 % 7),\($0 % 300)\n" }.joined()
      return try Lab(
        cell: "load \"m.csv\" as m\nderive m day: date(n * 86400) moment: datetime(n * 60)\n" + step,
        data: ["m.csv": "n,k,key\n" + lines]
      ).run()
    }
    #expect(try run("plot bar m x: day", rows: 10_000).codes == [])
    let days = try run("plot bar m x: day", rows: 10_001)
    #expect(days.codes == ["too-many-bars"] && days.faults.first?.message == "\"day\" gives 10,001 bars")
    #expect(
      days.faults.first?.help == [
        "bars of months are fewer: derive m month: start-of-month(day), then x: month; plot line shows every day"
      ])
    #expect(try run("derive m month: start-of-month(day)\nplot bar m x: month", rows: 10_001).codes == [])
    // A bar for each day, however many moments it has.
    #expect(try run("plot bar m x: moment", rows: 10_001).codes == [])
    // What has no day has no bar.
    #expect(try run("derive m day: if(n == 0, null, day)\nplot bar m x: day", rows: 10_001).codes == [])
    #expect(try run("plot bar m x: day by: k", rows: 10_001).codes == ["too-many-bars"])
    #expect(try run("plot line m x: n y: k", rows: 10_001).codes == [])
    // Nor is a row without a y a point.
    let line = try run("derive m key: if(n == 0, null, key)\nplot line m x: n y: key color: k", rows: 100_002)
    #expect(line.codes == ["too-many-points"] && line.faults.first?.message == "\"m\" gives 100,001 points")
    #expect(
      line.faults.first?.help.first
        == "draw one value for each n: group m by: [n, k] key: mean(key) as means, then plot line means")
  }

  @Test func stackedBarsNeedColours() throws {
    #expect(try Ratings.run("plot bar d x: item stack: true").codes == ["missing-option"])
    #expect(try chart("plot bar d x: item color: user stack: true").summary.hasPrefix("Stacked bar chart"))
  }

  /// What a chart leaves out stands once, in the caption.
  @Test func notesOfAChartAreNoRemarks() throws {
    let run = try Ratings.run("plot histogram d x: stars")
    #expect(!run.sentences().contains { $0.contains("finite number") })
  }

  /// A number that counts days or microseconds would be a wrong word on an axis: it is refused, with what to write.
  @Test(arguments: [
    "plot scatter d x: day y: row", "plot scatter d x: row y: day", "plot box d y: day", "plot histogram d x: day",
    "plot bar d x: item y: day", "plot line d x: row y: day", "plot heatmap d x: item y: user value: day",
  ]) func aDayIsNoNumberOfAnAxis(step: String) throws {
    let run = try Ratings.run(step)
    #expect(run.codes == ["type-mismatch"])
    #expect(run.faults.first?.help.contains { $0.contains("days(day)") } ?? false, "\(run.faults.map(\.help))")
    let number = "derive d since: days(day)\n" + step.replacing(": day", with: ": since")
    #expect(try !Ratings.run(number).codes.contains("type-mismatch"))
  }

  /// Where values are categories, days are written as days.
  @Test func daysAreCategoriesWhereNumbersAre() throws {
    let boxes = try chart("plot box d y: row x: day")
    #expect(boxes.dataTable.rows.contains { $0[0].contains(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/) })
    let grid = try chart("plot heatmap d x: day y: item")
    #expect(grid.dataTable.columns.contains { $0.name.contains(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/) })
  }
}
