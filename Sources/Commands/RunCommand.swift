import ArgumentParser
import Diagnostics
import Execution
import Foundation
import Languages

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a folder of notebooks and write its reports, figures and results.json.",
    discussion: """
      Notebooks are run in the natural order of their names, 9-load.md before 10-count.md, in one session.
      A notebook that fails still has its report, with a card at the cell that failed; the exit code is then 1. It never takes the place \
      of a good one: that stays, and the report about the failure is written to OUT/failed. All files of a run appear at once.
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

  @OptionGroup var threading: ThreadOptions

  @OptionGroup var caching: CacheOptions

  @Flag(help: "Neither take results from the cache nor keep them there.")
  var noCache = false

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    if only != nil, lastExercise != nil { throw ValidationError("--only and --until exclude each other") }
  }

  func run() throws {
    let started = ContinuousClock.now
    let reading = try parameters.reading(folder, outputFolder: outputDir)
    let read = reading(nil)
    let output = OutputFolder(path: outputDir ?? read.outputDirectory)
    let requested = try goal(read)
    guard read.isSound else { throw try failure(of: read, output, requested) }
    let prepared = try PreparedOutput(read, in: output, reading: reading)
    let program = prepared.program
    let goal = try goal(program)
    // Blanks are counted at the end.
    let told = program.diagnostics.filter { $0.code != .unsolvedBlank } + program.learnerFaults
    CommandFaults.report(told)

    let plan = Planner.plan(program, for: goal)
    let monitor = ConsoleMonitor(isQuiet: quiet, aside: prepared.generation.place)
    let cache = noCache ? nil : caching.open(program, plan, monitor)
    let result = prepared.run(plan, cache, threads: threading.threads, monitor)
    let states = program.exerciseStates(result)
    let found = result.warnings + result.diagnostics + learnerFaults(program, states)
    CommandFaults.report(found)
    let isFailure = !result.diagnostics.isEmpty
    if case .labels = goal, isFailure {
      Terminal.error("Nothing was written. \(output.path) is as it was.")
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
    let writer = OutputWriter(program: program, version: Matinee.version, showsSolutions: solutions)
    let files = writer.files(result, goal: goal)
    let commit = try CommandFaults.on {
      try prepared.commit(
        files.map { ($0.path, Array($0.text.utf8)) }, as: .report, replacesAll: only == nil, of: result)
    }
    if commit.isBesideGood {
      tellOfFailure(commit, output)
    } else if case .labels(let labels) = goal {
      for file in files where !quiet { print(output.path + "/" + file.path) }
      let bare = labels.filter { label in
        !files.contains { $0.path.hasPrefix("figures/\(label).") || $0.path.hasPrefix("figures/\(label)-") }
      }
      if !bare.isEmpty, !quiet {
        Terminal.error("note: no file is written for \(bare.sorted().joined(separator: ", ")), which has no figure")
      }
    } else if !quiet {
      let elapsed = ContinuousClock.now - started
      let seconds = elapsed / .seconds(1)
      let notebooks = program.folder.notebooks.count
      let reused =
        result.reused.isEmpty ? "" : ", \(CountedNoun.grouped(program.statedCount(of: result.reused))) reused,"
      Terminal.error(
        "\(CountedNoun.text(notebooks, "notebook")), \(CountedNoun.text(program.statedCount(of: plan.steps), "step"))\(reused) in "
          + "\(ConsoleMonitor.duration(seconds)). Report: \(output.path)/index.html")
    }
    if isFailure { throw CommandFailure(status: ExitStatus.notebookFailed) }
    // What is missing counts where all was asked for.
    let isWhole = only == nil && lastExercise == nil
    try tell(ExerciseProgress(asked(states, program), handedOut: isWhole ? program.handedOutHere : .nothing))
  }

  /// Writes the report about notebooks that cannot be run, and says where it is.
  private func failure(of program: Program, _ output: OutputFolder, _ goal: Planner.Goal) throws -> CommandFailure {
    let failure = CommandFailure(status: ExitStatus.notebookFailed)
    if let fault = ContinuedNotebook.fault(of: program, named: folder) {
      CommandFaults.report([fault])
      return failure
    }
    CommandFaults.report(program.diagnostics)
    let words = "\nNothing was run. \(Wording.faults(program.diagnostics, in: folder))"
    if program.folder.notebooks.isEmpty { return failure }
    if only != nil || !program.hasPlaceForOutputs {
      Terminal.error(words)
      return failure
    }
    let writer = OutputWriter(program: program, version: Matinee.version, showsSolutions: solutions)
    let files = writer.files(RunResult(), goal: goal).map { ($0.path, Array($0.text.utf8)) }
    let commit = try CommandFaults.on {
      try output.begin().commit(files, as: .report, replacesAll: true, isFailure: true)
    }
    Terminal.error(words + (commit.isBesideGood ? "" : " Report: \(commit.folder)/index.html"))
    if commit.isBesideGood { tellOfFailure(commit, output) }
    return failure
  }

  private func tellOfFailure(_ commit: OutputCommit, _ output: OutputFolder) {
    Terminal.error(
      "Report about the failure: \(commit.folder)/index.html. \(output.path)/index.html is as it was, of the last run "
        + "that did not fail.")
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
    if progress.states.isEmpty && progress.isWhole || progress.isDone && lastExercise == nil { return }
    if !quiet || !progress.isDone { Terminal.error(progress.summary) }
    if progress.exitStatus != ExitStatus.success { throw CommandFailure(status: progress.exitStatus) }
  }

  private func goal(_ program: Program) throws -> Planner.Goal {
    if let lastExercise { return .until(try program.exercise(labelled: lastExercise, named: folder).id) }
    return try only.map { .labels(try LabelList.read($0, option: "--only", program)) } ?? .everything
  }

}
