import LabSupport
import Testing

@testable import Steps

/// Numbers about tables beside pandas' on `Ratings.csv`.
@Suite struct StatisticsTests {
  @Test func countOrdersByFrequencyThenByFirstAppearance() throws {
    let table = try Ratings.run("count d by: user as c\ncount d by: [user, item] as pairs")
    // d.user.value_counts(dropna=False)
    #expect(try table.table("c").listing == ["user string: ann bob cid null", "count integer: 4 2 1 1"])
    #expect(
      try table.table("pairs").listing == [
        "user string: ann ann bob cid bob null", "item string: a b a c c b", "count integer: 2 2 1 1 1 1",
      ])
  }

  @Test func quantilesAreInterpolatedAsInPandas() throws {
    // d.stars.quantile([0, 0.1, 0.5, 0.9, 1])
    let table = try Ratings.run("quantile d of: [stars, day] at: [0, 0.1, 0.5, 0.9, 1] as q").table("q")
    #expect(table.numbers("at") == [0, 0.1, 0.5, 0.9, 1])
    #expect(close(table.numbers("stars"), [1, 1.6, 4, 5, 5]))
    // Between 3 and 4 January: the earlier.
    #expect(table.texts("day")[2] == "2020-01-03")
  }

  @Test func rowsWithoutAValueAreNotAmongThoseOfAQuantile() throws {
    let left = try Ratings.run("quantile d of: [stars, day]").sentences()
    #expect(
      left.contains("5 quantiles of stars and day over 8 rows. 1 row without a value of stars is left out."),
      "\(left)")
    let none = try Ratings.run("quantile d of: day at: 0.5").sentences()
    #expect(none.contains("1 quantile of day over 8 rows."), "\(none)")
    let data = ["e.csv": "a,b\n1,\n,\n3,4\n5,\n"]
    let both = try Ratings.run("load \"e.csv\" as e\nquantile e of: [a, b] at: [0, 1]", data: data).sentences()
    #expect(
      both.contains(
        "2 quantiles of a and b over 4 rows. 1 row without a value of a and 3 rows without a value of b are left out."),
      "\(both)")
  }

  @Test func anInfiniteQuantileIsNoMissingOne() throws {
    // pd.Series([-inf, 1, 2]).quantile([0, .25, .5, 1]): nan, -inf, 1, 2; the first has no number, as 0 * inf has none.
    let data = ["e.csv": "x\n-inf\n2.5\n3.5\n"]
    let table = try Ratings.run("load \"e.csv\" as e\nquantile e of: x at: [0, 0.25, 0.5, 1] as q", data: data).table(
      "q")
    #expect(table.texts("x") == ["null", "-inf", "2.5", "3.5"])
  }

  @Test func textsThatOnlyLookAlikeStayApart() throws {
    // é as one character and as e with an accent: Swift's own equality makes no difference between them.
    let data = ["e.csv": "x,y\ncaf\u{E9},1\ncafe\u{301},2\ncaf\u{E9},3\n"]
    let run = try Ratings.run(
      "load \"e.csv\" as e\nhead e as h\ncount e by: x as c\ntrain fm on: e target: y features: [x] factors: 2 as m",
      data: data)
    #expect(run.codes == [])
    let texts = try run.table("h").texts("x").map { Array($0.utf8) }
    #expect(texts == ["caf\u{E9}", "cafe\u{301}", "caf\u{E9}"].map { Array($0.utf8) })
    #expect(try run.table("c").numbers("count") == [2, 1])
  }

  @Test func whyThereIsNoCorrelationIsTheTrueReason() throws {
    let data = ["e.csv": "a,b,c,d\n1,inf,5,\n2,3,5,\n4,7,5,1\n"]
    let said = try Ratings.run(
      "load \"e.csv\" types: [b: decimal, d: decimal] as e\ncorrelate e columns: [a, b]\ncorrelate e columns: [a, c]\n"
        + "correlate e columns: [a, d]\ncorrelate e columns: [a, b] method: spearman", data: data
    ).sentences().joined(separator: "\n")
    #expect(
      said.contains("a and b has no value: one of them is infinite in 1 of the 3 rows in which both are there."),
      "\(said)")
    #expect(said.contains("a and c has no value: one of them does not vary in the 3 rows in which both are there."))
    #expect(said.contains("a and d has no value: there is only one row in which both are there."))
    #expect(said.contains("Spearman's correlation of a and b is"))
  }

  @Test func anInfiniteNumberIsNeitherMissingNorLostInSilence() throws {
    let data = ["e.csv": "x\n-inf\n2.5\ninf\n\"\"\n"]
    let run = try Ratings.run(
      "load \"e.csv\" as e\nsave e to: \"e.jsonl\"\nsave e to: \"f.csv\"", data: data)
    let told = run.sentences().filter { $0.contains("infinite") }
    #expect(told == ["4 rows of 1 column written to e.jsonl. 2 infinite numbers are null in it, since JSON has none."])
    #expect(run.sentences().contains("4 rows of 1 column written to f.csv."), "which has a word for them")
  }

  @Test func correlationsUseTheRowsInWhichBothHaveAValue() throws {
    let data = ["e.csv": "a,b,c\n1,2,1\n2,1,1\n3,4,2\n4,3,2\n5,6,3\n6,,3\n"]
    let run = try Ratings.run(
      "load \"e.csv\" as e\ncorrelate e as p\ncorrelate e columns: [a, b, c] method: spearman as s", data: data)
    // e.corr(), e.corr("spearman")
    let pearson = try run.table("p")
    #expect(pearson.texts("column") == ["a", "b", "c"])
    #expect(close(pearson.numbers("a"), [1, 0.8219949365267865, 0.9561828874675149]))
    #expect(close(pearson.numbers("b"), [0.8219949365267865, 1, 0.9631231373018602]))
    #expect(close(try run.table("s").numbers("b"), [0.8, 1, 0.9486832980505138]))
  }

  @Test func describeTellsWhatPandasTells() throws {
    // d.describe(), d.isna().sum(), d.nunique()
    let table = try Ratings.run("describe d columns: [user, stars, day] as o").table("o")
    #expect(
      table.listing.prefix(4) == [
        "column string: user stars day", "type string: string integer date", "nulls integer: 1 1 0",
        "unique integer: 3 5 6",
      ])
    #expect(close(table.numbers("mean"), [nil, 3.4285714285714284, nil]))
    #expect(close(table.numbers("std"), [nil, 1.511857892036909, nil]))
    #expect(table.texts("min") == ["null", "1", "2020-01-01"])
    #expect(table.texts("q25") == ["null", "2.5", "2020-01-01"])
    #expect(table.texts("median") == ["null", "4", "2020-01-03"] || table.texts("median")[1] == "4.0")
    #expect(table.texts("max") == ["null", "5", "2020-01-06"])
  }

  @Test func statisticsOfAColumnAreAddressable() throws {
    let text = """
      ```{lab}
      load "d.csv" as d
      ```
      `{lab} d.rows` `{lab} d.columns` `{lab} d.stars.mean | .6` `{lab} d.stars.median` `{lab} d.stars.std | .6`
      `{lab} d.stars.sum` `{lab} d.stars.nulls` `{lab} d.user.unique` `{lab} d.day.max` `{lab} d.user.first`
      """
    let run = try Lab(["a.md": text], data: ["d.csv": Ratings.csv]).run(prunes: true)
    #expect(run.codes == [])
    #expect(
      run.quotes() == ["8", "5", "3.428571", "4", "1.511858", "24", "1", "3", "6 January 2020", "ann"])
  }

  @Test func showChoosesThenOrdersThenCuts() throws {
    let run = try Ratings.run(
      "show d where: stars >= 2 sort: [stars: descending, day: descending] limit: 3 columns: [row, stars] as s")
    #expect(try run.table("s").listing == ["row integer: 3 0 7", "stars integer: 5 5 4"])
    #expect(try Ratings.rows("head d rows: 2 as h", of: "h") == ["0", "1"])
  }

  @Test func aPlotOfCountsHasTheCountsAsHeights() throws {
    let run = try Ratings.run("plot bar d x: item\nplot bar d x: stars")
    let bars = run.result.outcomes.keys.sorted().compactMap { run.result.outcomes[$0]?.details as? PlotBar.Details }
    #expect(bars.map { $0.heights.numbers } == [[3, 3, 2], [1, 1, 1, 2, 2, 1]])
  }
}
