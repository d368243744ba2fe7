import Diagnostics
import Execution
import Steps

/// The outputs of a command that runs notebooks: where they go, where they are made, and the program that saves there.
struct PreparedOutput {
  let program: Program
  let folder: OutputFolder
  let generation: OutputGeneration

  /// Begins outputs. Ends the command when they cannot be written.
  ///
  /// - Parameter reading: the folder, to be checked with a place where steps save to.
  init(_ program: Program, in folder: OutputFolder, reading: (String?) -> Program) throws {
    self.folder = folder
    let generation = try Failing.on {
      try program.requirePlaceForOutputs()
      return try folder.begin()
    }
    self.generation = generation
    guard program.steps.contains(where: { !$0.effect.writes.isEmpty }), generation.canTakeSaves(of: program) else {
      // Where they cannot save aside, they save to the outputs at once.
      try Failing.on { try folder.makeFolders(forSavesOf: program) }
      self.program = program
      return
    }
    let saving = reading(generation.place)
    try Failing.on { try generation.take(saving.steps.flatMap(\.effect.writes).compactMap { generation.relative($0) }) }
    self.program = saving
  }

  /// Runs a plan. When it is stopped, what has been made is removed, and the command ends.
  func run(_ plan: Plan, _ cache: StepCache?, threads: Int, _ monitor: ConsoleMonitor) throws -> RunResult {
    let farewell: @Sendable () -> String = { [folder, generation] in
      generation.discard()
      let saved = monitor.saved.isEmpty ? "" : " but for what was saved: \(monitor.saved.joined(separator: ", "))"
      return "Stopped. \(folder.path) is as it was\(saved)."
    }
    let result = Interruption.stoppable(farewell) {
      Runner.run(program, plan: plan, options: .init(threads: threads, monitor: monitor), cache: cache)
    }
    if result.isCancelled {
      Terminal.error(farewell())
      throw CommandFailure(status: ExitStatus.interrupted)
    }
    return result.naming(folder.path, insteadOf: generation.place)
  }

  /// Tells of files that stood in the way.
  func tell(_ commit: OutputCommit) {
    for (path, now) in commit.setAside {
      Terminal.error(
        "note: \(commit.folder)/\(path) was there, and no run has written it; it is now \(commit.folder)/\(now)")
    }
  }
}
