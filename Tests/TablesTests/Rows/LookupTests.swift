import Testing

@testable import Tables

@Suite struct LookupTests {
  private let ratings = Table([
    ("film", Column(strings: ["a", "b", "c", "a"])), ("stars", Column(integers: [5, 4, 3, 2])),
  ])
  private let films = Table([
    ("film", Column(strings: ["a", "a", "b", "z"])), ("title", Column(strings: ["One", "Uno", "Two", "Last"])),
  ])

  @Test(arguments: [1, 2, 5]) func theFirstPartnerCountsAndAllIsCounted(_ threads: Int) throws {
    let (table, counts) = try ratings.lookingUp(films, on: [Table.JoinKey("film")], threads: threads)
    #expect(
      listing(table) == [
        "film string: 'a' 'b' 'c' 'a'", "stars integer: 5 4 3 2", "title string: 'One' 'Two' null 'One'",
      ])
    #expect(counts == PartnerCounts(partnerless: 1, repeatedKeys: 1, dropped: 1, unused: 1))
  }

  @Test func keysOfTwoTypesAndNamesInBothAreFaults() {
    let numbered = Table([("film", Column(integers: [1])), ("title", Column(strings: ["x"]))])
    #expect(throws: TableError.typesDiffer(left: "film", leftType: .string, right: "film", rightType: .integer)) {
      try ratings.lookingUp(numbered, on: [Table.JoinKey("film")])
    }
    #expect(throws: TableError.nameClash(["film"])) {
      try ratings.lookingUp(films, on: [Table.JoinKey("stars", "title")])
    }
  }

  /// 60,000 rows of one key on both sides: 3.6 billion pairs, told before any of them is made.
  @Test func aJoinThatIsTooLargeIsToldBeforeItIsTried() {
    let same = Table([("key", Column(integers: [Int](repeating: 1, count: 60_000)))])
    #expect(throws: TableError.tooLarge(rows: 3_600_000_000, bytes: 57_600_000_000, memory: 16_000_000_000)) {
      try same.joining(same, on: [Table.JoinKey("key")], memory: 16_000_000_000)
    }
    #expect(throws: TableError.tooLarge(rows: 9, bytes: 144, memory: 100)) {
      let three = same.slicing(0..<3)
      return try three.joining(three, on: [Table.JoinKey("key")], kind: .left, memory: 100)
    }
  }

  @Test func correlationsOfTooManyColumnsAreToldBeforeTheyAreTried() {
    let table = Table((0..<10).map { ("c\($0)", Column(integers: [1, 2])) })
    #expect(throws: TableError.tooManyPairs(columns: 10, bytes: 2400, memory: 2399)) {
      try table.correlations(of: table.schema.names, memory: 2399)
    }
    #expect(throws: Never.self) { try table.correlations(of: table.schema.names, memory: 2400) }
  }
}
