import Foundation
import Testing

@testable import Execution

/// For every reason to run, `explain` names it before the run.
@Suite struct ExplanationTests {
  @Test func beforeTheFirstRunEveryStepIsNewAndAfterItNoneRuns() throws {
    let lab = try TemporaryLab()
    #expect(try lab.explain().values.allSatisfy { $0 == [.new] })
    #expect(!FileManager.default.fileExists(atPath: lab.store.path))
    _ = try lab.run()
    #expect(try lab.explain().values.allSatisfy(\.isEmpty))
  }

  @Test func aChangedTextIsShownOldAndNewAndItsFollowersNameTheStepItComesFrom() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    try lab.write(
      TemporaryLab.notebook.replacingOccurrences(of: "fraction: 0.2", with: "fraction: 0.25"), to: "01-lab.md")
    let reasons = try lab.explain()
    #expect(
      reasons["split train,test #1"] == [
        .statement(
          old: "split kept fraction: 0.2 as train, test", new: "split kept fraction: 0.25 as train, test")
      ])
    #expect(reasons["train fm model #1"] == [.input("train", producer: "split train,test #1")])
    #expect(reasons["save kept #1"] == [])
  }

  @Test func aChangedParameterIsNamedWithBothValues() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    let reasons = try lab.explain(["minimum:4"])
    #expect(reasons["filter kept #1"] == [.parameter("minimum", old: "2", new: "4")])
    #expect(reasons["expect  #1"] == [.quote("kept.rows")])
    #expect(reasons["count users #1"] == [])
  }

  @Test func aChangedFileIsNamed() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    try lab.write(TemporaryLab.ratings(2999), to: "ratings.csv")
    let reasons = try lab.explain()
    #expect(reasons["load ratings #1"]?.map(\.kind) == ["file"])
    #expect(reasons["load ratings #1"]?.first?.text.hasPrefix("changed file ratings.csv: xxh128 ") ?? false)
    #expect(reasons["count users #1"] == [.input("ratings", producer: "load ratings #1")])
  }

  @Test func aNewStepAnotherVersionAndAnotherSeedAreNamed() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    let other = try lab.explain(implementation: "next")
    #expect(other["load ratings #1"] == [.implementation(old: "test", new: "next")])
    try lab.write(
      TemporaryLab.notebook.replacingOccurrences(of: "title: A lab", with: "seed: 9")
        + "\n\n```{lab}\ncount kept by: genre as genres\n```\n", to: "01-lab.md")
    let reasons = try lab.explain()
    #expect(reasons["count genres #1"] == [.new])
    #expect(reasons["load ratings #1"] == [.seed])
  }

  @Test func aDroppedResultIsSaidToBeDroppedAndARunRemembersWhyItRan() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    for file in lab.cacheFiles("entries") { try FileManager.default.removeItem(atPath: file) }
    #expect(try lab.explain().values.allSatisfy { $0 == [.dropped] })
    _ = try lab.run()
    let program = lab.program()
    let told = try Explanation.of(
      program, plan: Planner.plan(program, for: .everything), store: lab.store, implementation: "test")
    #expect(told.allSatisfy { $0.last == StepReason.dropped.text })
  }
}
