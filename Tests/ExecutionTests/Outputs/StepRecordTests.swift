import LabSupport
import Reports
import Testing

@testable import Execution

/// What the pages "How this report was made" are made from.
@Suite struct StepRecordTests {
  private static let data = ["a.csv": "id,x\n1,10\n2,20\n3,30\n", "b.csv": "id,y\n1,5\n2,6\n"]

  private static func steps(_ text: String, settings: String? = nil, _ arguments: [String] = []) throws -> [StepRecord]
  {
    try Lab(["01-lab.md": text], settings: settings, data: data).run(arguments).report.steps
  }

  private static let lab = """
    ---
    params: {least: 15}
    ---

    A word.

    ```{lab}
    load "a.csv" as z
    load "b.csv" as a
    filter z where: x >= params.least
    join z a on: id how: left
      as both
    ```

    ```{lab}
    #| label: tbl-both
    sample both rows: 1 as drawn
    filter drawn where: x > both.rows as large
    ```
    """

  @Test func aStepTellsWhereItStandsAndWhatItTookAndGave() throws {
    let steps = try Self.steps(Self.lab)
    #expect(steps.map(\.verb) == ["load", "load", "filter", "join", "sample", "filter"])
    #expect(steps.map(\.number) == Array(1...6))
    #expect(steps.map(\.line) == [8, 9, 10, 11, 17, 18])
    #expect(steps.map(\.anchor) == ["cell-1", "cell-1", "cell-1", "cell-1", "tbl-both", "tbl-both"])
    #expect(steps.allSatisfy { $0.state == .done && !$0.recipe.isEmpty })
    #expect(steps[3].code == "join z a on: id how: left\n  as both")
    // In the order of the statement, not of the alphabet.
    #expect(steps[3].takes.map(\.id) == [.init("z", 2), .init("a", 1)])
    #expect(steps[2].takes.map(\.rows) == [3] && steps[2].gives.map(\.rows) == [2])
    #expect(steps[3].gives[0].columns.map(\.name) == ["id", "x", "y"])
    #expect(steps[2].quotes.map { "\($0.name) \($0.value)" } == ["params.least 15"])
    #expect(steps[5].quotes.map { "\($0.name) \($0.value)" } == ["both.rows 2"])
    #expect(steps[0].sources.map(\.name) == ["a.csv"])
    #expect(steps[0].sources[0].identity?.text().hasPrefix("xxh128 ") == true)
  }

  @Test func equalRecipesWhereNothingThatCountsHasChanged() throws {
    let before = try Self.steps(Self.lab).map(\.recipe)
    #expect(Set(before).count == before.count)
    func changed(_ after: [StepRecord]) -> [Int] {
      zip(before, after).enumerated().filter { $1.0 != $1.1.recipe }.map { $0.offset + 1 }
    }
    #expect(changed(try Self.steps(Self.lab.replacing("A word.", with: "Other words.\n\nMore."))) == [])
    #expect(changed(try Self.steps(Self.lab.replacing("  as both", with: "    as both # so"))) == [])
    #expect(changed(try Self.steps(Self.lab, ["least:5"])) == [3, 4, 5, 6])
    #expect(changed(try Self.steps(Self.lab.replacing("how: left", with: "how: inner"))) == [4, 5, 6])
    #expect(changed(try Self.steps(Self.lab, settings: "seed: 9\n")).contains(5))
    var data = Self.data
    data["a.csv"] = "id,x\n1,10\n2,20\n3,31\n"
    #expect(changed(try Lab(["01-lab.md": Self.lab], data: data).run().report.steps) == [1, 3, 4, 5, 6])
  }

  @Test func aRunFromTheCacheTellsTheSame() throws {
    let lab = try TemporaryLab()
    let plain = try lab.run(cached: false)
    _ = try lab.run()
    let cached = try lab.run(threads: 2)
    #expect(!cached.result.reused.isEmpty)
    let names = ["/made/01-lab.html", "/made/index.html"]
    for name in names { #expect(plain.files[name] != nil && plain.files[name] == cached.files[name], "\(name)") }
    // No path of this machine in any page.
    for (name, text) in plain.files { #expect(!String(decoding: text, as: UTF8.self).contains(lab.root), "\(name)") }
  }

  @Test func aFailedStepAndThoseAfterItSaySo() throws {
    let run = try Lab(
      cell: "load \"a.csv\" as a\nexpect a.rows > 9 because: \"few\"\nhead a", data: Self.data
    ).run()
    #expect(run.report.steps.map(\.state) == [.done, .failed, .notRun])
  }

  @Test func parametersThatAreNotAsDeclaredAreKnown() throws {
    let run = try Lab(["01-lab.md": Self.lab], data: Self.data).run(["least:5"])
    #expect(run.report.pages[0].defaults == ["least": "15"])
    #expect(try Lab(["01-lab.md": Self.lab], data: Self.data).run(["least:15"]).report.pages[0].defaults.isEmpty)
  }

  @Test func theCommandNamesTheFolderAndWhatWasSet() throws {
    let lab = try TemporaryLab()
    #expect(lab.program().command == "matinee run notebooks")
    #expect(lab.program(["minimum:3"]).command == "matinee run notebooks -P minimum:3")
    try lab.write("---\nparams: {data: \"x\"}\n---\n", to: "02-b.md")
    #expect(lab.program(["data:it's here"]).command == #"matinee run notebooks -P 'data:it'\''s here'"#)
  }

  /// What the terminal, the front page and the pages of `made/` count is one number; checks of exercises are no steps.
  @Test func stepsAreCountedInOneWay() throws {
    let cell = """
      ```{lab}
      #| exercise: exr-cut
      #| check:
      #|   - expect cut.rows > 0 because: "nothing is left"
      load "a.csv" as a
      filter a where: x > {10} as cut
      ```
      """
    let run = try Lab(["01-lab.md": cell], data: Self.data).run()
    #expect(run.codes == [])
    #expect(run.program.steps.count == 3 && run.program.statedCount == 2)
    #expect(run.program.statedCount(of: run.plan.steps) == 2)
    #expect(run.report.provenance.stepCount == 2 && run.report.steps.count == 2)
  }
}
