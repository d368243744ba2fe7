import Diagnostics
import Foundation
import Notebooks
import Steps
import Synchronization

@testable import Execution

/// A folder of notebooks with a cache beside it, in a temporary place that goes away with the value.
final class TemporaryLab: Sendable {
  let root: String
  var folder: String { root + "/notebooks" }
  var store: CacheStore { CacheStore(path: root + "/.matinee/cache") }

  init(_ notebooks: [String: String]? = nil, rows: Int = 3000) throws {
    root = NSTemporaryDirectory() + "matinee-lab-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root + "/notebooks", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: root + "/outputs", withIntermediateDirectories: true)
    for (name, text) in notebooks ?? ["01-lab.md": Self.notebook] { try write(text, to: name) }
    try write(Self.ratings(rows), to: "ratings.csv")
    // A file must have been left alone for two seconds for its digest to be remembered.
    try age("ratings.csv")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  func age(_ name: String, seconds: Double = 60) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: folder + "/" + name)
  }

  /// What a run gave: every file it wrote, what was reused, and what it noted.
  struct Run {
    var files: [String: Data]
    var result: RunResult
    var notes: [String]
    var program: Program

    var reused: Set<String> { Set(result.reused.map { program.steps[$0].identity }) }
    var ran: Set<String> { Set(program.steps.map(\.identity)).subtracting(reused) }
  }

  func program(_ parameters: [String] = []) -> Program {
    let (read, found) = NotebookReader.read(folder: folder)
    let (overrides, faults) = ParameterOverrides.read(arguments: parameters, files: [], for: read)
    return Checker.check(read, found: found + faults, overrides: overrides, permissions: .unrestricted)
  }

  func run(
    _ parameters: [String] = [], cached: Bool = true, implementation: String = "test", threads: Int = 1,
    goal: Planner.Goal = .everything, limit: Int = CacheStore.defaultLimit, output: String = "outputs"
  ) throws -> Run {
    let program = program(parameters)
    if let fault = program.diagnostics.first { throw fault }
    let plan = Planner.plan(program, for: goal)
    let cache =
      cached
      ? try StepCache(store, program: program, plan: plan, implementation: implementation, limit: limit) : nil
    let monitor = NotingMonitor()
    let result = Runner.run(program, plan: plan, options: .init(threads: threads, monitor: monitor), cache: cache)
    let written = OutputWriter(program: program, version: "test").files(result, goal: goal)
    try OutputFolder(path: root + "/" + output).write(written)
    var files: [String: Data] = [:]
    for (path, _) in written {
      files["/" + path] = FileManager.default.contents(atPath: root + "/" + output + "/" + path)
    }
    return Run(files: files, result: result, notes: monitor.notes, program: program)
  }

  func explain(_ parameters: [String] = [], implementation: String = "test") throws -> [String: [StepReason]] {
    let program = program(parameters)
    let explanations = try Explanation.of(
      program, plan: Planner.plan(program, for: .everything), store: store, implementation: implementation)
    return Dictionary(explanations.map { ($0.step.identity, $0.reasons) }, uniquingKeysWith: { first, _ in first })
  }

  /// Keys of all steps by identity.
  func keys(_ parameters: [String] = [], implementation: String = "test") throws -> [String: String] {
    let program = program(parameters)
    if let fault = program.diagnostics.first { throw fault }
    var keys = StepKeys(program, implementation: implementation, files: FileDigests(remembering: nil))
    var found: [String: String] = [:]
    for step in program.steps { found[step.identity] = keys.ingredients(of: step)?.key }
    return found
  }

  /// Paths of files below the cache, of one kind.
  func cacheFiles(_ kind: String) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: store.path + "/" + kind)) ?? []
    return names.sorted().map { store.path + "/" + kind + "/" + $0 }.filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }

  /// Tables, a model of one-hot and numeric features, values, a figure, a file.
  static let notebook = """
    ---
    title: A lab
    params:
      minimum: 2
      unused: 1
    ---

    ```{lab}
    load "ratings.csv" as ratings
    head ratings rows: 3
    ```

    ```{lab}
    #| label: tbl-users
    #| tbl-cap: Users.
    count ratings by: user_id as users
    filter ratings where: stars >= params.minimum as kept
    derive kept share: stars / kept.rows
    index kept user: user_id item: item_id
    split kept fraction: 0.2 as train, test
    ```

    Kept are `{lab} kept.rows` rows with a mean of `{lab} kept.stars.mean | .3`.

    ```{lab}
    train fm on: train target: stars features: [user, item, genre, age] factors: 2 epochs: 2 as model
    evaluate model on: test
    predict model on: test as scored
    expect kept.rows > 10 because: "too few"
    save kept to: "kept.csv"
    ```

    ```{lab}
    #| label: fig-stars
    #| fig-cap: Stars of `{lab} kept.rows` rows.
    plot bar kept x: stars
    sort scored by: [prediction, user_id, item_id]
    head scored rows: 4
    ```
    """

  /// Ratings with nulls and texts beyond ASCII, the same on every machine.
  static func ratings(_ rows: Int) -> String {
    var text = "user_id,item_id,stars,genre,age,note\n"
    let genres = ["drama", "comédie", "アニメ", "noir"]
    for row in 0..<rows {
      let user = (row &* 7919) % 61
      let item = (row &* 104_729) % 43
      let note = row % 5 == 0 ? "" : "note \(row % 700)"
      text += "\(user),\(item),\(1 + (user &+ item &* 3) % 5),\(genres[item % 4]),\(20 + user % 40),\(note)\n"
    }
    return text
  }
}

final class NotingMonitor: RunMonitor {
  private let state = Mutex<[String]>([])
  var notes: [String] { state.withLock { $0 } }
  var isCancelled: Bool { false }

  func started(_ step: ProgramStep, position: Int, count: Int) {}
  func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
  func finished(_ step: ProgramStep) {}
  func noted(_ text: String) { state.withLock { $0.append(text) } }
}
