import Execution
import LabSupport
import Reports
import Steps
import Synchronization
import Testing

@Suite struct RunTests {
  private static let data = ["d.csv": "a,b\n1,x\n2,y\n3,y\n4,z\n"]

  private static func state(_ run: LabRun, _ cell: Int, notebook: Int = 0) -> String {
    switch run.report.pages[notebook].cells[cell].state {
    case .done: "done"
    case .skipped: "skipped"
    case .failed: "failed"
    case .notRun(let reason): "not run: \(reason.words?.en ?? "")"
    case .waiting(let link): "waits for \(link.number)"
    }
  }

  @Test func whatComesAfterAFailingStepIsNotRun() throws {
    let run = try Lab(
      [
        "a.md": """
        ```{lab}
        load "d.csv" as d
        ```
        ```{lab}
        expect d.rows > 9 because: "too few"
        ```
        ```{lab}
        head d
        ```
        """, "b.md": "```{lab}\ncount d\n```\n",
      ], data: Self.data
    ).run()
    #expect(run.codes == ["expectation-failed"])
    #expect(run.faults.map(\.message) == ["too few"])
    #expect([0, 1].map { Self.state(run, $0) } == ["done", "failed"])
    #expect(Self.state(run, 2).hasPrefix("not run: expect at"))
    #expect(Self.state(run, 0, notebook: 1).hasPrefix("not run: expect at"))
    #expect(run.report.pages.map(\.state) == [.failed, .notRun])
    #expect(run.result.outcomes.keys.sorted() == [0])
  }

