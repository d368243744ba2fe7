import LabSupport
import Testing

@Suite struct LoadTests {
  private func load(_ options: String, _ text: String, file name: String = "d.csv") throws -> LabRun {
    try Lab(cell: "load \"\(name)\" \(options) as d", data: [name: text]).run()
  }

  @Test func typesAreRecognisedAndOverridden() throws {
    let text = "a,b,c,d,e\n1,1.5,x,2020-02-03,true\n2,2,y,2020-02-04,false\n"
    #expect(
      try load("", text).table("d").listing == [
        "a integer: 1 2", "b decimal: 1.5 2.0", "c string: x y", "d date: 2020-02-03 2020-02-04",
        "e boolean: true false",
      ])
    #expect(
      try load("types: [a: string, b: decimal, d: string]", text).table("d").schema.fields.map(\.type)
        == [.string, .decimal, .string, .string, .boolean])
    #expect(
      try load("types: [a: seconds]", text).table("d").texts("a") == ["1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z"]
        || load("types: [a: seconds]", text).table("d")["a"]?.type == .datetime)
  }

  @Test func theNamesOfAHeaderAreReplacedAndAFileWithoutOneGetsThem() throws {
    #expect(try load("names: [x, y]", "a,b\n1,2\n").table("d").listing == ["x integer: 1", "y integer: 2"])
    #expect(
      try load("header: false names: [x, y]", "1,2\n3,4\n").table("d").listing == ["x integer: 1 3", "y integer: 2 4"])
    #expect(try load("names: [x]", "a,b\n1,2\n").codes == ["wrong-name-count"])
  }

  @Test func separatorAndQuotingAreOptions() throws {
    #expect(
      try load("separator: \"|\"", "a|b\n1|x\n", file: "d.txt").table("d").listing == ["a integer: 1", "b string: x"])
    #expect(
      try load("separator: \"::\" header: false names: [a, b]", "1::x\n2::y\n", file: "d.dat").table("d").rowCount == 2)
    #expect(try load("", "a,b\n\"1,5\",x\n").table("d").texts("a") == ["1,5"])
    #expect(try load("", "a\tb\n\"1\tx\n", file: "d.tsv").table("d").texts("a") == ["\"1"])
  }

  @Test func badLinesAreCountedOrStopTheRun() throws {
    let text = "a,b\n1,2\n3\n4,5\n6,7,8\n"
    let skipped = try load("", text)
    #expect(try skipped.table("d").texts("a") == ["1", "4"])
    #expect(skipped.value("d.skipped") == .integer(2))
    #expect(skipped.sentences() == ["2 rows of 2 columns from d.csv; 2 lines of a wrong length left out."])
    let stopped = try load("on-bad-lines: error", text)
    #expect(stopped.faults.count == 1)
    #expect(stopped.codes == ["bad-line"])
  }

  @Test func chosenTextsMeanMissing() throws {
    #expect(try load("nulls: [\"-\"]", "a\n1\n-\n3\n").table("d").texts("a") == ["1", "null", "3"])
  }

  @Test func onlyTheColumnsThatAreAskedForAreThere() throws {
    #expect(try load("columns: [c, a]", "a,b,c\n1,2,3\n").table("d").listing == ["c integer: 3", "a integer: 1"])
    let fault = try load("columns: [c, aa]", "a,b,c\n1,2,3\n")
    #expect(fault.codes == ["unknown-column"])
  }

  @Test func bytesOfAnotherEncodingAreAFaultUnlessItIsNamed() throws {
    let lab = try Lab(cell: "load \"d.csv\" as d", data: [:])
    try lab.put("d.csv", Array("a\ncaf".utf8) + [0xE9] + Array("\n".utf8))
    #expect(lab.run().faults.count == 1)
    try lab.put("01-lab.md", "```{lab}\nload \"d.csv\" encoding: latin-1 as d\n```\n")
    #expect(try lab.run().table("d").texts("a") == ["café"])
  }

  @Test func theDigestThatANotebookPromisesIsChecked() throws {
    let wrong = try load("sha256: \"\(String(repeating: "0", count: 64))\"", "a\n1\n")
    #expect(wrong.codes == ["digest-differs"])
    let right = wrong.faults.first?.notes.first.map { String($0.split(separator: " ").last ?? "") } ?? ""
    #expect(right == Self.digestOfOne)
    let run = try load("sha256: \"\(Self.digestOfOne.uppercased())\"", "a\n1\n")
    #expect(run.codes == [])
    #expect(run.result.outcomes[0]?.sources.map(\.identity) == [.sha256(Self.digestOfOne)])
  }

  /// printf 'a\n1\n' | sha256sum
  private static let digestOfOne = "309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc"

  @Test func namesStandForTheHeaderAndForTypes() throws {
    let run = try load("names: [user, first, second] types: [first: string]", "user,stars,stars\n1,5,4\n")
    #expect(try run.table("d").listing == ["user integer: 1", "first string: 5", "second integer: 4"])
    #expect(try load("names: [a, a]", "x,y\n1,2\n").codes == ["repeated-item"])
  }

  @Test func whatWasGuessedIsSaidWithItsOption() throws {
    let spaces = try load("", "1 1 2\n1 2 4\n", file: "r.txt")
    #expect(
      spaces.sentences() == [
        "2 rows of 3 columns from r.txt; no line was left out.",
        "Spaces are taken to stand between fields; separator: says what does.",
        "The first line, \"1 1 2\", is taken for a row; header: true takes it for the names of the columns, which are called "
          + "column1 and so on without names:.",
      ])
    #expect(try load("", "sep=;\na;b\n1;2\n").sentences().last?.contains("as Excel writes it") == true)
    #expect(
      try load("skip: 0", "#a,b\n1,2\n").table("d").listing == ["#a integer: 1", "b integer: 2"])
    #expect(
      try load("", "# x\na,b\n1,2\n").sentences().last
        == "1 line above the table that begins with # is passed over; skip: 0 reads it.")
    #expect(try load("separator: \",\" header: true", "a,b\nc,d\n").sentences().count == 1)
  }

  @Test func linesAreLeftOutForTheirOwnReasons() throws {
    #expect(
      try load("", "{\"a\": 1}\n{\"a\": NaN}\n", file: "d.jsonl").sentences()
        == ["1 row of 1 column from d.jsonl; 1 line with NaN or Infinity, which JSON does not have, left out."])
    let run = try load("", "a,b\n1,2\na,b\n3\n4,5\n")
    #expect(
      run.sentences() == [
        "2 rows of 2 columns from d.csv; 2 lines left out: 1 of a wrong length and 1 that is the header once more."
      ])
    #expect(run.value("d.skipped") == .integer(2))
  }

  @Test func howTextIsReadHasNoMeaningForTheSample() throws {
    let run = try Lab(cell: "load \"sample:reviews?rows=100\" types: [star_rating: string] as r", data: [:]).run()
    #expect(run.codes == ["wrong-value"])
  }

  @Test func aColumnThatNobodyReadsIsNotReadAndRowsAreStillCounted() throws {
    let text = "```{lab}\nload \"d.csv\" as d\n```\n`{lab} d.rows`\n"
    let run = try Lab(["a.md": text], data: ["d.csv": "a,b\n1,2\n3,4\n"]).run(prunes: true)
    #expect(run.quotes() == ["2"])
    #expect(try run.table("d").schema.names == ["a"])
  }

  @Test(arguments: ["out.csv", "out.tsv", "out.jsonl", "out.csv.gz", "out.jsonl.gz"])
  func whatIsSavedIsLoadedAgain(name: String) throws {
    let text = "a,b,c,d\n1,0.1,\"x \"\"y\"\", é\",2020-02-03\n,,,\n-7,1e300,日本,1969-12-31\n"
    let cell = "load \"d.csv\" as d\nsave d to: \"\(name)\"\n"
    let lab = try Lab(cell: cell, data: ["d.csv": text])
    let first = lab.run()
    #expect(first.codes == [])
    try lab.put("01-lab.md", "```{lab}\nload \"\(name)\" as d\n```\n")
    let again = lab.run()
    #expect(try again.table("d").listing == first.table("d").listing)
    #expect(first.sentences().last == "3 rows of 4 columns written to \(name).")
  }

  @Test func saveRefusesWhatItCannotWrite() throws {
    #expect(try Ratings.run("save d to: \"out.xlsx\"").codes == ["unknown-ending"])
    #expect(try Ratings.run("save d to: \"https://example.org/out.csv\"").codes == ["wrong-value"])
    #expect(try Ratings.run("save d to: \"a.csv\"\nsave d to: \"a.csv/out.csv\"").faults.count == 1)
  }
}
