import Diagnostics
import Files
import Foundation
import Languages
import Synchronization

/// Standard output and standard error.
enum Terminal {
  /// Whether standard error is a terminal that a reader looks at.
  static let errorIsInteractive = isatty(STDERR_FILENO) == 1
  /// Colours on a terminal, unless NO_COLOR is set (no-color.org).
  static let errorsAreColored = errorIsInteractive && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  /// Writes a text and a newline, if it has none, to standard error.
  static func error(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Writes a text as it is to standard error. Where that is closed or full, there is nobody to tell.
  static func write(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes a text at once to standard output.
  static func writeOutput(_ text: String) {
    if write(text, to: STDOUT_FILENO) || errno == EPIPE { return }
    isOutputLost.store(true, ordering: .relaxed)
  }

  /// Whether something was printed that standard output did not take (a full disk, a closed descriptor). A reader who has closed the
  /// pipe early has read what they wanted: nothing is lost then.
  static var lostOutput: Bool { isOutputLost.load(ordering: .relaxed) }

  private static let isOutputLost = Atomic<Bool>(false)

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    WholeWriting.write(Array(text.utf8), to: descriptor)
  }
}

/// Prints a text and a line's end to standard output, in the place of Swift's own function, which does not tell what becomes of it.
func print(_ text: String, terminator: String = "\n") { Terminal.writeOutput(text + terminator) }

/// Words that the commands share.
enum Wording {
  /// "2 errors in notebooks. To know more: matinee help unknown-column"
  static func faults(_ diagnostics: [Diagnostic], in folder: String) -> String {
    let errors = diagnostics.filter { $0.severity == .error }
    let more = errors.first.map { " To know more: matinee help \($0.code)." } ?? ""
    return "\(CountedNoun.text(errors.count, "error")) in \(folder == "." ? "this folder" : folder).\(more)"
  }

  /// "1 differs", "4 differ".
  static func differing(_ number: Int) -> String {
    "\(CountedNoun.grouped(number)) \(number == 1 ? "differs" : "differ")"
  }
}
