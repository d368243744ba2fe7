import Diagnostics

extension DiagnosticCode {
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

/// Every code that writing tables may report.
public enum WritingDiagnostics {
  public static let all: [DiagnosticCode] = [
    .unknownEnding, .unwritableValue,
  ]
}
