import Foundation
import Testing

/// `matinee verify`: what outputs hold is what the notebooks give, or it says where not.
@Suite struct VerifyTests {
  private static let settings = "title: Verified\nseed: 7\n"
  private static let notebooks = [
    "01-look.md": "# Look\n\n" + loading + cell("#| label: fig-stars", "plot bar reviews x: star_rating"),
    "02-learn.md": "# Learn\n\n"
      + cell(
        "index reviews user: customer_id item: product_id", "split reviews fraction: 0.2 as train, test",
        "train fm on: train target: star_rating factors: 8 epochs: 3 as model", "evaluate model on: test")
      + cell("save test to: \"test.csv.gz\"", "save train to: \"train.csv\"")
      + "The error is `{lab} model.test.mse | .3`.\n",
  ]

  private func run() throws -> Workspace {
    let work = try Workspace(Self.notebooks)
    try work.write(Self.settings, to: "notebooks/_matinee.yml")
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    return work
  }

  @Test func aFreshResultIsVerifiedForAnyNumberOfThreadsAndNothingIsTouched() throws {
    let work = try run()
    // Another compressor packs the same content otherwise.
    #expect(try work.shell("cd outputs && gunzip test.csv.gz && gzip -1 -n test.csv").status == 0)
    let before = try work.files(below: "outputs")
    for threads in ["1", "2"] {
      let outcome = try work.matinee("verify", "notebooks", "--quiet", "--threads", threads)
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      #expect(outcome.output.hasPrefix("outputs is what the notebooks give: "))
    }
    #expect(try work.files(below: "outputs") == before)
    let left = try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())
    #expect(left.filter { $0.hasPrefix("matinee-verify-") }.count <= 1, "the temporary place is gone")
  }

  @Test func aSeedThatDiffersByOneDigitIsFoundAtItsStep() throws {
    let work = try run()
    try work.write("title: Verified\nseed: 8\n", to: "notebooks/_matinee.yml")
    let outcome = try work.matinee("verify", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("The first step that differs: train fm as model, notebooks/02-learn.md:6"),
      "\(outcome.output)")
    #expect(outcome.output.contains(/model\.train\.loss +[0-9.]+ +[0-9.]+ +[+−][0-9.]+ %/))
    #expect(outcome.output.contains("  02-learn.html, line "))
    #expect(outcome.output.contains("  results.json, line "))
    #expect(outcome.output.contains("  train.csv, line "))
    #expect(!outcome.output.contains("  01-look.html is"))
  }

  @Test func aParameterFromOutsideCounts() throws {
    let work = try Workspace([
      "01.md": "---\nparams: {least: 2}\n---\n" + loading
        + cell("filter reviews where: star_rating >= params.least as good", "expect good.rows > 0")
    ])
    #expect(try work.matinee("run", "notebooks", "--quiet", "-P", "least:4").status == 0)
    #expect(try work.matinee("verify", "notebooks", "--quiet", "-P", "least:4").status == 0)
    let outcome = try work.matinee("verify", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("The first step that differs: filter as good, notebooks/01.md:8"), "\(outcome.output)")
    #expect(outcome.output.contains("good.rows"))
  }

  @Test func aByteOfAPageIsFound() throws {
    let work = try run()
    let page = try work.text("outputs/02-learn.html")
    try work.write(page.replacing("The error is", with: "The Error is"), to: "outputs/02-learn.html")
    let outcome = try work.matinee("verify", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("Every value and every figure is the same."))
    #expect(
      outcome.output.contains(/02-learn\.html, line \d+\n    - .*The Error is.*\n    \+ .*The error is/),
      "\(outcome.output)")
    #expect(!outcome.output.contains("01-look.html"))
  }

  @Test func aFigureIsFoundAtTheStepThatDrawsIt() throws {
    let work = try run()
    let figure = try work.text("outputs/figures/fig-stars.svg")
    try work.write(figure.replacing("<rect", with: "<rect "), to: "outputs/figures/fig-stars.svg")
    let outcome = try work.matinee("verify", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains("The first step that differs: plot bar, notebooks/01-look.md:8"), "\(outcome.output)")
    #expect(outcome.output.contains("fig-stars is drawn differently"))
  }

  @Test func missingAndExtraFilesAreTold() throws {
    let work = try run()
    #expect(try work.shell("rm outputs/index.html outputs/test.csv.gz && echo old > outputs/00-old.html").status == 0)
    let outcome = try work.matinee("verify", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("  index.html is missing"))
    #expect(outcome.output.contains("  00-old.html is no file of these notebooks"))
    #expect(outcome.output.contains("Not there to be compared: test.csv.gz"))
    #expect(!outcome.output.contains("test.csv.gz is missing"))
  }

  @Test func outputsOfOtherNotebooksInsideAreLeftAlone() throws {
    let work = try run()
    let outcome = try work.shell(
      "mkdir -p outputs/ja/figures && touch outputs/ja/results.json outputs/ja/figures/fig-a.svg")
    #expect(outcome.status == 0)
    #expect(try work.matinee("verify", "notebooks", "--quiet").status == 0)
    #expect(try work.shell("rm outputs/ja/results.json").status == 0)
    #expect(try work.matinee("verify", "notebooks", "--quiet").output.contains("ja/figures/fig-a.svg is no file of"))
  }

  @Test func savedDataThatIsNotThereIsNoFault() throws {
    let work = try run()
    #expect(try work.shell("rm outputs/test.csv.gz outputs/train.csv").status == 0)
    let outcome = try work.matinee("verify", "notebooks", "--quiet")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Not there to be compared: test.csv.gz, train.csv (saved by a step)"))
  }

  @Test func savedDataThatDiffersIsAFault() throws {
    let work = try run()
    #expect(
      try work.shell("cd outputs && gunzip test.csv.gz && sed -i '2s/^./9/' test.csv && gzip test.csv").status == 0)
    let outcome = try work.matinee("verify", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("  test.csv.gz, line 2\n"), "\(outcome.output)")
  }

  @Test func aFolderWithoutResultsIsAFault() throws {
    let work = try Workspace(Self.notebooks)
    let outcome = try work.matinee("verify", "notebooks")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[missing-results]: there are no results in \"outputs\""))
    #expect(outcome.errors.contains("matinee run"))
    #expect(!work.exists("outputs"))
    try work.write("{}", to: "outputs/results.json")
    #expect(try work.matinee("verify", "notebooks").errors.contains("error[missing-results]"))
  }

  @Test(arguments: ["../above.csv", "inner/../../above.csv"])
  func aStepThatWritesElsewhereIsNotRun(path: String) throws {
    let work = try Workspace(["01.md": loading + cell("save reviews to: \"\(path)\"")])
    try work.write("{\"matinee\": \"0\", \"figures\": {}, \"tables\": {}, \"values\": {}}", to: "outputs/results.json")
    #expect(try work.matinee("verify", "notebooks").errors.contains("error[outside-folder]"))
    // Also where a run may write there: a verification writes nothing but a temporary folder.
    let outcome = try work.matinee("verify", "notebooks", "--allow-files", "/")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[writes-outside]"))
    #expect(outcome.errors.contains("notebooks/01.md:5:"))
    #expect(!work.exists("above.csv"))
  }

  @Test func notebooksWithFaultsAreNotRun() throws {
    let work = try run()
    try work.write(loading + cell("describe revews"), to: "notebooks/01-look.md")
    let outcome = try work.matinee("verify", "notebooks")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[unknown-name]"))
    #expect(outcome.errors.contains("Nothing was run."))
  }
}
