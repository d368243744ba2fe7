import Diagnostics

/// The codes of the faults that reports find.
public enum ReportDiagnostics {
  public static let all: [DiagnosticCode] = [.duplicateLabel, .missingResults, .unknownLabel]
}
