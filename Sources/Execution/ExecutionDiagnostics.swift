import Diagnostics

/// Every code that a run and its outputs raise.
public enum ExecutionDiagnostics {
  public static let all: [DiagnosticCode] = [
    .cacheNotCleared, .checkpointDamaged, .continuesAnother, .conversionFailed, .exerciseNotOpen, .exerciseNotSolved,
    .exerciseWithoutBlank, .labExists,
    .missingResult, .notASource, .notebookChanged, .nothingPresented, .outputInUse, .outputUnwritable, .solutionLeaked,
    .unfitAnswer,
    .valueMissing, .writesOutside, .wrongChoice, .wrongNumber,
  ]
}
