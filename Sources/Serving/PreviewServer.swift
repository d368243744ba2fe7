import Diagnostics
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Previewing

/// Serves a preview on the loopback interface, and nowhere else.
public enum PreviewServer {
  /// Connections at once; more wait in the queue of the system.
  private static let connections = 256
  /// How long a connection may stay open without a request.
  private static let idle = TimeAmount.seconds(60)

  /// Serves until the process ends. Throws `Diagnostic` when the port cannot be had.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - ready: told the address to open, when it can be.
  public static func run(
    _ session: PreviewSession, port: Int, ready: @escaping @Sendable (_ address: String) -> Void
  ) async throws {
    let responder = PreviewResponder()
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        do {
          try await application(responder, host: "127.0.0.1", port: port) { found.yield($0) }.run()
        } catch {
          throw ListeningFault.diagnostic(error, port: port)
        }
      }
      group.addTask {
        for await bound in ports {
          let site = PreviewSite(session, port: bound)
          responder.serve(site)
          ready(site.address(host: "127.0.0.1", port: bound))
          // A browser may take "localhost" for either interface; that a machine has no second one is no fault.
          try? await application(responder, host: "::1", port: bound) { _ in }.run()
        }
      }
      // The second task only ends when the first has; which it does by an error.
      try await group.next()
      group.cancelAll()
    }
  }

  private static func application(
    _ responder: PreviewResponder, host: String, port: Int, running: @escaping @Sendable (Int) -> Void
  ) -> some ApplicationProtocol {
    // What goes wrong with a browser's connection is nothing to tell a user of.
    var logger = Logger(label: "matinee-server")
    logger.logLevel = .critical
    return Application(
      responder: responder,
      server: .http1(
        configuration: .init(
          idleTimeout: idle,
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
      configuration: .init(
        address: .hostname(host, port: port), availableConnectionsDelegate: MaximumAvailableConnections(connections)),
      onServerRunning: { channel in running(channel.localAddress?.port ?? port) },
      logger: logger)
  }
}
