import Diagnostics

/// Every code that a run and its outputs raise.
public enum ExecutionDiagnostics {
  public static let all: [DiagnosticCode] = [
    .cacheIsLink, .cacheNotCleared,
    .changedSeal, .checkpointDamaged, .continuesAnother, .conversionFailed, .deadImage, .deadLink, .exerciseNotOpen,
    .exerciseNotSolved, .exerciseWithoutBlank, .labExists, .missingExercise, .missingResult, .notASource,
    .nothingPresented, .nothingToHandOut, .outputInUse, .outputUnwritable, .slideCut,
    .solutionLeaked, .unclearComment, .unfitAnswer, .unfitResult,
    .valueMissing, .writesOutside, .wrongChoice, .wrongNumber,
  ]
}
