import Foundation
import Testing

/// `matinee present`: slides of what notebooks mark, and their figures as files.
@Suite struct PresentTests {
  private static let notebook =
    "# Look {.present}\n\nWhat do people say?\n\n- stars\n- days\n\n" + loading
    + "Most are kind.\n\n"
    + cell(
      "#| label: fig-stars", "#| fig-cap: \"Of `{lab} reviews.rows` reviews\"",
      "#| present: \"`{lab} reviews.rows` reviews\"",
      "plot bar reviews x: star_rating")
    + "That is what they give.\n\n## Training\n\n"
    + cell("index reviews user: customer_id item: product_id")
    + cell("train fm on: reviews target: star_rating factors: 4 epochs: 1 as model")
    + cell(
      "#| label: fig-days", "#| fig-alt: A line over the days.", "plot line reviews x: review_date y: star_rating")
    + cell("#| label: tbl-head", "#| present: true", "#| notes: Say this.", "head reviews rows: 60")

  private func slides(_ deck: String) -> [Substring] {
    deck.split(separator: "<section class=\"slide ").dropFirst().map { $0 }
  }

  @Test func markedCellsAndHeadingsBecomeSlides() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    try work.write("title: What they say\nauthor: [Ada, Grace]\n", to: "notebooks/_matinee.yml")
    let outcome = try work.matinee("present", "notebooks")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("outputs/deck.html: 4 slides\noutputs/figures: 1 figure as svg"))
    let deck = try work.text("outputs/deck.html")
    let slides = slides(deck)
    try #require(slides.count == 4)
    #expect(slides[0].contains(">What they say</h1>") && slides[0].contains("Ada &amp; Grace"))
    #expect(
      slides[1].contains(">Look</h2>") && slides[1].contains("What do people say?") && slides[1].contains("<li>stars"))
    #expect(slides[2].contains("<h2 style=\"--size:40\"><span class=\"value\">2,0"))
    #expect(slides[2].contains("Figure\u{A0}1: </span>Of <span class=\"value\">"))
    #expect(slides[2].contains("<svg class=\"plot\"") && slides[2].contains("That is what they give."))
    #expect(slides[3].contains(">Training</h2>") && slides[3].contains("<p>Say this.</p>"))
    #expect(slides[3].contains(/first \d+ of 60 rows/), "sixty rows do not fit")
    let room = try #require(
      outcome.errors.firstMatch(of: /warning\[slide-cut\]: the slide has room for (\d+) of 60 rows/))
    #expect(outcome.errors.contains("show table limit: \(room.1)\n"), "as many as there is room for")
    #expect(outcome.errors.contains("notebooks/01-look.md:"))
    #expect(!deck.contains("<a "), "a slide leads nowhere")
    #expect(!deck.contains("http"))
  }

  /// Where a step loads what lies in the outputs, steps save there at once.
  @Test func whatIsSavedAtOnceIsTheRunsOwn() throws {
    func notebook(_ rows: Int, _ more: String) -> String {
      cell(
        "load \"sample:reviews?rows=\(rows)\" as reviews", more,
        "index reviews user: customer_id item: product_id", "train bias on: reviews target: star_rating as model",
        "save model to: \"kept.model\"")
        + cell("#| label: tbl-kept", "#| present: true", "load \"kept.model\" as again", "evaluate again on: reviews")
    }
    let work = try Workspace(["01.md": notebook(200, "load \"../outputs/given.csv\" as given")])
    try work.write("a\n1\n", to: "outputs/given.csv")
    let presented = try work.matinee("present", "notebooks", "--formats", "svg")
    #expect(presented.status == 0 && work.exists("outputs/kept.model"), "\(presented.errors)")
    try work.write(notebook(260, ""), to: "notebooks/01.md")
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(!work.exists("outputs/kept.before.model"))
  }

  @Test(arguments: ["deck.pdf", "deck.pptx", "deck", "folder/deck.html.zip"])
  func aDeckIsHTMLAndNothingElse(name: String) throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    let outcome = try work.matinee("present", "notebooks", "--to", name)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--to names an HTML file (.html, .htm)") && outcome.errors.contains(name))
    #expect(!work.exists(name))
  }

  @Test func onlyWhatIsShownIsComputed() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    #expect(try work.matinee("present", "notebooks", "--quiet").status == 0)
    let explained = try work.matinee("explain", "notebooks", "--json")
    let steps = try #require(
      try JSONSerialization.jsonObject(with: Data(explained.output.utf8)) as? [[String: Any]])
    let states = Dictionary(
      uniqueKeysWithValues: steps.map { ($0["step"] as? String ?? "", $0["state"] as? String ?? "") })
    #expect(states["train fm model #1"] == "runs", "no slide needs the model: \(states)")
    #expect(states["plot bar reviews #1"] == "reused")
  }

  @Test func figuresHaveAManifest() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    #expect(try work.matinee("present", "notebooks", "--quiet", "--formats", "svg").status == 0)
    #expect(
      try work.files(below: "outputs").keys.sorted() == [
        ".matinee-files", "deck.html", "figures/fig-stars.svg", "figures/manifest.json",
      ])
    let text = try work.text("outputs/figures/manifest.json")
    let manifest = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let figures = try #require(manifest["figures"] as? [[String: Any]])
    try #require(figures.count == 1)
    #expect(figures[0]["label"] as? String == "fig-stars")
    #expect((figures[0]["caption"] as? String)?.hasPrefix("Figure\u{A0}1: Of 2,0") == true)
    #expect((figures[0]["alt"] as? String)?.isEmpty == false)
    #expect(figures[0]["step"] as? String == "plot bar reviews x: star_rating")
    #expect((figures[0]["source"] as? [String: Any])?["notebook"] as? String == "01-look.md")
    let line = try #require((figures[0]["source"] as? [String: Any])?["line"] as? Int)
    #expect(
      try work.text("notebooks/01-look.md").split(separator: "\n", omittingEmptySubsequences: false)[line - 1]
        == "plot bar reviews x: star_rating")
    let sum = try work.shell("sha256sum outputs/figures/fig-stars.svg").output.prefix(64)
    #expect(figures[0]["digest"] as? String == "sha256:\(sum)")
    #expect(figures[0]["files"] as? [String: String] == ["svg": "fig-stars.svg"])
  }

  @Test func onlyTheFiguresThatAreAskedForAreWritten() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    let outcome = try work.matinee("present", "notebooks", "--only", "fig-days", "--formats", "svg")
    #expect(outcome.status == 0)
    #expect(
      try work.files(below: "outputs").keys.sorted() == [
        ".matinee-files", "figures/fig-days.svg", "figures/manifest.json",
      ])
    #expect(try work.text("outputs/figures/manifest.json").contains("\"alt\": \"A line over the days.\""))
    let unknown = try work.matinee("present", "notebooks", "--only", "fig-day")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean fig-days?"))
  }

  @Test func withoutAConverterItIsSaid() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    let outcome = try work.shell("PATH=empty \"$1\" present notebooks")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("note: rsvg-convert is not installed"))
    #expect(outcome.output.contains("1 figure as svg\n"))
    #expect(try work.matinee("present", "notebooks", "--formats", "gif").status == 2)
  }

  @Test func aConverterMakesPicturesOrItsFaultIsTold() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    let fake = "#!/bin/sh\nwhile [ \"$1\" != --output ]; do shift; done\necho picture > \"$2\"\n"
    try work.write(fake, to: "bin/rsvg-convert")
    let outcome = try work.shell("chmod +x bin/rsvg-convert; PATH=$PWD/bin:$PATH \"$1\" present notebooks --quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try work.text("outputs/figures/fig-stars.png") == "picture\n")
    #expect(try work.text("outputs/figures/manifest.json").contains("\"pdf\": \"fig-stars.pdf\""))
    try work.write("#!/bin/sh\necho no fonts >&2; exit 3\n", to: "bin/rsvg-convert")
    let failed = try work.shell("PATH=$PWD/bin:$PATH \"$1\" present notebooks --quiet")
    #expect(failed.status == 1)
    #expect(failed.errors.contains("error[conversion-failed]"))
    #expect(failed.errors.contains("no fonts"))
  }

  @Test func aDeckIsPartOfWhatIsVerified() throws {
    let work = try Workspace(["01-look.md": Self.notebook])
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    #expect(try work.matinee("present", "notebooks", "--quiet").status == 0)
    #expect(try work.matinee("verify", "notebooks", "--quiet").status == 0)
    let deck = try work.text("outputs/deck.html")
    try work.write(deck.replacing("Say this.", with: "Say that."), to: "outputs/deck.html")
    let outcome = try work.matinee("verify", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("  deck.html, line "))
  }

  @Test func nothingMarkedIsAFault() throws {
    let work = try Workspace(["01-look.md": loading + cell("#| present: false", "describe reviews")])
    let outcome = try work.matinee("present", "notebooks")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[nothing-presented]"))
    #expect(outcome.errors.contains("present: true"))
    #expect(!work.exists("outputs"))
  }

  @Test func aFailedCellIsASlideThatSaysSo() throws {
    let work = try Workspace([
      "01.md": "# One\n\n" + loading + cell("#| present: true", "expect reviews.rows > 5000 because: \"too few\"")
    ])
    let outcome = try work.matinee("present", "notebooks", "--quiet", "--to", "talk/slides.html")
    #expect(outcome.status == 1)
    #expect(try work.text("talk/slides.html").contains("too few"))
  }
}
