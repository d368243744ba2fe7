import Diagnostics

/// Every code that a run and its outputs raise.
public enum ExecutionDiagnostics {
  public static let all: [DiagnosticCode] = [
    .checkpointDamaged, .exerciseNotOpen, .exerciseNotSolved, .exerciseWithoutBlank, .labExists, .missingResult,
    .notASource, .notebookChanged, .outputUnwritable, .solutionLeaked, .unfitAnswer, .valueMissing, .wrongChoice,
    .wrongNumber,
  ]
}
