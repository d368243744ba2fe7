import Foundation
import Testing

/// What a run that fails leaves: the last good report, and beside it the one about the failure.
@Suite struct FailingRunTests {
  private static let good = [
    "01.md": "# One\n\n" + loading + cell("#| label: fig-stars", "plot bar reviews x: star_rating")
      + cell("save reviews to: \"all.csv\""),
    "02.md": "# Two\n\n" + cell("count reviews by: star_rating as stars", "describe stars"),
  ]

  private func run() throws -> (Workspace, [String: Data]) {
    let work = try Workspace(Self.good)
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    return (work, try work.files(below: "outputs"))
  }

  @Test func aFailedCheckKeepsTheGoodReport() throws {
    let (work, before) = try run()
    try work.write("# Two\n\n" + cell("count reviews by: star_ratng as stars"), to: "notebooks/02.md")
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("outputs/failed/index.html"), "\(outcome.errors)")
    #expect(outcome.errors.contains("outputs/index.html is as it was"))
    let after = try work.files(below: "outputs")
    #expect(after.filter { !$0.key.hasPrefix("failed/") } == before)
    #expect(try work.text("outputs/failed/02.html").contains("star_ratng"))
    try work.write(Self.good["02.md"] ?? "", to: "notebooks/02.md")
    #expect(try work.matinee("verify", "notebooks", "--quiet").status == 0, "what is beside it is no part of it")
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    #expect(try work.files(below: "outputs") == before)
  }

  @Test func aFailedStepKeepsTheGoodReportAndWhatWasSaved() throws {
    let (work, before) = try run()
    try work.write(
      "# Two\n\n" + cell("save reviews to: \"all.csv\" columns: [star_rating]", "expect reviews.rows > 5000"),
      to: "notebooks/02.md")
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(try work.files(below: "outputs").filter { !$0.key.hasPrefix("failed/") } == before)
    #expect(try work.text("outputs/failed/02.html").contains("does not hold"))
    #expect(try work.text("outputs/failed/all.csv").hasPrefix("star_rating\n"))
  }

  @Test func aNotebookThatContinuesAnotherSaysSoInOneLine() throws {
    let (work, before) = try run()
    for command in ["run", "present"] {
      let outcome = try work.matinee(command, "notebooks/02.md")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("error[continues-another]"), "\(outcome.errors)")
      #expect(outcome.errors.ranges(of: "error[").count == 1)
      #expect(outcome.errors.contains("run the whole folder: matinee run notebooks"))
    }
    #expect(try work.files(below: "outputs") == before)
    try work.write(cell("describe nothing"), to: "notebooks/02.md")
    #expect(try work.matinee("run", "notebooks/02.md").errors.contains("error[unknown-name]"))
  }

  @Test func figuresAloneAreNotWrittenByARunThatFails() throws {
    let (work, before) = try run()
    try work.write(
      "# One\n\n" + loading + cell("expect reviews.rows > 5000")
        + cell("#| label: fig-stars", "plot bar reviews x: star_rating"), to: "notebooks/01.md")
    let outcome = try work.matinee("run", "notebooks", "--only", "fig-stars")
    if outcome.status != 0 { #expect(try work.files(below: "outputs") == before) }
  }

  @Test func aCopyOfTheFolderUnderAnotherNameOfTheSamePathGivesTheSameBytes() throws {
    let (work, before) = try run()
    let outcome = try work.shell(
      """
      "$1" run ./notebooks/ --quiet --output-dir second && cd notebooks && "$1" run . --quiet --output-dir ../third &&
      "$1" verify . --quiet && "$1" run ../notebooks --quiet && "$1" explain . | grep -c reused
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try work.files(below: "second") == before)
    #expect(try work.files(below: "third") == before)
    #expect(try work.files(below: "outputs") == before)
    #expect(!work.exists("notebooks/outputs") && !work.exists("notebooks/.matinee"))
  }

  @Test func aRenamedNotebookLeavesNoPage() throws {
    let (work, _) = try run()
    #expect(try work.shell("mv notebooks/01.md notebooks/01-intro.md").status == 0)
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    #expect(!work.exists("outputs/01.html") && !work.exists("outputs/made/01.html"))
    let verified = try work.matinee("verify", "notebooks", "--quiet")
    #expect(verified.status == 0, "\(verified.output)")
  }
}
