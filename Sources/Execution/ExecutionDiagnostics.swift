import Diagnostics

/// Every code that a run and its outputs raise.
public enum ExecutionDiagnostics {
  public static let all: [DiagnosticCode] = [
    .conversionFailed, .nothingPresented, .outputUnwritable, .valueMissing, .writesOutside,
  ]
}
