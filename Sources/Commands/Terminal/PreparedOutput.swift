import Diagnostics
import Execution
import Steps

/// The outputs of a command that runs notebooks: where they go, where they are made, and the program that saves there.
struct PreparedOutput {
  let program: Program
  let folder: OutputFolder
  let generation: OutputGeneration

  /// Begins outputs. Ends the command when they cannot be written, or when the folder has become unsound since it was read first: a
  /// data file that is being written anew is empty for a moment.
  ///
  /// - Parameters:
  ///   - program: the folder as it was read first, which is sound.
  ///   - reading: the folder, to be checked with a place where steps save to.
  init(_ program: Program, in folder: OutputFolder, reading: (String?) -> Program) throws {
    self.folder = folder
    let generation = try CommandFaults.on {
      try program.requirePlaceForOutputs()
      return try folder.begin()
    }
    self.generation = generation
    Interruption.onStop { [folder, weak generation] in Self.farewell(folder, generation, saved: []) }
    guard program.steps.contains(where: { !$0.effect.writes.isEmpty }), generation.canTakeSaves(of: program) else {
      // Where they cannot save aside, they save to the outputs at once.
      try CommandFaults.on { try folder.makeFolders(forSavesOf: program) }
      self.program = program
      return
    }
    let saving = reading(generation.place)
    guard saving.isSound else { throw CommandFaults.unsound(saving, program.folder.path, "Nothing was run. ") }
    try CommandFaults.on {
      try generation.take(saving.steps.flatMap(\.effect.writes).compactMap { generation.relative($0) })
    }
    self.program = saving
  }

  /// Runs a plan.
  func run(_ plan: Plan, _ cache: StepCache?, threads: Int, _ monitor: ConsoleMonitor) -> RunResult {
    Interruption.onStop { [folder, weak generation] in
      Self.farewell(folder, generation, saved: monitor.saved)
    }
    let result = Runner.run(program, plan: plan, options: .init(threads: threads, monitor: monitor), cache: cache)
      .unlessStopped
    return result.naming(folder.path, insteadOf: generation.place)
  }

  private static func farewell(_ folder: OutputFolder, _ generation: OutputGeneration?, saved: [String]) -> String {
    if generation?.isPlaced == true { return "Stopped. What was made is in \(folder.path) all the same." }
    let changes = saved.isEmpty ? "" : " but for what was saved: \(saved.joined(separator: ", "))"
    return "Stopped. \(folder.path) is as it was\(changes)."
  }

  /// Puts files into their place with what was saved, takes account of what was saved to the outputs at once, and tells of files that stood
  /// in the way. Throws `Diagnostic`.
  ///
  /// - Parameter replacesAll: whether earlier files of this role that are not written now are removed.
  func commit(
    _ files: [(path: String, bytes: [UInt8])], as role: OutputRole, replacesAll: Bool, of result: RunResult
  ) throws -> OutputCommit {
    // Who asked the process to end does not expect new outputs any more.
    if Interruption.isAsked { Interruption.stop() }
    let commit = try generation.commit(
      files, as: role, saved: result.saves(of: program, in: generation.place), replacesAll: replacesAll,
      isFailure: !result.diagnostics.isEmpty)
    folder.account(for: program, result)
    for (path, now) in commit.setAside {
      Terminal.error(
        "note: \(commit.folder)/\(path) was there, and no run has written it; it is now \(commit.folder)/\(now)")
    }
    return commit
  }
}
