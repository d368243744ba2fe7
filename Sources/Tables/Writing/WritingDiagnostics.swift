import Diagnostics

extension DiagnosticCode {
  static let unwritableFile = DiagnosticCode(
    "unwritable-file",
    "The operating system refuses to make or write the file; the message quotes its reason. Whatever was at that path before "
      + "is untouched.")
  static let diskFull = DiagnosticCode(
    "disk-full",
    "There is no room left on the disk, or a quota is used up. What had been written was removed again; whatever was at "
      + "that path before is untouched.")
  public static let unknownEnding = DiagnosticCode(
    "unknown-ending",
    "The ending of a file's name says how a table is written: \(TableFormat.all.endings("or")), each with or without .gz."
  )
  static let unwritableValue = DiagnosticCode(
    "unwritable-value",
    "A tsv has neither quotes nor escapes, so that a text with a tab or a line break in it cannot be written without "
      + "becoming something else. Write the table as \(TableFormat.all.filter { !$0.lacks(.fieldBreak) }.names("or")), or replace these characters first."
  )
}

/// Every code that writing files may report.
public enum WritingDiagnostics {
  public static let all: [DiagnosticCode] = [
    .unwritableFile, .diskFull, .unknownEnding, .unwritableValue, .fileInUse,
  ]
}