  @Test func aCellThatExpectsItsFaultStopsOnlyWhatNeedsIt() throws {
    let run = try Lab(
      [
        "a.md": """
        ```{lab}
        load "d.csv" as d
        ```
        ```{lab}
        #| error: true
        sample d rows: 99 as s
        ```
        ```{lab}
        head s
        ```
        ```{lab}
        expect s.rows > 0
        ```
        ```{lab}
        count d
        ```
        """
      ], data: Self.data
    ).run()
    #expect(run.codes == [])
    #expect(
      (0..<5).map { Self.state(run, $0) }
        == ["done", "failed", "not run: s is missing", "not run: s.rows is missing", "done"])
  }

  @Test func aFaultOfTheCheckThatACellExpectsStopsOnlyWhatNeedsIt() throws {
    let run = try Lab(
      [
        "a.md": """
        ```{lab}
        #| error: true
        load "d.csv" as d
        filter d where: nope > 1 as s
        ```
        ```{lab}
        head s
        ```
        ```{lab}
        count d
        ```
        """
      ], data: Self.data
    ).run()
    #expect(run.codes == [])
    #expect((0..<3).map { Self.state(run, $0) } == ["failed", "not run: what it uses has a fault", "done"])
  }

  @Test func optionsSayWhatIsRunAndShown() throws {
    let run = try Lab(
      [
        "a.md": """
        ---
        execute: {echo: false}
        ---
        ```{lab}
        load "d.csv" as d
        ```
        ```{lab}
        #| eval: false
        filter d where: a > 3
        ```
        ```{lab}
        #| echo: true
        #| output: false
        count d
        ```
        ```{lab}
        #| include: false
        filter d where: a > 1
        ```
        `{lab} d.rows`
        """
      ], data: Self.data
    ).run()
    #expect(run.codes == [])
    #expect((0..<4).map { Self.state(run, $0) } == ["done", "skipped", "done", "done"])
    let cells = run.report.pages[0].cells
    #expect(cells.map(\.showsCode) == [false, false, true, false])
    #expect(cells.map(\.showsOutput) == [true, true, false, false])
    #expect(run.quotes() == ["3"])
  }

  @Test func aFaultOfACellThatIsNotIncludedIsShownAllTheSame() throws {
    let run = try Lab(
      ["a.md": "```{lab}\n#| include: false\nload \"d.csv\" as d\nsample d rows: 99\n```\n"], data: Self.data
    ).run()
    #expect(run.codes == ["not-enough-rows"])
    #expect(run.report.pages[0].cells[0].showsCode)
    #expect(run.report.pages[0].cells[0].showsOutput)
  }

  @Test func theRandomChoicesOfAStepDoNotDependOnItsPlace() throws {
    func drawn(_ before: String, _ after: String = "") throws -> [String] {
      try Lab(cell: "load \"sample:reviews?rows=500\" as d\n\(before)sample d rows: 20 as s\n\(after)")
        .run().table("s").texts("review_id")
    }
    let alone = try drawn("")
    #expect(try drawn("count d\nsample d rows: 7 as t\nhead d\n", "sample d rows: 3 as u") == alone)
    #expect(try drawn("sample d rows: 20 as s\n") != alone)
  }

  @Test func aCancelledRunStopsAndSaysSo() throws {
    final class Impatient: RunMonitor {
      private let seen = Mutex(0)
      var started: Int { seen.withLock { $0 } }
      func started(_ step: ProgramStep, position: Int, count: Int) { seen.withLock { $0 += 1 } }
      func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
      func finished(_ step: ProgramStep) {}
      var isCancelled: Bool { seen.withLock { $0 >= 2 } }
    }
    let monitor = Impatient()
    let run = try Lab(cell: "load \"d.csv\" as d\ncount d\nhead d\nsort d by: a", data: Self.data).run(monitor: monitor)
    #expect(run.result.isCancelled)
    #expect(monitor.started == 2)
    #expect(run.result.notRun.keys.sorted().suffix(2) == [2, 3])
    #expect(run.codes == [])
  }

  @Test func aRunCountsItsStepsAsTheCheckDoes() throws {
    final class Counting: RunMonitor {
      let seen = Mutex<[String]>([])
      func started(_ step: ProgramStep, position: Int, count: Int) {
        seen.withLock { $0.append("\(position + 1)/\(count) \(step.signature.name)") }
      }
      func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
      func finished(_ step: ProgramStep) {}
      var isCancelled: Bool { false }
    }
    let monitor = Counting()
    let run = try Lab(
      cell: """
        #| exercise: exr-few
        #| check:
        #|   - expect few.rows > 0 because: "none"
        #|   - expect few.rows < 4 because: "all"
        load "d.csv" as d
        filter d where: {a > 1} as few
        """, data: Self.data
    ).run(monitor: monitor)
    #expect(run.program.statedCount == 2)
    #expect(monitor.seen.withLock { $0 } == ["1/2 load", "2/2 filter", "2/2 expect", "2/2 expect"])
  }

  @Test func longTrainingStopsInItsMiddle() throws {
    final class Watch: RunMonitor {
      private let isStopped = Mutex(false)
      func started(_ step: ProgramStep, position: Int, count: Int) {}
      func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {
        if step.signature.name == "train fm" { isStopped.withLock { $0 = true } }
      }
      func finished(_ step: ProgramStep) {}
      var isCancelled: Bool { isStopped.withLock { $0 } }
    }
    let run = try Lab(
      cell: """
        load "sample:reviews?rows=2000" as d
        index d user: customer_id item: product_id
        train fm on: d target: star_rating epochs: 10000 as m
        """
    ).run(monitor: Watch())
    #expect(run.result.isCancelled)
    #expect(run.result.outcomes[2] == nil)
  }

  @Test func aRunGivesTheSameReportForAnyNumberOfThreads() throws {
    let lab = try Lab(
      cell: """
        load "sample:reviews?rows=2000" as d
        index d user: customer_id item: product_id
        split d fraction: 0.1 as train, test
        train fm on: train target: star_rating epochs: 3 as m
        evaluate m on: test
        group d by: product_id n: count() mean: mean(star_rating) as g
        correlate g columns: [n, mean]
        describe d
        """)
    #expect("\(lab.run(threads: 1).blocks())" == "\(lab.run(threads: 2).blocks())")
  }
}
