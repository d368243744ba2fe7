import ArgumentParser
import Diagnostics
import Execution
import Foundation
import Languages
import Notebooks
import Synchronization

struct StudentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "student", abstract: "Make the learners' version of a folder of notebooks.",
    discussion: """
      Blanks become ____, answers are emptied, solutions are taken out, hints stay. The source is run first: the folder is written only \
      if all its exercises are solved, if in the new folder all of them start out unsolved, and if no solution can be read in it. \
      It has checkpoints, from which a notebook goes on while the exercises of those before it are not solved.

      Learners get the notebooks, the settings, the checkpoints, data files that a step loads, and pictures that a page shows. All else \
      that lies in the folder stays behind; --also hands it out too. All of it that is text is searched for solutions. Comments of \
      markdown and YAML are taken out.

      A folder that somebody has worked in is never replaced. In one that is replaced, what the edition did not write (reports, hints \
      that were seen) stays. With --set-aside the folder that is there is kept, whole, under another name.
      """)

  @Argument(help: ArgumentHelp("The folder of notebooks with the solutions.", valueName: "dir"))
  var folder = "notebooks"

  @Option(help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var to: String

  @Flag(help: "Make the instructor's reading copy instead: with model answers filled in and shown in its reports.")
  var solutions = false

  @Option(
    help: ArgumentHelp(
      "A file or a folder beside the notebooks that learners get, too; may be repeated.", valueName: "path"))
  var also: [String] = []

  @Flag(help: "Keep a folder that is there under another name, whatever it holds.")
  var setAside = false

  @Flag(help: "Make no checkpoints: then all that depends on an exercise waits until it is solved.")
  var noCheckpoints = false

  @OptionGroup var parameters: ParameterOptions

  @OptionGroup var caching: CacheOptions

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() throws {
    let source = PassingSaves(try parameters.reading(folder, outputFolder: nil))
    let program = source.program
    guard program.isSound else { throw CommandFaults.unsound(program, folder, "Nothing was written. ") }
    if program.exercises.isEmpty { throw ValidationError("there are no exercises in \(folder)") }
    let monitor = ConsoleMonitor(isQuiet: quiet)
    let plan = Planner.plan(program, for: .everything)
    let cache = caching.open(program, plan, monitor)
    let result = try source.run(plan, cache, monitor, farewell: "Stopped. Nothing was written.")
    do {
      try write(program, result, plan, hasCache: cache != nil)
    } catch {
      let faults = (error as? DiagnosticList)?.diagnostics ?? [error as? Diagnostic].compactMap { $0 }
      if faults.isEmpty { throw error }
      CommandFaults.report(faults)
      Terminal.error("\nNothing was written.")
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
  }

  private func write(_ program: Program, _ result: RunResult, _ plan: Plan, hasCache: Bool) throws {
    let edition = StudentEdition(program, result, edition: solutions ? .solutions : .student, to: to)
    var size = 0
    let isPlaced = Mutex(false)
    Interruption.onStop { [to] in
      isPlaced.withLock { $0 } ? "Stopped. \(to) is written." : "Stopped. Nothing was written."
    }
    let made = try edition.write(also: also, settingAside: setAside) { folder, student in
      guard !solutions, !noCheckpoints, hasCache else { return }
      let writer = try CheckpointWriter(
        program, plan: plan, store: caching.store(beside: program.folder.path),
        implementation: BuildIdentity.of(version: Matinee.version))
      size = try writer.write(for: student, into: folder, values: result.scalars)
    } placed: {
      isPlaced.withLock { $0 = true }
    }
    if let kept = made.kept { Terminal.error("What was in \(to) before is in \(kept).") }
    if quiet { return }
    let notebooks = CountedNoun.text(program.folder.notebooks.count, "notebook")
    print(
      "\(to): \(notebooks), \(CountedNoun.text(made.states.count, "exercise")) \(solutions ? "with solutions" : "to solve")."
    )
    if size > 0 { print("Checkpoints: \(ByteSize.text(size)).") }
    if !solutions { tell(made) }
    if !solutions { print("To begin: matinee run \(to), then matinee check-answer \(to)") }
  }

  /// What learners get beside the notebooks, and what they do not.
  private func tell(_ made: StudentEdition.Made) {
    if !made.handed.isEmpty { print("Handed out as well: \(Self.listed(made.handed))") }
    for reason in LeakSource.Unread.allCases {
      let files = made.unread.filter { $0.reason == reason }.map(\.path)
      if !files.isEmpty { print("\(Self.words(for: reason)): \(Self.listed(files))") }
    }
    let groups = Dictionary(grouping: made.left, by: \.reason).sorted { $0.key < $1.key }
    for (reason, files) in groups { print("Left behind: \(Self.listed(files.map(\.path))) (\(reason))") }
    if !groups.isEmpty { print("To hand one of these out, too: --also \(made.left[0].path)") }
  }

  private static func words(for reason: LeakSource.Unread) -> String {
    switch reason {
    case .noText: "Not looked into for solutions, as it is no text"
    case .tooLarge: "Looked into for solutions only as far as \(ByteSize.text(LeakSource.limit)) of text"
    case .damaged: "Not looked into for solutions to its end, which cannot be read"
    }
  }

  private static func listed(_ paths: [String]) -> String {
    paths.prefix(8).joined(separator: ", ") + (paths.count > 8 ? " and \(paths.count - 8) more" : "")
  }
}
