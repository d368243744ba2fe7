import LabSupport
import Testing

/// The second file of `load`, which is a join.
@Suite struct LookupTests {
  private static let ratings = "movieId,stars\n1,5\n3,4\n2,1\n1,2\n"
  private static let movies = "movieId,title\n1,One\n2,Two\n1,Uno\n9,Last\n"

  private func load(_ options: String, _ ratings: String = ratings, _ movies: String = movies) throws -> LabRun {
    try Lab(
      cell: "load \"r.csv\" lookup: \"m.csv\" \(options) as r", data: ["r.csv": ratings, "m.csv": movies]
    ).run()
  }

  @Test func theFirstPartnerCountsAndTheReportCountsTheRest() throws {
    let run = try load("")
    #expect(
      try run.table("r").listing
        == ["movieId integer: 1 3 2 1", "stars integer: 5 4 1 2", "title string: One null Two One"])
    #expect(
      run.sentences() == [
        "4 rows of 3 columns from r.csv, with columns from m.csv; no line was left out.",
        "1 row of 4 has no partner in m.csv by movieId and stays without; 1 key is there more than once, of which only the first "
          + "row counts, so that 1 row was not used; 1 row of it is of keys that no row has.",
      ])
    #expect(
      try load("", "movieId,stars\n1,5\n", "movieId,title\n1,One\n").sentences().last
        == "Every row has a partner in m.csv by movieId.")
    #expect(
      try load("", Self.ratings, Self.movies + "4\n").sentences().last?
        .hasSuffix("; 1 line of a wrong length left out.") == true)
  }

  @Test func typesAreOfBothFiles() throws {
    let run = try load("types: [movieId: string, title: string]")
    #expect(run.codes == [])
    #expect(try run.table("r").listing.first == "movieId string: 1 3 2 1")
    #expect(try load("types: [name: string]").codes == ["unknown-column"])
  }

  @Test func keysOfTwoTypesAreAnErrorOfTheCheck() throws {
    let movies = "movieId,title\nx1,One\n"
    let run = try load("", Self.ratings, movies)
    #expect(run.codes == ["key-types-differ"])
    #expect(run.faults.first?.help == ["say of both files types: [movieId: string]"])
    #expect(try load("types: [movieId: string]", Self.ratings, movies).codes == [])
  }

  @Test func theTypeThatIsProposedHoldsEqualValuesOfBoth() throws {
    let movies = "movieId,title\n1.0,One\n2.5,Two\n"
    #expect(try load("", Self.ratings, movies).faults.first?.help == ["say of both files types: [movieId: decimal]"])
    let run = try load("types: [movieId: decimal]", Self.ratings, movies)
    #expect(try run.table("r").texts("title") == ["One", "null", "null", "One"])
    let (days, moments) = ("movieId,stars\n2015-01-02,5\n", "movieId,title\n2015-01-02T00:00:00Z,One\n")
    #expect(try load("", days, moments).faults.first?.help == ["say of both files types: [movieId: datetime]"])
    #expect(try load("types: [movieId: datetime]", days, moments).table("r").texts("title") == ["One"])
  }

  @Test func rowsOfWhichNoneIsFoundAreAWarning() throws {
    let run = try load("", Self.ratings, "movieId,title\n1001,One\n")
    #expect(run.result.warnings.map(\.code.name) == ["nothing-matched"])
    #expect(try load("").result.warnings.isEmpty)
    let nobody = try load("types: [movieId: string]", "movieId,stars\n", Self.movies)
    #expect(nobody.codes == [] && nobody.result.warnings.isEmpty, "there is no row to look up")
  }

  /// What help says to write in place of a bare word, and that it checks.
  @Test(arguments: [
    ("load \"m.csv\" separator: tab as m", "\"\\t\""), ("load \"m.csv\" separator: comma as m", "\",\""),
    ("load \"m.csv\" names: [movie, \"the title\"] as m", "`the title`"),
    (
      "load \"m.csv\" as m\nindex m u: movieId i: title\ntrain bias on: m target: length(title) features: [u, i] as b\n"
        + "recommend b user: u1", "\"u1\""
    ),
  ])
  func aWordInPlaceOfATextIsAnsweredWithTheTextThatIsMeant(cell: String, text: String) throws {
    let lab = try Lab(cell: cell, data: ["m.csv": Self.movies])
    let fault = try #require(lab.check().diagnostics.first)
    #expect(fault.code.name == "wrong-value")
    let edit = try #require(fault.replacements.first, "\(fault.message)")
    #expect(edit.text == text)
    var bytes = try lab.bytes("01-lab.md")
    bytes.replaceSubrange(edit.span.range, with: Array(edit.text.utf8))
    try lab.put("01-lab.md", bytes)
    #expect(lab.check().diagnostics.isEmpty)
  }

  @Test func aFunctionWithoutItsBracketsIsKnown() throws {
    let lab = try Lab(
      cell: "load \"m.csv\" as m\ngroup m by: title n: count as g\nexpect g.rows > 0", data: ["m.csv": Self.movies])
    #expect(lab.check().diagnostics.first?.help.first?.hasPrefix("count is a function: count()") == true)
    #expect(try load("separator: \"semicolon\"").faults.first?.help == ["say separator: \";\""])
  }

  @Test func severalCommonColumnsAskForOn() throws {
    let movies = "movieId,stars,title\n1,5,A\n2,9,B\n"
    #expect(try load("", Self.ratings, movies).codes == ["several-common-columns"])
    let both = try load("on: [movieId, stars]", Self.ratings, movies)
    #expect(try both.table("r").texts("title") == ["A", "null", "null", "null"])
    #expect(try load("on: movieId", Self.ratings, movies).codes == ["name-clash"])
    let renamed = try load("on: movieId lookup-names: [movieId, other_stars, title]", Self.ratings, movies)
    #expect(
      try renamed.table("r").listing.suffix(2) == ["other_stars integer: 5 null 9 5", "title string: A null B A"])
    #expect(try load("on: [film, stars]", Self.ratings, movies).codes == ["unknown-column", "unknown-column"])
  }

  @Test func aFileWithoutNamesNeedsSome() throws {
    let (ratings, movies) = ("1::10::5\n2::10::4\n2::11::3\n", "10::A film (1991)\n11::Another\n")
    #expect(try load("", ratings, movies).codes == ["no-common-column"])
    #expect(try load("names: [user, movie, stars]", ratings, movies).codes == ["no-common-column"])
    let run = try load("names: [user, movie, stars] lookup-names: [movie, title]", ratings, movies)
    #expect(run.codes == [])
    #expect(try run.table("r").texts("title") == ["A film (1991)", "A film (1991)", "Another"])
  }

  @Test func whatAddsNothingIsAnError() throws {
    #expect(try load("", Self.ratings, "movieId\n1\n").codes == ["wrong-value"])
    #expect(try load("on: movieId", Self.ratings, Self.movies).codes == [])
    let alone = try Lab(cell: "load \"r.csv\" on: movieId as r", data: ["r.csv": Self.ratings]).run()
    #expect(alone.codes == ["missing-option"])
  }

  /// What the report says of the partners does not depend on which columns are read further down.
  @Test func countsDoNotDependOnWhatIsRead() throws {
    let text = "```{lab}\nload \"r.csv\" lookup: \"m.csv\" as r\n```\n`{lab} r.rows`\n"
    let lab = try Lab(["a.md": text], data: ["r.csv": Self.ratings, "m.csv": Self.movies])
    let pruned = lab.run(prunes: true)
    #expect(pruned.sentences() == lab.run().sentences())
    #expect(try pruned.table("r").schema.names == ["movieId"])
  }
}
