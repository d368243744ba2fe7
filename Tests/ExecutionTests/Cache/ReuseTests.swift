import Foundation
import Testing

@testable import Execution

/// Runs that find results of earlier ones give the bytes of runs that do not.
@Suite struct ReuseTests {
  @Test func aSecondRunReusesEverythingAndWritesTheSameBytes() throws {
    let lab = try TemporaryLab()
    let plain = try lab.run(cached: false)
    #expect(lab.cacheFiles("entries").isEmpty)
    let first = try lab.run()
    let second = try lab.run(threads: 2)
    #expect(plain.result.diagnostics.isEmpty)
    #expect(first.result.reused.isEmpty)
    #expect(second.ran.isEmpty)
    #expect(first.files == plain.files)
    #expect(second.files == plain.files)
    #expect(plain.files.count >= 4)
    #expect(second.notes.isEmpty)
  }

  /// What is to be known of a file is to be known of a table that comes from the cache, too.
  @Test func whatReadingFoundIsToldAgain() throws {
    let text = """
      ```{lab}
      load "zones.csv" lookup: "names.csv" as zones
      load "zones.csv" types: [time: string] as texts
      derive texts moment: datetime(time)
      describe zones
      describe texts
      ```
      """
    let lab = try TemporaryLab(["01-lab.md": text])
    try lab.write("user,time\n1,2015-08-31T12:00:00+02:00\n2,2015-08-31T12:00:00\n", to: "zones.csv")
    try lab.write("user,born\n8,2015-08-31T12:00:00+02:00\n9,2015-08-31T12:00:00\n", to: "names.csv")
    let first = try lab.run()
    let told = first.result.warnings.map(\.message)
    #expect(first.result.diagnostics.isEmpty, "\(first.result.diagnostics.map(\.message))")
    #expect(
      first.result.warnings.map(\.code.name) == ["mixed-zones", "mixed-zones", "nothing-matched", "mixed-zones"],
      "\(told)")
    let second = try lab.run()
    #expect(second.ran.isEmpty)
    #expect(second.result.warnings.map(\.message) == told)
  }

  @Test func aChangedStepRunsWithItsInputsFromTheCache() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    try lab.write(
      TemporaryLab.notebook.replacingOccurrences(of: "predict model on: test", with: "predict model on: train"),
      to: "01-lab.md")
    let fresh = try lab.run(cached: false)
    let second = try lab.run()
    // Predictions for train show all of its columns, of which training had no need.
    #expect(second.ran == ["split train,test #1", "predict scored #1", "sort scored #1", "head scored #1"])
    // The model came from the cache, its numeric and one-hot features with it.
    #expect(second.reused.contains("train fm model #1"))
    #expect(second.files == fresh.files)
  }

  @Test func aSampledModelComesBackWithItsDrawsAndItsLink() throws {
    let text = """
      ```{lab}
      load "ratings.csv" as ratings
      index ratings user: user_id item: item_id
      train fm on: ratings target: stars >= 4 solver: mcmc factors: 3 epochs: 6 as liked
      train fm on: ratings target: stars solver: mcmc factors: 3 epochs: 6 as sampled
      ```

      ```{lab}
      EVALUATIONS
      ```
      """
    let (evaluated, other) = ("EVALUATIONS", "evaluate liked on: ratings\nevaluate sampled on: ratings")
    let lab = try TemporaryLab(["01-lab.md": text.replacingOccurrences(of: evaluated, with: "head ratings")])
    _ = try lab.run()
    try lab.write(text.replacingOccurrences(of: evaluated, with: other), to: "01-lab.md")
    let fresh = try lab.run(cached: false)
    let second = try lab.run()
    #expect(second.reused.isSuperset(of: ["train fm liked #1", "train fm sampled #1"]))
    #expect(second.files == fresh.files)
  }

  @Test func aChangedParameterRunsWhatUsesIt() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    #expect(try lab.run(["unused:2"]).ran.isEmpty)
    let changed = try lab.run(["minimum:3"])
    #expect(changed.reused == ["load ratings #1", "head ratings #1", "count users #1"])
    #expect(changed.files == (try lab.run(["minimum:3"], cached: false)).files)
    // The file that save wrote is that of the other parameter by now.
    #expect(try lab.run().ran == ["save kept #1"])
  }

  @Test func aChangedWordOfProseRunsNothing() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    try lab.write(
      TemporaryLab.notebook.replacingOccurrences(of: "Kept are", with: "There are"), to: "01-lab.md")
    let second = try lab.run()
    #expect(second.ran.isEmpty)
    #expect(second.files == (try lab.run(cached: false)).files)
  }

  @Test func aNumberThatProseNewlyAsksForIsTakenOfTheTableOnDisk() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    let text = TemporaryLab.notebook.replacingOccurrences(of: "Kept are", with: "`{lab} kept.stars.max` and")
    try lab.write(text, to: "01-lab.md")
    let second = try lab.run()
    #expect(second.ran.isEmpty)
    #expect(second.result.scalars.values.contains(.integer(5)))
    #expect(second.files == (try lab.run(cached: false)).files)
  }

  @Test func columnsThatNobodyReadBeforeAreReadThenAndOnlyWhatNeedsThemRuns() throws {
    let text = """
      ```{lab}
      load "ratings.csv" as ratings
      filter ratings where: stars > 1 as kept
      count kept by: user_id as users
      ```
      """
    let lab = try TemporaryLab(["01-lab.md": text])
    _ = try lab.run()
    try lab.write(text + "\n\nMean `{lab} kept.age.mean`.\n", to: "01-lab.md")
    #expect(try lab.explain()["filter kept #1"] == [.columns(["age"])])
    let second = try lab.run()
    #expect(second.ran == ["load ratings #1", "filter kept #1"])
    #expect(second.files == (try lab.run(cached: false)).files)
    // With fewer columns needed again, what is there is more than enough.
    try lab.write(text, to: "01-lab.md")
    #expect(try lab.run().ran.isEmpty)
  }

  @Test func aWishForOneFigureUsesWhatARunOfEverythingKept() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    let wished = try lab.run(goal: .labels(["fig-stars"]), output: "one")
    #expect(wished.result.outcomes.keys.allSatisfy { wished.result.reused.contains($0) })
    #expect(wished.files.keys.sorted() == ["/figures/fig-stars.svg"])
  }

  @Test func aNotebookThatSaysSoIsNotCached() throws {
    let lab = try TemporaryLab([
      "01-lab.md": "```{lab}\nload \"ratings.csv\" as ratings\n```\n",
      "02-more.md": "---\nexecute:\n  cache: false\n---\n\n```{lab}\ncount ratings by: user_id as users\n```\n",
      "03-end.md": "```{lab}\nhead users rows: 2\n```\n",
    ])
    _ = try lab.run()
    #expect(lab.cacheFiles("entries").count { !$0.hasSuffix(".statistics") } == 2)
    let second = try lab.run()
    #expect(second.ran == ["count users #1"])
    #expect(try lab.explain()["count users #1"] == [.cacheOff])
  }

  @Test func aFileThatSaveWroteMustBeAsItWas() throws {
    let lab = try TemporaryLab()
    _ = try lab.run()
    let path = lab.root + "/outputs/kept.csv"
    let before = FileManager.default.contents(atPath: path)
    try FileManager.default.removeItem(atPath: path)
    #expect(try lab.explain()["save kept #1"] == [.output("kept.csv")])
    #expect(try lab.run().ran == ["save kept #1"])
    #expect(FileManager.default.contents(atPath: path) == before)
    try lab.write("something else", to: "../outputs/kept.csv")
    #expect(try lab.run().ran == ["save kept #1"])
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test func whatARunWritesAndReadsAgainIsNeverTheOldFile() throws {
    let text = """
      ---
      params:
        least: 2
      ---

      ```{lab}
      load "ratings.csv" as ratings
      filter ratings where: stars >= params.least as kept
      save kept to: "again.csv"
      load "../outputs/again.csv" as again
      ```

      `{lab} again.rows` and `{lab} again.stars.min`
      """
    let lab = try TemporaryLab(["01-lab.md": text])
    try lab.write(TemporaryLab.ratings(100), to: "../outputs/again.csv")
    _ = try lab.run()
    let cached = try lab.run(["least:4"])
    #expect(cached.ran == ["filter kept #1", "save kept #1", "load again #1"])
    #expect(cached.files == (try lab.run(["least:4"], cached: false)).files)
  }

  @Test func aFailingStepIsNotKept() throws {
    let lab = try TemporaryLab([
      "01-lab.md": "```{lab}\nload \"ratings.csv\" as ratings\nexpect ratings.rows > 1000000\nhead ratings\n```\n"
    ])
    let first = try lab.run()
    let second = try lab.run()
    #expect(first.result.diagnostics.count == 1)
    #expect(second.result.diagnostics.count == 1)
    #expect(second.reused == ["load ratings #1"])
    #expect(second.files == first.files)
  }
}
