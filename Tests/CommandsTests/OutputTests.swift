import Foundation
import Testing

/// What a run leaves behind, which others script against.
@Suite struct OutputTests {
  private static let notebooks = [
    "01-look.md": "# Look\n\n" + loading + cell("#| label: fig-stars", "plot bar reviews x: star_rating")
      + cell("#| label: fig-days", "plot line reviews x: review_date y: star_rating")
      + "The mean is `{lab} reviews.star_rating.mean | .2`.\n",
    "02-learn.md": "# Learn\n\n"
      + cell(
        "index reviews user: customer_id item: product_id", "split reviews fraction: 0.2 as train, test",
        "train fm on: train target: star_rating factors: 8 epochs: 3 as model", "evaluate model on: test"),
  ]

  @Test func resultsHaveTheFormOfTheContract() throws {
    let work = try Workspace(Self.notebooks)
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    let text = try work.text("outputs/results.json")
    let results = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(results.keys.sorted() == ["figures", "matinee", "notebooks", "tables", "values"])
    let notebooks = try #require(results["notebooks"] as? [[String: String]])
    #expect(notebooks.map { $0["file"] } == ["01-look.md", "02-learn.md"])
    #expect(notebooks.allSatisfy { $0.keys.sorted() == ["file", "state"] })
    let values = try #require(results["values"] as? [String: Any])
    #expect(values["train.rows"] is Int)
    #expect(values["model.test.mse"] is Double)
    let tables = try #require(results["tables"] as? [String: [String: Any]])
    #expect(tables["train"]?.keys.sorted() == ["columns", "rows"])
    let columns = try #require(tables["train"]?["columns"] as? [[String: String]])
    #expect(columns.allSatisfy { $0.keys.sorted() == ["name", "type"] })
    let figures = try #require(results["figures"] as? [String: String])
    #expect(figures["fig-stars"] == "figures/fig-stars.svg")
    #expect(figures["fig-days"] == "figures/fig-days.svg")
    for path in figures.values { #expect(work.exists("outputs/\(path)")) }
    let places = values.keys.sorted().compactMap { text.range(of: "\"\($0)\":")?.lowerBound }
    #expect(places == places.sorted(), "keys are sorted")
  }

  /// A preview was killed when it had saved and had not taken account: the next run takes its saves from the cache.
  @Test func whatAStepHasSavedIsItsOwnWhenTheAccountLacksIt() throws {
    let saving = "# Save\n\n" + loading + cell("save reviews to: \"reviews.csv\"")
    let work = try Workspace(["01-save.md": saving])
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    let account = try work.text("outputs/.matinee-files")
    for place in ["outputs", "outputs-at-once"] {
      let without = account.split(separator: "\n").filter { !$0.hasPrefix("data ") }.joined(separator: "\n") + "\n"
      #expect(without.count < account.count - 1)
      try work.write(without, to: "outputs/.matinee-files")
      // A step that loads from the outputs has the others save to them at once.
      if place == "outputs-at-once" {
        try work.write(
          saving + cell("load \"../outputs/reviews.csv\" as again"), to: "notebooks/01-save.md")
      }
      let again = try work.matinee("run", "notebooks", "--quiet")
      #expect(again.status == 0 && again.errors == "", "\(again.errors)")
      let kept = try work.text("outputs/.matinee-files").split(separator: "\n").filter { $0.hasPrefix("data ") }
      #expect(kept == account.split(separator: "\n").filter { $0.hasPrefix("data ") })
    }
    // Somebody's own bytes stay theirs.
    try work.write("mine", to: "outputs/reviews.csv")
    let last = try work.matinee("run", "notebooks", "--quiet")
    #expect(last.errors.contains("reviews.before.csv") || last.status != 0, "\(last.errors)")
  }

  @Test func everyRunGivesTheSameBytesForAnyNumberOfThreads() throws {
    let work = try Workspace(Self.notebooks)
    for (folder, threads) in [("one", "1"), ("two", "2"), ("again", "2")] {
      let outcome = try work.shell("\"$1\" run notebooks --quiet --output-dir \(folder) --threads \(threads)")
      #expect(outcome.status == 0)
    }
    let one = try work.files(below: "one")
    #expect(one.keys.contains("index.html"))
    #expect(one == (try work.files(below: "two")))
    #expect(one == (try work.files(below: "again")))
  }

  @Test func onlyWhatIsAskedForIsWritten() throws {
    let work = try Workspace(Self.notebooks)
    let outcome = try work.matinee("run", "notebooks", "--only", "fig-stars")
    #expect(outcome.status == 0)
    #expect(try work.files(below: "outputs").keys.sorted() == [".matinee-files", "figures/fig-stars.svg"])
    #expect(outcome.output == "outputs/figures/fig-stars.svg\n")
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    let whole = try work.text("outputs/figures/fig-stars.svg")
    #expect(try work.matinee("run", "notebooks", "--only", "fig-stars", "--quiet").status == 0)
    #expect(try work.text("outputs/figures/fig-stars.svg") == whole)
    #expect(work.exists("outputs/index.html"))
  }

  @Test func oneNotebookIsRunBesideItsSettingsAndData() throws {
    let work = try Workspace(["01-look.md": cell("load \"ratings.csv\" as ratings", "describe ratings")])
    try work.write("user,stars\n1,5\n2,3\n", to: "notebooks/ratings.csv")
    let outcome = try work.matinee("run", "notebooks/01-look.md", "--quiet")
    #expect(outcome.status == 0)
    #expect(work.exists("outputs/01-look.html"))
  }

  @Test func figuresOfAnEarlierRunDoNotStay() throws {
    let work = try Workspace(["01-look.md": loading + cell("#| label: fig-old", "plot bar reviews x: star_rating")])
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    #expect(work.exists("outputs/figures/fig-old.svg"))
    try work.write(loading + cell("#| label: fig-new", "plot bar reviews x: star_rating"), to: "notebooks/01-look.md")
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    #expect(!work.exists("outputs/figures/fig-old.svg"))
    #expect(work.exists("outputs/figures/fig-new.svg"))
  }

  @Test func aSampleIsWrittenAsAFile() throws {
    let work = try Workspace()
    #expect(try work.matinee("sample", "--rows", "500", "reviews.tsv.gz").status == 0)
    #expect(try work.matinee("sample", "reviews.tsv", "--rows", "0").status == 2)
    try work.write(cell("load \"../reviews.tsv.gz\" as reviews", "expect reviews.rows > 400"), to: "notebooks/01.md")
    #expect(try work.matinee("run", "notebooks", "--quiet", "--allow-files", "reviews.tsv.gz").status == 0)
  }
}
