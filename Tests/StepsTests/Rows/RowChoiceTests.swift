import LabSupport
import Testing

/// Which rows the steps keep. The numbers are pandas' on `Ratings.csv`; the code stands beside them.
@Suite struct RowChoiceTests {
  @Test func dedupeKeepsTheFirstOfEqualRowsAndTakesMissingForEqual() throws {
    // d.drop_duplicates(["user", "item"]).index; d.drop_duplicates(["user"]).index
    #expect(try Ratings.rows("dedupe d by: [user, item]") == ["0", "1", "2", "4", "5", "6"])
    #expect(try Ratings.rows("dedupe d by: user as people", of: "people") == ["0", "1", "4", "6"])
  }

  @Test func dedupeWithoutColumnsComparesWholeRows() throws {
    let run = try Lab(
      cell: "load \"d.csv\" as d\ndedupe d", data: ["d.csv": "a,b\n1,x\n1,y\n1,x\n,x\n,x\n2,x\n"]
    ).run()
    #expect(try run.table("d").listing == ["a integer: 1 1 null 2", "b string: x y x x"])
    #expect(
      run.sentences() == [
        "6 rows of 2 columns from d.csv; no line was left out.",
        "2 of 6 rows repeated an earlier one, 33.3\u{00A0}%; 4 remain.",
      ])
  }

  @Test func filterLeavesOutRowsWhoseConditionIsMissing() throws {
    // d[(d.stars != 5) & d.stars.notna()].index: unlike pandas, SQL has no row without stars differ from 5.
    let run = try Ratings.run("filter d where: stars != 5")
    #expect(try run.table("d").texts("row") == ["1", "2", "5", "6", "7"])
    #expect(run.sentences().contains { $0.hasPrefix("For 1 row the condition is neither true nor false") })
    #expect(try Ratings.rows("filter d where: stars != 5 or stars is null") == ["1", "2", "4", "5", "6", "7"])
  }

  @Test func filterCountsOverAllRowsBeforeItLeavesAnyOut() throws {
    // d[(d.groupby("user").user.transform("size") >= 2) & (d.groupby("item").item.transform("size") >= 3)].index
    #expect(
      try Ratings.rows("filter d where: count(user) >= 2 and count(item) >= 3 as r", of: "r")
        == ["0", "1", "2", "3", "7"])
  }

  @Test func sortIsStableAndPutsMissingValuesLastBothWays() throws {
    // d.sort_values(["stars"], kind="stable").index, and so on
    #expect(try Ratings.rows("sort d by: stars") == ["5", "6", "1", "2", "7", "0", "3", "4"])
    #expect(
      try Ratings.rows("sort d by: [stars: descending, day]") == ["0", "3", "2", "7", "1", "6", "5", "4"])
    #expect(try Ratings.rows("sort d by: [user: descending]") == ["4", "1", "5", "0", "2", "3", "7", "6"])
  }

  @Test func splitPutsTheLastRowOfEachKeyIntoTest() throws {
    // d[d.user.notna()].sort_values(["day"], kind="stable").groupby("user").tail(1).index
    let byDay = try Ratings.run("split d last-per: user order-by: day as train, test")
    #expect(try byDay.table("test").texts("row") == ["4", "5", "7"])
    #expect(try byDay.table("train").texts("row") == ["0", "1", "2", "3", "6"])
  }

  @Test func splitSaysWhichRowsCouldNotBeTheLast() throws {
    // One row has no user.
    #expect(
      try Ratings.run("split d last-per: user order-by: day as train, test").sentences().last?
        .hasSuffix(" 1 row without a value in one of user and day stays in train.") == true)
    #expect(
      try Ratings.run("split d last-per: item order-by: day as train, test").sentences().last?.hasSuffix("by day.")
        == true
    )
  }

  /// Ann has two rows of the last of her days, and so has bob; no item has.
  @Test(arguments: ["day", "[user, day]"])
  func splitCountsTheKeysWithSeveralLastRows(order: String) throws {
    let run = try Ratings.run("split d last-per: user order-by: \(order) as train, test")
    #expect(try run.table("test").texts("row") == ["4", "5", "7"])
    #expect(
      run.sentences().last?.contains(
        "For 2 of them other rows are equally last, and the one furthest down the table was taken.") == true)
    let unique = try Ratings.run("split d last-per: item order-by: \(order) as train, test")
    #expect(unique.sentences().last?.contains("equally last") == false)
  }

  @Test func splitByMoreColumnsWeighsTheFirstMostAndSkipsRowsWithoutOrder() throws {
    // k = d[d.user.notna() & d.stars.notna()]; k.sort_values(cols, kind="stable").groupby("user").tail(1).index
    let test = "split d last-per: user order-by: [COLUMNS] as train, test"
    #expect(try Ratings.rows(test.replacing("COLUMNS", with: "stars, day"), of: "test") == ["1", "3"])
    #expect(try Ratings.rows(test.replacing("COLUMNS", with: "day, stars"), of: "test") == ["1", "3"])
  }

  @Test func everyRowIsInExactlyOnePartOfARandomSplit() throws {
    let run = try Lab(cell: "load \"sample:reviews?rows=2000\" as d\nsplit d fraction: 0.1 as train, test").run()
    let all = try run.table("d").texts("review_id")
    let test = try run.table("test").texts("review_id")
    let train = try run.table("train").texts("review_id")
    #expect(test.count == 200)
    #expect(train == all.filter { !Set(test).contains($0) })
    #expect(test == all.filter { Set(test).contains($0) })
  }

  @Test func sampleDrawsTheSameRowsAgainAndOthersWithAnotherSeed() throws {
    func drawn(seed: Int, threads: Int, _ option: String = "rows: 50") throws -> [String] {
      let text = "---\nseed: \(seed)\n---\n```{lab}\nload \"sample:reviews?rows=500\" as d\nsample d \(option)\n```\n"
      return try Lab(["a.md": text]).run(threads: threads).table("d").texts("review_id")
    }
    let first = try drawn(seed: 1, threads: 1)
    #expect(first.count == 50)
    #expect(Set(first).count == 50)
    #expect(try drawn(seed: 1, threads: 2) == first)
    #expect(try drawn(seed: 2, threads: 1) != first)
    #expect(try drawn(seed: 1, threads: 1, "fraction: 0.1").count == 50)
    let all = try Lab(cell: "load \"sample:reviews?rows=500\" as d").run().table("d").texts("review_id")
    #expect(first == all.filter { Set(first).contains($0) })
  }

  @Test func samplingMoreRowsThanThereAreIsAFault() throws {
    #expect(try Ratings.run("sample d rows: 9").codes == ["not-enough-rows"])
    #expect(try Ratings.run("sample d rows: 2 fraction: 0.5").codes == ["conflicting-options"])
    #expect(try Ratings.run("sample d").codes == ["missing-option"])
  }
}
