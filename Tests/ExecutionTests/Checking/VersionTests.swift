import LabSupport
import Testing

/// A name stands for what was bound to it last above the place where it is read.
@Suite struct VersionTests {
  private static let data = ["d.csv": "a,b\n1,x\n2,y\n3,y\n4,z\n"]

  @Test func proseSeesAValueAtItsPlaceAndTitlesSeeTheEnd() throws {
    let text = """
      ---
      title: "Ends with `{lab} d.rows`"
      abstract: "And `{lab} d.a.sum`."
      ---

      ```{lab}
      load "d.csv" as d
      ```
      First `{lab} d.rows`.

      ```{lab}
      filter d where: a > 1
      ```
      Then `{lab} d.rows`.

      ```{lab}
      filter d where: b == "y"
      ```
      Now `{lab} d.rows`.
      """
    let run = try Lab(["a.md": text], data: Self.data).run(prunes: true)
    #expect(run.codes == [])
    #expect(run.quotes() == ["2", "5", "4", "3", "2"])
    #expect(run.program.steps.map { $0.outputs.map(\.description) } == [["d@1"], ["d@2"], ["d@3"]])
    #expect(run.program.steps.map { $0.inputs.map(\.description) } == [[], ["d@1"], ["d@2"]])
    #expect(run.program.finalValues.map(\.description) == ["d@3"])
  }

  @Test func notebooksShareOneSessionInTheOrderOfTheirNames() throws {
    let run = try Lab(
      [
        "02-b.md": "`{lab} d.rows`\n\n```{lab}\nfilter d where: a > 3\n```\n\n`{lab} d.rows`\n",
        "01-a.md": "```{lab}\nload \"d.csv\" as d\n```\n", "_03-c.md": "```{lab}\nnonsense\n```\n",
      ], data: Self.data
    ).run()
    #expect(run.quotes(notebook: 1) == ["4", "1"])
  }

  @Test func aNameIsNotSeenAboveItsBinding() throws {
    let run = try Lab(cell: "head d\nload \"d.csv\" as d", data: Self.data).run()
    #expect(run.codes == ["unknown-name"])
  }

  @Test func valuesOfATableStayWhenItChangesAndGoWhenItsNameIsBoundAnew() throws {
    let load = "load \"d.csv\" as d\n"
    let lab = try Lab(cell: load + "filter d where: a > 1\nexpect d.skipped == 0", data: Self.data)
    #expect(lab.run().codes == [])
    try lab.put("01-lab.md", "```{lab}\n\(load)filter d where: a > 1 as d\nexpect d.skipped == 0\n```\n")
    #expect(lab.run().codes == ["unknown-value"])
    try lab.put("01-lab.md", "```{lab}\n\(load)\(load)expect d.skipped == 0\n```\n")
    #expect(lab.run().codes == [])
  }

  @Test func metricsOfAModelGoWhenItIsTrainedAnew() throws {
    let train = "train mean on: d target: a features: [b] as m\n"
    let lab = try Lab(
      cell: "load \"d.csv\" as d\n\(train)evaluate m on: d\n\(train)expect m.d.rmse > 0", data: Self.data)
    #expect(lab.run().codes == ["unknown-value"])
  }

  @Test func aFaultyStatementCausesNoFurtherFaults() throws {
    let run = try Lab(
      [
        "a.md": """
        ```{lab}
        load "d.csv" as d
        filter d where: nope > 1 as e
        count e by: b as f
        sort f by: count
        expect f.rows > 0
        ```
        `{lab} e.rows` and `{lab} f.count.max`

        ```{lab}
        head f
        derive d c: nope2
        head d
        ```
        """
      ], data: Self.data
    ).run()
    #expect(run.codes == ["unknown-column", "unknown-column"])
  }

  @Test func allFaultsOfAFolderAreFoundAtOnceInReadingOrder() throws {
    let program = try Lab(
      [
        "a.md": "```{lab}\nlod \"d.csv\" as d\nhead nothing\n```\n",
        "b.md": "```{lab}\nload \"d.csv\" as e\nhead e lines: 3\n```\n\n`{lab} e.rowz`\n",
      ], data: Self.data
    ).check()
    #expect(
      program.diagnostics.map(\.code.name) == ["unknown-verb", "unknown-name", "unknown-option", "unknown-value"])
    #expect(!program.isSound)
  }
}
