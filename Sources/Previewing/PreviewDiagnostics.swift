import Diagnostics

/// Every code that a preview raises.
public enum PreviewDiagnostics {
  public static let all: [DiagnosticCode] = [.portTaken, .serverMissing]
}

extension DiagnosticCode {
  public static let portTaken = DiagnosticCode(
    "port-taken", "A preview cannot listen on the port that was asked for: something else does, or it may not be used.")
  public static let serverMissing = DiagnosticCode(
    "server-missing",
    "The program matinee-server, which preview needs, is neither beside matinee nor on the PATH. It is built by itself, as it "
      + "takes some minutes that nobody else should wait for.")
}
