import LabSupport
import Testing

/// Joins and groups beside pandas' on `Ratings.csv`.
@Suite struct JoinGroupTests {
  private static let titles = ["t.csv": "item,title\na,A\nb,B1\nb,B2\nd,D\n"]

  private func joined(_ how: String) throws -> [String] {
    let run = try Ratings.run(
      "load \"t.csv\" as t\njoin d t on: item how: \(how) as j", data: Self.titles)
    let table = try run.table("j")
    return table["title"] == nil
      ? table.texts("row") : zip(table.texts("row"), table.texts("title")).map { "\($0)\($1)" }
  }

  @Test func innerJoinPairsEveryRowWithEveryPartnerInTheirOrder() throws {
    // d.merge(t, how="inner")[["row", "title"]]
    #expect(try joined("inner") == ["0A", "1A", "2B1", "2B2", "3A", "6B1", "6B2", "7B1", "7B2"])
  }

  @Test func leftJoinKeepsRowsWithoutPartner() throws {
    // d.merge(t, how="left")[["row", "title"]]
    #expect(
      try joined("left")
        == ["0A", "1A", "2B1", "2B2", "3A", "4null", "5null", "6B1", "6B2", "7B1", "7B2"])
  }

  @Test func semiAndAntiJoinsChooseRowsOfTheFirstTable() throws {
    // d[d.item.isin(t.item)].index, d[~d.item.isin(t.item)].index
    #expect(try joined("semi") == ["0", "1", "2", "3", "6", "7"])
    #expect(try joined("anti") == ["4", "5"])
  }

  @Test func missingKeysAgreeWithNothing() throws {
    let run = try Ratings.run(
      "load \"u.csv\" as u\njoin d u on: user as j\njoin d u on: user how: anti as rest",
      data: ["u.csv": "user,city\nann,Oslo\n,Nowhere\n"])
    #expect(try run.table("j").texts("row") == ["0", "2", "3", "7"])
    #expect(try run.table("rest").texts("row") == ["1", "4", "5", "6"])
  }

  @Test func groupComputesOneSortedRowForEachKey() throws {
    // d.groupby("user", dropna=False).agg(n=("stars", "size"), k=("stars", "count"), m=("stars", "mean"), lo=("stars", "min"),
    //   hi=("stars", "max"), f=("stars", "first"), l=("stars", "last"), sd=("stars", "std"), u=("item", "nunique"))
    let table = try Ratings.run(
      """
      group d by: user n: count() k: count(stars) m: mean(stars) lo: min(stars) hi: max(stars) f: first(stars)
        l: last(stars) sd: std(stars) u: unique(item) spread: max(stars) - min(stars) as g
      """
    ).table("g")
    #expect(table.texts("user") == ["ann", "bob", "cid", "null"])
    #expect(table.numbers("n") == [4, 2, 1, 1])
    #expect(table.numbers("k") == [4, 2, 0, 1])
    #expect(table.numbers("m") == [4.5, 2, nil, 2])
    #expect(table.numbers("lo") == [4, 1, nil, 2])
    #expect(table.numbers("hi") == [5, 3, nil, 2])
    #expect(table.numbers("f") == [5, 3, nil, 2])
    #expect(table.numbers("l") == [4, 1, nil, 2])
    #expect(close(table.numbers("sd"), [0.5773502691896257, 1.4142135623730951, nil, nil]))
    #expect(table.numbers("u") == [2, 2, 1, 1])
    #expect(table.numbers("spread") == [1, 2, nil, 0])
  }

  @Test func groupWithoutKeysGivesOneRow() throws {
    let table = try Ratings.run("group d rows: count() best: max(stars) from: min(day) as g").table("g")
    #expect(table.listing == ["rows integer: 8", "best integer: 5", "from date: 2020-01-01"])
  }
}
