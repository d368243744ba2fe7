import Diagnostics

/// Every code that a run and its outputs raise.
public enum ExecutionDiagnostics {
  public static let all: [DiagnosticCode] = [
    .checkpointDamaged, .continuesAnother, .conversionFailed, .deadImage, .deadLink, .exerciseNotOpen,
    .exerciseNotSolved, .exerciseWithoutBlank, .labExists, .missingResult, .notASource, .notebookChanged,
    .nothingPresented, .outputInUse, .outputUnwritable, .slideCut, .solutionLeaked,
    .unfitAnswer,
    .valueMissing, .writesOutside, .wrongChoice, .wrongNumber,
  ]
}
