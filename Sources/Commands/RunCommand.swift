import ArgumentParser
import Diagnostics
import Execution
import Foundation

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a folder of notebooks and write its reports, figures and results.json.",
    discussion: """
      Notebooks are run in the natural order of their names, 9-load.md before 10-count.md, in one session.
      A notebook that fails still has its report, with a card at the cell that failed; the exit code is then 1.
      With --only, just what these figures and tables need is run, and only their files are written.
      """)

  @Argument(help: ArgumentHelp("The folder of notebooks, or one notebook.", valueName: "dir"))
  var folder = "notebooks"

  @Option(help: ArgumentHelp("Where reports are written; \"outputs\" beside the folder otherwise.", valueName: "out"))
  var outputDir: String?

  @OptionGroup var parameters: ParameterOptions

  @Option(help: ArgumentHelp("Labels of the figures and tables that are wanted, with commas.", valueName: "label,…"))
  var only: String?

  @Option(
    name: .customLong("until"),
    help: ArgumentHelp("Run no further than this exercise.", valueName: "exr-label"))
  var lastExercise: String?

  @Flag(help: "Show the model answers of the exercises.")
  var solutions = false

  @Option(help: "How many threads to use. No result depends on it.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var caching: CacheOptions

  @Flag(help: "Neither take results from the cache nor keep them there.")
  var noCache = false

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    if only != nil, lastExercise != nil { throw ValidationError("--only and --until exclude each other") }
    guard (1...1024).contains(threads) else { throw ValidationError("--threads must be between 1 and 1024") }
  }

  func run() throws {
    let started = ContinuousClock.now
    Interruption.listen()
    let program = try parameters.program(folder, outputFolder: outputDir)
    let output = OutputFolder(path: outputDir ?? program.outputDirectory)
    let wish = try wish(program)
    let writer = OutputWriter(
      program: program, version: Matinee.version, folder: output, showsSolutions: solutions)

    guard program.isSound else {
      Failing.report(program.diagnostics)
      if program.folder.notebooks.isEmpty { throw CommandFailure(status: ExitStatus.notebookFailed) }
      try Failing.on { try writer.write(RunResult(), wish: wish) }
      Terminal.error(
        "\nNothing was run. \(Wording.faults(program.diagnostics, in: folder)) Report: \(output.path)/index.html")
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
    // Blanks are counted at the end.
    let told = program.diagnostics.filter { $0.code != .unsolvedBlank } + program.learnerFaults
    Failing.report(told)
    try Failing.on { try writer.prepare() }

    let plan = Planner.plan(program, for: wish)
    let monitor = ConsoleMonitor(isQuiet: quiet)
    let cache = noCache ? nil : caching.open(program, plan, monitor)
    let farewell: @Sendable () -> String = {
      let saved = monitor.saved.isEmpty ? "" : " but for what was saved: \(monitor.saved.joined(separator: ", "))"
      return "Stopped. \(output.path) is as it was\(saved)."
    }
    let result = Interruption.stoppable(farewell) {
      Runner.run(program, plan: plan, options: .init(threads: threads, monitor: monitor), cache: cache)
    }
    if result.isCancelled {
      Terminal.error(farewell())
      throw CommandFailure(status: ExitStatus.interrupted)
    }
    let states = program.exerciseStates(result)
    let found = result.warnings + result.diagnostics + learnerFaults(program, states)
    Failing.report(found)
    let written = try Failing.on { try writer.write(result, wish: wish) }
    if case .labels = wish {
      for path in written where !quiet { print(path) }
    } else if !quiet {
      let elapsed = ContinuousClock.now - started
      let seconds = elapsed / .seconds(1)
      let states = program.folder.notebooks.count
      let reused = result.reused.isEmpty ? "" : ", \(Wording.grouped(program.statedCount(of: result.reused))) reused,"
      Terminal.error(
        "\(Wording.count(states, "notebook")), \(Wording.count(program.statedCount(of: plan.steps), "step"))\(reused) in "
          + "\(ConsoleMonitor.duration(seconds)). Report: \(output.path)/index.html")
    }
    if !result.diagnostics.isEmpty { throw CommandFailure(status: ExitStatus.notebookFailed) }
    try tell(ExerciseProgress(states: asked(states, program)))
  }

  /// What a run found wrong in the exercises of a student's version; what the check found has been told.
  private func learnerFaults(_ program: Program, _ states: [ExerciseStatus]) -> [Diagnostic] {
    guard program.isStudentEdition else { return [] }
    return states.flatMap { status in
      if case .failing(let faults) = status.state { return faults.filter { !program.learnerFaults.contains($0) } }
      return []
    }
  }

  /// The exercises that a run was about.
  private func asked(_ states: [ExerciseStatus], _ program: Program) -> [ExerciseStatus] {
    if only != nil { return [] }
    guard let last = states.first(where: { $0.label == lastExercise }) else { return states }
    return states.filter { $0.id <= last.id }
  }

  /// How far a learner is. A source whose exercises are all solved says nothing of them.
  private func tell(_ progress: ExerciseProgress) throws {
    if progress.states.isEmpty || progress.next == nil && lastExercise == nil { return }
    if !quiet || progress.next != nil { Terminal.error(progress.summary) }
    if progress.exitStatus != ExitStatus.success { throw CommandFailure(status: progress.exitStatus) }
  }

  private func wish(_ program: Program) throws -> Planner.Wish {
    if let lastExercise { return .until(try program.exercise(labelled: lastExercise, named: folder).id) }
    return try only.map { .labels(try LabelList.read($0, option: "--only", program)) } ?? .everything
  }

}
