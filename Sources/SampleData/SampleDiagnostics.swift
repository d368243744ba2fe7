import Diagnostics

/// Every code that the address of a built-in sample raises.
public enum SampleDiagnostics {
  public static let all: [DiagnosticCode] = [
    .unknownSample, .unknownSampleKey, .repeatedSampleKey, .sampleValueOutOfRange,
  ]
}
