import LabSupport
import Reports
import Testing

/// Where a step shows one of several that are equal, it says so.
@Suite struct EqualRowsTests {
  private func table(_ cell: String, data: [String: String] = [:]) throws -> TableBlock {
    let blocks = try Ratings.run(cell, data: data).blocks()
    return try #require(blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }.last)
  }

  /// Two rows have five stars.
  @Test func aShowThatCutsAmongEqualRowsSaysSo() throws {
    #expect(
      try table("show d sort: [stars: descending] limit: 1").footnote
        == "first 1 of 8 rows; the last is one of 2 that are equal in stars")
    #expect(try table("show d sort: [stars: descending] limit: 2").footnote == "first 2 of 8 rows")
    #expect(try table("show d sort: [stars: descending, day] limit: 1").footnote == "first 1 of 8 rows")
    #expect(try table("show d limit: 1").footnote == "first 1 of 8 rows")
  }

  /// a and b have three rows each, ann has four.
  @Test func describeCountsTheValuesThatAreAsFrequent() throws {
    let texts = try table(
      "load \"names.csv\" as names\ndescribe names",
      data: ["names.csv": "user,name\nann,Ann\nbob,Bob\ncid,Cid\n"])
    #expect(texts.rows.map(\.last) == [.text("each once"), .text("each once")])
    let found = try table("describe d columns: [item, user]")
    #expect(found.rows.map(\.last) == [.text("a and 1 more (3 each)"), .text("ann (4)")])
  }
}
