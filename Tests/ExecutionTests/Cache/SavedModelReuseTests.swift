import Foundation
import Testing

@testable import Execution

/// A model that one step saves and another loads, with a cache.
@Suite struct SavedModelReuseTests {
  private static let notebook = """
    ```{lab}
    load "ratings.csv" as ratings
    index ratings user: user_id item: item_id
    train fm on: ratings target: stars features: [user, item] factors: 2 epochs: 2 as model
    save model to: "kept.model"
    ```

    ```{lab}
    load "kept.model" as kept
    predict kept on: ratings as scored
    ```

    ```{lab}
    #| label: tbl-scored
    #| tbl-cap: Scores.
    head scored rows: 3
    ```
    """

  @Test func whatIsSavedAndLoadedIsReused() throws {
    let lab = try TemporaryLab(["01-lab.md": Self.notebook])
    let first = try lab.run()
    #expect(first.result.diagnostics.isEmpty)
    #expect(FileManager.default.fileExists(atPath: lab.root + "/outputs/kept.model"))
    let second = try lab.run()
    #expect(second.ran.isEmpty)
    #expect(second.files == first.files)

    // A file that is gone is written again; what was read from it is still known.
    try FileManager.default.removeItem(atPath: lab.root + "/outputs/kept.model")
    #expect(try lab.explain()["load kept #1"] == [])
    let third = try lab.run()
    #expect(third.ran == ["save model,ratings #1"] || third.ran.count == 1)
    #expect(third.files == first.files)

    // Another model is loaded anew.
    try lab.write(Self.notebook.replacingOccurrences(of: "epochs: 2", with: "epochs: 1"), to: "01-lab.md")
    let fourth = try lab.run()
    #expect(fourth.ran.contains("load kept #1") && fourth.ran.contains("predict scored #1"))
    #expect(try lab.run(cached: false).files == fourth.files)
  }

  @Test func whoeverAsksForWhatIsLoadedRunsWhatSavesIt() throws {
    let lab = try TemporaryLab(["01-lab.md": Self.notebook])
    let run = try lab.run(goal: .labels(["tbl-scored"]))
    #expect(run.result.diagnostics.isEmpty)
    #expect(run.result.outcomes.count == run.program.steps.count)
  }

  @Test func aFileOfAnEarlierRunIsKnownByItsContents() throws {
    let lab = try TemporaryLab(["01-lab.md": Self.notebook])
    _ = try lab.run()
    let reader = try TemporaryLab([
      "01-lab.md": """
      ```{lab}
      load "kept.model" as kept
      recommend kept user: 3 top: 4
      ```
      """
    ])
    let saved = URL(fileURLWithPath: lab.root + "/outputs/kept.model")
    let place = URL(fileURLWithPath: reader.folder + "/kept.model")
    try Data(contentsOf: saved).write(to: place)
    let first = try reader.run()
    #expect(try reader.run().ran.isEmpty)
    try lab.write(Self.notebook.replacingOccurrences(of: "epochs: 2", with: "epochs: 1"), to: "01-lab.md")
    _ = try lab.run()
    try Data(contentsOf: saved).write(to: place)
    let other = try reader.run()
    #expect(other.ran == ["load kept #1", "recommend kept #1"])
    #expect(other.files != first.files)
  }
}
