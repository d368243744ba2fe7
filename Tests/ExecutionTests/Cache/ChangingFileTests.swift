import Diagnostics
import Foundation
import Steps
import Synchronization
import Testing

@testable import Execution

/// A file that somebody writes while a run goes by it never gives a result, neither now nor from the cache later.
@Suite struct ChangingFileTests {
  /// Does something when a step begins: its key has been made by then, its files not been read yet.
  private final class MeddlingMonitor: RunMonitor {
    private let step: String
    private let meddle: @Sendable () -> Void

    init(before step: String, _ meddle: @escaping @Sendable () -> Void) {
      self.step = step
      self.meddle = meddle
    }

    var isCancelled: Bool { false }
    func started(_ step: ProgramStep, position: Int, count: Int) { if step.identity == self.step { meddle() } }
    func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
    func finished(_ step: ProgramStep) {}
  }

  private func run(
    _ lab: TemporaryLab, cached: Bool = true, before step: String, _ meddle: @escaping @Sendable () -> Void
  ) throws -> RunResult {
    let program = lab.program()
    let plan = Planner.plan(program, for: .everything)
    let cache =
      cached ? try StepCache(lab.store, program: program, plan: plan, implementation: "test") : nil
    return Runner.run(
      program, plan: plan, options: .init(threads: 1, monitor: MeddlingMonitor(before: step, meddle)), cache: cache)
  }

  @Test func aDataFileThatChangesAfterItsDigestPoisonsNothing() throws {
    let lab = try TemporaryLab()
    let clean = try lab.run(cached: false)
    let during = try run(lab, before: "load ratings #1") {
      try? lab.write(TemporaryLab.ratings(1000), to: "ratings.csv")
    }
    #expect(during.diagnostics.map(\.code.name) == ["file-changed"])
    #expect(during.outcomes.isEmpty)
    // The file is what it was: nothing of the other state is taken for it.
    try lab.write(TemporaryLab.ratings(3000), to: "ratings.csv")
    let after = try lab.run()
    #expect(after.reused.isEmpty)
    #expect(after.files == clean.files)
    #expect(try lab.run().ran.isEmpty)
  }

  /// A copy that had reached a part of the file when it was read, and goes on while the run does.
  @Test func aFileThatGrowsAfterItWasReadIsTold() throws {
    for cached in [true, false] {
      let lab = try TemporaryLab()
      let last = try #require(lab.program().steps.last { !$0.isCheck })
      try lab.write(TemporaryLab.ratings(1000), to: "ratings.csv")
      let during = try run(lab, cached: cached, before: last.identity) {
        try? lab.write(TemporaryLab.ratings(3000), to: "ratings.csv")
      }
      #expect(during.diagnostics.map(\.code.name) == ["file-changed"])
      #expect(during.diagnostics.first?.primary?.span.text.hasPrefix("load") == true)
      // What it has kept of the part is found for the part alone.
      #expect(try lab.run().files == (try lab.run(cached: false)).files)
    }
  }

  @Test func aDataFileWithOtherColumnsThanTheCheckSawIsNoTable() throws {
    let lab = try TemporaryLab()
    let during = try run(lab, cached: false, before: "load ratings #1") {
      try? lab.write(TemporaryLab.ratings(1000).replacingOccurrences(of: "stars", with: "points"), to: "ratings.csv")
    }
    #expect(
      during.diagnostics.map(\.code.name) == ["unknown-data-column"]
        || during.diagnostics.map(\.code.name) == ["file-changed"])
    #expect(during.outcomes.isEmpty)
  }

  @Test func twoStepsDoNotGoByTwoStatesOfAFile() throws {
    let text = """
      ```{lab}
      load "ratings.csv" as first
      load "ratings.csv" as second
      ```
      """
    for cached in [true, false] {
      let lab = try TemporaryLab(["01-lab.md": text])
      let result = try run(lab, cached: cached, before: "load second #1") {
        try? lab.write(TemporaryLab.ratings(100), to: "ratings.csv")
      }
      #expect(result.diagnostics.map(\.code.name) == ["file-changed"])
    }
  }

  private static let saving = """
    ---
    params:
      epochs: 2
    ---

    ```{lab}
    load "ratings.csv" as ratings
    index ratings user: user_id item: item_id
    train fm on: ratings target: stars features: [user, item] factors: 2 epochs: params.epochs as model
    save model to: "kept.model"
    load "kept.model" as kept
    predict kept on: ratings as scored
    ```

    ```{lab}
    head scored rows: 3
    ```
    """

  @Test func aModelThatAnotherRunSavesInBetweenIsNotTakenForOurs() throws {
    let lab = try TemporaryLab(["01-lab.md": Self.saving])
    let other = lab.root + "/outputs/kept.model"
    let clean = try lab.run(cached: false)
    _ = try lab.run(["epochs:1"], cached: false)
    let theirs = try Data(contentsOf: URL(fileURLWithPath: other))
    let during = try run(lab, before: "load kept #1") { try? theirs.write(to: URL(fileURLWithPath: other)) }
    #expect(during.diagnostics.map(\.code.name) == ["file-changed"])
    let after = try lab.run()
    #expect(after.files == clean.files)
    // What was written is known by what was written, not by what lay there when somebody looked.
    let ours = try Data(contentsOf: URL(fileURLWithPath: other))
    #expect(ours != theirs)
    try theirs.write(to: URL(fileURLWithPath: other))
    #expect(try lab.run().files == clean.files)
    #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == ours)
  }

  @Test func aTransformThatCannotGoOnSaysSo() throws {
    let text = Self.saving.replacingOccurrences(of: "predict kept on: ratings as scored", with: "")
      .replacingOccurrences(of: "head scored rows: 3", with: "transform kept on: ratings to: \"scores.jsonl\"")
    let lab = try TemporaryLab(["01-lab.md": text])
    try Data("{\"score\": 1}\n".utf8).write(to: URL(fileURLWithPath: lab.root + "/outputs/.scores.jsonl.partial"))
    try Data("matinee partial file 2\n".utf8).write(
      to: URL(fileURLWithPath: lab.root + "/outputs/.scores.jsonl.partial.record"))
    let run = try lab.run()
    #expect(run.result.warnings.map(\.code.name) == ["begun-again"])
    #expect(try lab.run().result.warnings.isEmpty)
  }
}
