import Diagnostics
import Execution
import Files
import Foundation
import LabSupport
import Notebooks

/// A small lab with an exercise of each kind, and its learners' version.
enum StudentLab {
  static let first = """
    # Look

    ```{lab}
    load "ratings.csv" as ratings
    count ratings by: {user} as users
    ```

    ```{lab}
    #| exercise: exr-cut
    #| hint: [Look at the quantiles., Two are enough.]
    #| check:
    #|   - expect reduced.rows < ratings.rows because: "nothing was cut"
    #|   - expect reduced.rows > 0
    #|       because: "nothing is left"
    filter ratings where: count(user) >= {2} as reduced
    ```

    ```{lab}
    #| exercise: exr-steps
    #| hint: Sort and count.
    {
    sort reduced by: [stars: descending] as sorted
    count sorted by: stars as shares
    }
    ```

    ```{lab}
    expect shares.rows > 0
    head sorted rows: 2
    ```

    """

  static let second = """
    # Ask

    There are `{lab} reduced.rows` ratings.

    ```{choice}
    #| exercise: exr-which
    #| question: Which is the *better* one?
    - [ ] The first
      > The first one is never the better one of two.
    - [x] The second
      > Well seen: the second one is better than the first.
    ```

    ```{number}
    #| exercise: exr-share
    #| question: What share of the ratings is left, in per cent?
    #| tolerance: 1
    #| wrong: Divide by all of them.
    {100 * reduced.rows / ratings.rows}
    ```

    ```{answer}
    #| exercise: exr-why
    #| question: Why cut at all?
    #| present: true
    ```

    ```{solution}
    From a single rating one learns next to nothing about somebody.
    ```

    ```{lab}
    head reduced rows: 1
    plot bar shares x: stars y: count
    ```

    """

  static let ratings = "user,item,stars\n1,1,5\n1,2,4\n2,1,3\n3,1,5\n3,2,5\n3,3,2\n"

  static func source(_ change: (inout [String: String]) -> Void = { _ in }) throws -> Lab {
    var notebooks = ["01-look.md": first, "02-ask.md": second]
    change(&notebooks)
    return try Lab(notebooks, data: ["ratings.csv": ratings])
  }

  /// Runs a folder as it is.
  static func run(_ folder: String) -> (program: Program, result: RunResult) {
    let (notebooks, found) = NotebookReader.read(folder: folder)
    let program = Checker.check(notebooks, found: found, permissions: .unrestricted)
    let plan = Planner.plan(program, for: .everything)
    let result = Runner.run(program, plan: plan, options: .init(threads: 2, monitor: SilentMonitor()))
    return (program, result)
  }

  /// The learners' version of a source, in a folder inside of it.
  @discardableResult
  static func student(of source: Lab, checkpoints: Bool = false) throws -> String {
    let target = source.path("student")
    let (notebooks, found) = NotebookReader.read(folder: source.folder.path)
    let program = Checker.check(notebooks, found: found, permissions: .unrestricted)
    let plan = Planner.plan(program, for: .everything)
    let store = CacheStore(path: source.path(".cache"))
    let cache = try StepCache(store, program: program, plan: plan, implementation: "test")
    let result = Runner.run(
      program, plan: plan, options: .init(threads: 2, monitor: SilentMonitor()), cache: cache)
    try StudentEdition(program, result, edition: .student, to: target).write { folder, student in
      guard checkpoints else { return }
      try CheckpointWriter(program, plan: plan, store: store, implementation: "test")
        .write(for: student, into: folder, values: result.scalars)
    }
    return target
  }

  /// States by label.
  static func states(_ folder: String) -> [String: ExerciseState] {
    let (program, result) = run(folder)
    return Dictionary(
      uniqueKeysWithValues: program.exerciseStates(result).map { ($0.label, $0.state) })
  }

  /// Writes replacements into a notebook as it was read.
  static func fill(_ notebook: Notebook, _ replacements: [Replacement]) throws {
    let file = notebook.file
    let bytes = NotebookEdit.applied(replacements, to: file.bytes)
    guard try FileExchange.replace(file.path, holding: file.bytes, with: bytes) == .replaced else {
      throw LabError.missing(file.path, [])
    }
  }

  /// Fills in one exercise of a folder, as a page or an editor would.
  static func fill(_ folder: String, _ label: String, _ filling: NotebookEdit.Filling) throws {
    let (notebooks, _) = NotebookReader.read(folder: folder)
    for notebook in notebooks.notebooks {
      for exercise in notebook.exercises where exercise.label.text == label {
        return try fill(notebook, NotebookEdit.replacements(filling, exercise, in: notebook))
      }
    }
    throw LabError.missing(label, [])
  }
}
