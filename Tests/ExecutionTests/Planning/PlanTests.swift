import Execution
import LabSupport
import Steps
import Testing

@Suite struct PlanTests {
  private static let data = ["d.csv": "a,b,c,e\n1,x,5,7\n2,y,6,8\n3,y,7,9\n"]

  @Test func columnsThatNobodyReadsAreNotNeeded() throws {
    let run = try Lab(
      cell: """
        load "d.csv" as d
        filter d where: a > 1
        rename d letter: b
        count d by: letter as n
        show n
        """, data: Self.data
    ).run(prunes: true)
    #expect(run.codes == [])
    let needed = Dictionary(uniqueKeysWithValues: run.needed.map { ($0.key.description, $0.value.sorted()) })
    #expect(needed == ["d@1": ["a", "b"], "d@2": ["b"], "d@3": ["letter"], "n@1": ["count", "letter"]])
    #expect(try run.table("d@1").schema.names == ["a", "b"])
    #expect(try run.table("n").listing == ["letter string: y", "count integer: 2"])
  }

  @Test func aStatisticInProseMakesItsColumnNeeded() throws {
    let text = "```{lab}\nload \"d.csv\" as d\nsort d by: a\n```\n`{lab} d.e.max`\n"
    let run = try Lab(["a.md": text], data: Self.data).run(prunes: true)
    #expect(run.quotes() == ["9"])
    #expect(try run.table("d@1").schema.names == ["a", "e"])
  }

  @Test func prunedAndFullRunsShowTheSame() throws {
    let cell = """
      load "d.csv" as d
      derive d f: a + c
      index d i: b
      split d fraction: 0.34 as train, test
      group train by: b total: sum(f) as g
      join train g on: b as j
      select j columns: [i, total, a]
      head j
      """
    let lab = try Lab(cell: cell, data: Self.data)
    #expect("\(lab.run(prunes: true).blocks())" == "\(lab.run(prunes: false).blocks())")
    #expect(lab.run(prunes: true).codes == [])
  }

  private static let labelled = """
    ```{lab}
    load "d.csv" as d
    load "d.csv" as other
    ```
    ```{lab}
    #| label: fig-a
    #| fig-cap: Of `{lab} many.rows` rows
    plot bar d x: a
    ```
    ```{lab}
    filter other where: a > 1 as many
    ```
    ```{lab}
    #| label: fig-b
    plot bar other x: b
    ```
    """

  @Test func onlyKeepsTheAncestorsOfWhatIsWanted() throws {
    let text = Self.labelled.replacing("#| fig-cap: Of `{lab} many.rows` rows\n", with: "")
    let run = try Lab(["a.md": text], data: Self.data).run(goal: .labels(["fig-a"]))
    #expect(run.codes == [])
    #expect(run.plan.steps == [0, 2])
    #expect(Set(run.result.outcomes.keys) == [0, 2])
    #expect(try Lab(["a.md": text], data: Self.data).run(goal: .labels(["fig-b"])).plan.steps == [1, 4])
    #expect(try Lab(["a.md": text], data: Self.data).run().plan.steps == [0, 1, 2, 3, 4])
  }

  @Test func onlyComputesWhatTheCaptionQuotes() throws {
    let moved = Self.labelled.replacing("many.rows", with: "other.a.max")
    let run = try Lab(["a.md": moved], data: Self.data).run(goal: .labels(["fig-a"]), prunes: true)
    #expect(run.codes == [])
    #expect(run.plan.steps == [0, 1, 2])
    #expect(run.quotes() == ["3"])
  }

  @Test func aValueIsLetGoAfterItsLastUse() throws {
    let plan = try Lab(["a.md": Self.labelled.replacing("many.rows", with: "d.rows")], data: Self.data).run().plan
    let last = Dictionary(uniqueKeysWithValues: plan.lastUse.map { ($0.key.description, $0.value) })
    #expect(last == ["d@1": 2, "other@1": 4])
  }
}
