import Foundation
import Testing

/// `matinee diff`: two results and what lies between them.
@Suite struct DiffTests {
  private func results(_ values: String, figures: String = "") -> String {
    "{\"matinee\": \"0\", \"figures\": {\(figures)}, \"tables\": {}, \"notebooks\": [], \"values\": {\(values)}}\n"
  }

  private func two(_ old: String, _ new: String) throws -> Workspace {
    let work = try Workspace()
    try work.write(results(old), to: "a/results.json")
    try work.write(results(new), to: "b/results.json")
    return work
  }

  @Test func theGreatestRelativeChangeComesFirst() throws {
    let work = try two(
      "\"m.mse\": 1.25, \"m.rows\": 200, \"m.zero\": 0, \"m.day\": \"2015-01-01\", \"m.same\": 3, \"m.old\": 1",
      "\"m.mse\": 1.0, \"m.rows\": 201, \"m.zero\": 2, \"m.day\": \"2015-01-02\", \"m.same\": 3, \"m.new\": true")
    let outcome = try work.matinee("diff", "a", "b")
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        5 values in both, 4 differ by more than 1e-12 of their size; 0 figures, 0 differ.

          value            a           b   change
          m.zero           0           2   from 0
          m.mse         1.25           1  −20.0 %
          m.rows         200         201  +0.50 %
          m.day   2015-01-01  2015-01-02

        Only in a
          m.old = 1

        Only in b
          m.new = true

        """, "\(outcome.output)")
  }

  @Test func aToleranceLetsSmallChangesPass() throws {
    let work = try two("\"a\": 1.0, \"b\": 2", "\"a\": 1.0001, \"b\": 2")
    #expect(try work.matinee("diff", "a", "b").status == 1)
    #expect(try work.matinee("diff", "a", "b", "--tolerance", "0.001").status == 0)
    #expect(try work.matinee("diff", "a", "b", "--tolerance", "1e-5").status == 1)
    #expect(try work.matinee("diff", "a", "b", "--tolerance", "-1").status == 2)
    let close = try two("\"a\": 0.1", "\"a\": 0.10000000000000002")
    #expect(try close.matinee("diff", "a", "b").status == 0)
    #expect(try close.matinee("diff", "a", "b", "--tolerance", "0").status == 1)
  }

  @Test func forScriptsItIsJSON() throws {
    let work = try two("\"a\": 4, \"t\": \"x\"", "\"a\": 5, \"n\": null")
    let outcome = try work.matinee("diff", "a", "b", "--json")
    let read = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let changes = try #require(read["changes"] as? [[String: Any]])
    #expect(changes.count == 1)
    #expect(changes[0]["relative"] as? Double == 0.25)
    #expect((read["removed"] as? [[String: Any]])?.first?["path"] as? String == "t")
    #expect((read["added"] as? [[String: Any]])?.first?["value"] is NSNull)
  }

  @Test func aChangedParameterIsSeenInValuesAndFigures() throws {
    let work = try Workspace([
      "01.md": "---\nparams: {least: 1}\n---\n" + loading
        + cell("filter reviews where: star_rating >= params.least as good", "expect good.rows > 0")
        + cell("#| label: fig-stars", "plot bar good x: star_rating")
        + cell("#| label: fig-all", "plot bar reviews x: star_rating")
    ])
    #expect(try work.matinee("run", "notebooks", "--quiet", "--output-dir", "one").status == 0)
    #expect(try work.matinee("run", "notebooks", "--quiet", "--output-dir", "two", "-P", "least:3").status == 0)
    let outcome = try work.matinee("diff", "one", "two", "--html", "pages/diff.html")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("good.rows"))
    #expect(outcome.output.contains("Figures that differ\n  fig-stars\n"), "\(outcome.output)")
    #expect(outcome.output.contains("2 figures, 1 differs."))
    let page = try work.text("pages/diff.html")
    #expect(page.matches(of: /<img src="data:image\/svg\+xml;base64,/).count == 2)
    #expect(page.contains("<code>good.rows</code>"))
    #expect(!page.contains("<script") && !page.contains("http:"))
    #expect(try work.matinee("diff", "one", "one").status == 0)
    #expect(try work.matinee("diff", "one", "three").errors.contains("error[missing-results]"))
  }

  @Test func aPathThatLeadsOutIsNotFollowed() throws {
    let work = try Workspace()
    try work.write("secret", to: "secret.svg")
    try work.write(results("", figures: "\"f\": \"../secret.svg\""), to: "a/results.json")
    try work.write(results("", figures: "\"f\": \"../other.svg\""), to: "b/results.json")
    #expect(try work.matinee("diff", "a", "b", "--html", "diff.html").status == 0)
    #expect(try !work.text("diff.html").contains("<img"))
  }
}
