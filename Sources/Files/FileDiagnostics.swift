import Diagnostics

extension DiagnosticCode {
  public static let missingFile = DiagnosticCode(
    "missing-file",
    "There is no file of that path. Paths that are written in a notebook start at its folder; those that -P sets start where "
      + "the command was started.")
  static let directoryNotFile = DiagnosticCode(
    "directory-not-file", "The path names a folder where a file is needed. Name a file inside it.")
  static let unreadableFile = DiagnosticCode(
    "unreadable-file",
    "The operating system refuses to open or read the file. The message quotes its reason; most often rights are missing."
  )
  package static let fileChanged = DiagnosticCode(
    "file-changed",
    "Somebody wrote a file while it was being read, or between two steps of a run that go by it. Rows of its old and of its new state "
      + "would stand together, so the run stops, and nothing that came of the file is kept for later runs.")
  static let truncatedGzip = DiagnosticCode(
    "truncated-gzip",
    "The compressed file stops before its end mark: it was not copied or downloaded to the end. Nothing of it is used, "
      + "because a table that lacks rows in silence would be worse than none.")
  static let damagedGzip = DiagnosticCode(
    "damaged-gzip",
    "The compressed bytes or their checksum are wrong, so that what follows cannot be trusted. Fetch the file again.")
  static let unwritableFile = DiagnosticCode(
    "unwritable-file",
    "The operating system refuses to make or write the file; the message quotes its reason. Whatever was at that path before "
      + "is untouched.")
  static let diskFull = DiagnosticCode(
    "disk-full",
    "There is no room left on the disk, or a quota is used up. What had been written was removed again; whatever was at "
      + "that path before is untouched.")
  static let fileInUse = DiagnosticCode(
    "file-in-use",
    "Another process is writing the same file right now. Two that wrote it together would mix their lines.")
}

/// Every code that reading or writing a file may report, whatever it holds.
public enum FileDiagnostics {
  public static let all: [DiagnosticCode] = [
    .missingFile, .directoryNotFile, .unreadableFile, .fileChanged, .truncatedGzip, .damagedGzip, .unwritableFile,
    .diskFull, .fileInUse,
  ]
}
