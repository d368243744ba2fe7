/// Where a service listens, and how much it takes on.
public struct ServiceSettings: Sendable {
  public var host = "127.0.0.1"
  /// 0 for any that is free.
  public var port = 8080
  /// Connections at once; for one more, that which has been idle the longest is closed, or the new one when none is idle.
  public var connections = 512
  /// Requests that are read or answered at once; more are told to come again.
  public var queue = 256
  /// Bytes of bodies at once, of all requests together.
  public var bodyBytes = 256_000_000
  /// Seconds that a body may take to arrive, and a connection may be open without a request.
  public var patience = 15
  /// Seconds that requests have to be done when the service is asked to end.
  public var farewell = 10

  public init() {}

  /// Whether only this machine can reach it.
  public var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }
}
