import Execution
import LabSupport
import Testing

@Suite struct ParameterTests {
  private static let settings = "params:\n  least: 1\n  data: \"d.csv\"\n"
  private static let data = ["d.csv": "a\n1\n2\n3\n4\n", "e.csv": "a\n9\n"]
  private static let cell = "```{lab}\nload params.data as d\nfilter d where: a > params.least\n```\n`{lab} d.rows`\n"

  @Test func aNotebookOverridesTheFolderAndTheCommandLineBoth() throws {
    let own = "---\nparams:\n  least: 2\n---\n" + Self.cell
    let lab = try Lab(["a.md": Self.cell, "b.md": own], settings: Self.settings, data: Self.data)
    let run = lab.run()
    #expect(run.codes == [])
    #expect(run.quotes(notebook: 0) == ["3"])
    #expect(run.quotes(notebook: 1) == ["2"])
    let overridden = lab.run(["least:3"])
    #expect(overridden.quotes(notebook: 0) == ["1"])
    #expect(overridden.quotes(notebook: 1) == ["1"])
    #expect(overridden.report.pages[1].parameters.map { "\($0.name) \($0.value)" } == ["least 3", "data d.csv"])
  }

  @Test func theCommandLineWinsOverAParameterFile() throws {
    let lab = try Lab(["a.md": Self.cell], settings: Self.settings, data: Self.data)
    try lab.put("p.yml", "least: 2\n")
    let file = lab.path("p.yml")
    func least(_ program: Program) -> String? { program.parameters[0].first?.parameter.value.text }
    #expect(least(lab.check(parameterFiles: [file])) == "2")
    #expect(least(lab.check(["least:3"], parameterFiles: [file])) == "3")
  }

  @Test func aPathOfANotebookStartsAtItsFolderAndOneOfTheCommandLineWhereItWasStarted() throws {
    let lab = try Lab(["a.md": Self.cell], settings: Self.settings, data: Self.data)
    #expect(lab.check().steps[0].effect.sources.map(\.resolved) == [lab.path("d.csv")])
    #expect(lab.check(["data:\(lab.path("e.csv"))"]).steps[0].effect.sources.map(\.resolved) == [lab.path("e.csv")])
    #expect(lab.check(["data:e.csv"]).diagnostics.count == 1)
    #expect(lab.run(["data:\(lab.path("e.csv"))"]).quotes() == ["1"])
  }

  @Test func anUnknownParameterAndAValueOfAnotherTypeAreFaults() throws {
    let lab = try Lab(["a.md": Self.cell], settings: Self.settings, data: Self.data)
    #expect(lab.check(["leest:3"]).diagnostics.map(\.code.name) == ["unknown-parameter"])
    #expect(lab.check(["least:many"]).diagnostics.count == 1)
    let misspelt = try Lab(cell: "load params.dat as d")
    #expect(misspelt.check().diagnostics.map(\.code.name) == ["unknown-parameter"])
  }
}
