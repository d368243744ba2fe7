import ArgumentParser
import Diagnostics
import Foundation

/// The command `matinee`.
public struct Matinee: ParsableCommand {
  public static let version = "0.3.0"

  public static let configuration = CommandConfiguration(
    commandName: "matinee",
    abstract: "Runs a folder of recommender-lab notebooks and writes reports that anybody can reproduce to the byte.",
    discussion: """
      matinee run notebooks         run the notebooks and write outputs/index.html
      matinee check notebooks       find everything that is wrong, without running anything
      matinee explain notebooks     say for every step whether it would run or be reused, and why
      matinee present notebooks     make slides of what the notebooks mark, and files of their figures
      matinee verify notebooks      run from nothing and compare every byte with what outputs/ holds
      matinee diff A B              compare two results
      matinee serve notebooks       answer requests for predictions, as the managed service does (--model NAME)
      matinee transform notebooks   put a whole data set through a model into JSON lines
      matinee preview notebooks     show it in the browser while you write
      matinee allow my-lab --files ../data  let a folder reach what lies outside it
      matinee steps                 the steps of the language
      matinee help dedupe           all about one step; also about an error: matinee help unknown-column

      Exit codes: 0 all well, 1 a notebook failed or results differ, 2 wrong usage, 3 blanks are left, 130 stopped by Ctrl-C \
      (143 by SIGTERM, 129 by a terminal that is closed).
      """,
    version: version,
    subcommands: [
      RunCommand.self, CheckCommand.self, StepsCommand.self, HelpCommand.self, SampleCommand.self,
      ExplainCommand.self, CacheCommand.self, PresentCommand.self, VerifyCommand.self, DiffCommand.self,
      StudentCommand.self, StatusCommand.self, CheckAnswerCommand.self, HintCommand.self, NewCommand.self,
      DoctorCommand.self, PreviewCommand.self, ServeCommand.self, TransformCommand.self, AllowCommand.self,
    ])

  public init() {}

  /// Parses the arguments, runs the command and ends the process with the promised exit code.
  public static func start() -> Never {
    // A reader that closes the pipe early (head) is no error, and must not end a run in the middle of its writing.
    signal(SIGPIPE, SIG_IGN)
    if let shortage = ProcessLimits.shortage {
      Terminal.error(shortage)
      Foundation.exit(ExitStatus.notebookFailed)
    }
    Interruption.listen()
    if let line = unknownCommand(CommandLine.arguments.dropFirst().first) {
      Terminal.error(line)
      Foundation.exit(ExitStatus.wrongUsage)
    }
    do {
      var command = try parseAsRoot()
      try command.run()
      end(ExitStatus.success)
    } catch let failure as CommandFailure {
      end(failure.status)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code == .success {
        print(message)
        end(ExitStatus.success)
      }
      Terminal.error(message)
      end(ExitStatus.wrongUsage)
    }
  }

  /// Ends the process. What was printed and could not be written (a full disk) is a fault, also when all else went well.
  private static func end(_ status: Int32) -> Never {
    // What a command could not do then is no fault.
    if status != ExitStatus.success, Interruption.isAsked { Interruption.stop() }
    if Terminal.lostOutput {
      Terminal.error("error: standard output could not be written")
      Foundation.exit(status == ExitStatus.success ? ExitStatus.notebookFailed : status)
    }
    Foundation.exit(status)
  }
}

extension Matinee {
  /// What is said of a first word that is no command; nil when it is one, or an option.
  static func unknownCommand(_ word: String?) -> String? {
    let known = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word, !word.isEmpty, !word.hasPrefix("-"), !known.contains(word) else { return nil }
    let question = NearMiss.question(for: word, among: known).map { ": \($0)" } ?? ""
    return "error: there is no command \"\(word)\"\(question)\nmatinee --help lists them all."
  }
}

/// Exit codes of every command.
enum ExitStatus {
  static let success: Int32 = 0
  static let notebookFailed: Int32 = 1
  static let wrongUsage: Int32 = 2
  static let blanksLeft: Int32 = 3

  /// 128 and the signal, as shells count: 130 for Ctrl-C.
  static func ended(by signal: Int32) -> Int32 { 128 + signal }
}

/// Thrown by a command that has said what is wrong and only needs to end.
struct CommandFailure: Error {
  var status: Int32
}
