import Diagnostics
import Foundation

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

  /// Writes a text as it is to standard error.
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

/// Words that the commands share.
enum Wording {
  /// "1 notebook", "12,345 rows".
  static func count(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// "2 errors in notebooks. To know more: matinee help unknown-column"
  static func faults(_ diagnostics: [Diagnostic], in folder: String) -> String {
    let errors = diagnostics.filter { $0.severity == .error }
    let more = errors.first.map { " To know more: matinee help \($0.code)." } ?? ""
    return "\(count(errors.count, "error")) in \(folder).\(more)"
  }

  /// Digits in groups of three.
  static func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
  }
}
