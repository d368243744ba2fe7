import ArgumentParser
import Diagnostics
import Execution
import Foundation

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a folder of notebooks and write its reports, figures and results.json.",
    discussion: """
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

  @Option(help: "How many threads to use. No result depends on it.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var caching: CacheOptions

  @Flag(help: "Neither take results from the cache nor keep them there.")
  var noCache = false

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    _ = try caching.bytes()
    guard (1...1024).contains(threads) else { throw ValidationError("--threads must be between 1 and 1024") }
  }

  func run() throws {
    let started = ContinuousClock.now
    Interruption.listen()
    let program = try parameters.program(folder, outputFolder: outputDir)
    let output = OutputFolder(path: outputDir ?? program.outputDirectory)
    let wish = try wish(program)
    let writer = OutputWriter(program: program, version: Matinee.version, folder: output)

    guard program.isSound else {
      report(program.diagnostics)
      if program.folder.notebooks.isEmpty { throw CommandFailure(status: ExitStatus.notebookFailed) }
      try write { try writer.write(RunResult(), wish: wish) }
      Terminal.error(
        "\nNothing was run. \(Wording.faults(program.diagnostics, in: folder)) Report: \(output.path)/index.html")
      let onlyBlanks = program.errorCount == program.unsolvedCount
      throw CommandFailure(status: onlyBlanks ? ExitStatus.blanksLeft : ExitStatus.notebookFailed)
    }
    if !program.diagnostics.isEmpty { report(program.diagnostics) }
    try write { try writer.prepare() }

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
    if !(result.warnings + result.diagnostics).isEmpty { report(result.warnings + result.diagnostics) }
    let written = try write { try writer.write(result, wish: wish) }
    if case .labels = wish {
      for path in written where !quiet { print(path) }
    } else if !quiet {
      let elapsed = ContinuousClock.now - started
      let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
      let states = program.folder.notebooks.count
      let reused = result.reused.isEmpty ? "" : ", \(Wording.grouped(result.reused.count)) reused,"
      Terminal.error(
        "\(Wording.count(states, "notebook")), \(Wording.count(plan.steps.count, "step"))\(reused) in "
          + "\(ConsoleMonitor.duration(seconds)). Report: \(output.path)/index.html")
    }
    if !result.diagnostics.isEmpty { throw CommandFailure(status: ExitStatus.notebookFailed) }
  }

  private func wish(_ program: Program) throws -> Planner.Wish {
    try only.map { .labels(try LabelList.read($0, option: "--only", program)) } ?? .everything
  }

  private func report(_ diagnostics: [Diagnostic]) {
    Terminal.error(ConsoleWriter(colored: Terminal.errorsAreColored).write(diagnostics))
  }

  /// Runs `body`; what it cannot write is told and ends the command.
  @discardableResult
  private func write<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let fault as Diagnostic {
      report([fault])
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
  }
}
