import Diagnostics
import Endpoints
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// Carries requests to an endpoint service over HTTP.
public enum EndpointServer {
  /// Connections that may be open beside those that are served, while others are being closed for them; empirical.
  private static let headroom = 64

  /// Serves until the process is asked to end by SIGTERM or SIGINT; then no connection is taken any more, requests that have
  /// begun are answered, and it returns. Throws `Diagnostic` when the port cannot be had.
  ///
  /// - Parameter ready: told the address, when it can be reached.
  public static func run(
    _ service: EndpointService, _ settings: ServiceSettings, log: ServiceLog,
    ready: @escaping @Sendable (_ address: String) -> Void
  ) async throws {
    var logger = Logger(label: "matinee-server")
    // What goes wrong with a connection shows in the service's own log, where it is of use.
    logger.logLevel = .critical
    let duties = EndpointDuties(service, settings, log)
    // Requests are answered in the channel and reach no responder of Hummingbird's.
    let application = Application(
      responder: CallbackResponder { (_: Request, _: BasicRequestContext) in Response(status: .notFound) },
      server: HTTPServerBuilder { _ in EndpointChannel(duties: duties) },
      configuration: .init(
        address: .hostname(settings.host, port: settings.port), backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.connections + headroom)),
      services: [Farewell(seconds: settings.farewell, log: log)],
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? settings.port
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        ready("http://\(host):\(port)")
      },
      logger: logger)
    do {
      try await application.runService()
    } catch {
      throw ListeningFault.diagnostic(error, host: settings.host, port: settings.port)
    }
  }
}

/// Ends the process when requests that have begun are not done in time.
private struct Farewell: Service {
  let seconds: Int
  let log: ServiceLog

  func run() async throws {
    try? await gracefulShutdown()
    log.write("stopping", [("seconds", .integer(seconds))])
    let (seconds, log) = (seconds, log)
    Task.detached {
      try? await Task.sleep(for: .seconds(seconds))
      log.write("stopped", [("reason", "requests were not done in time")])
      exit(0)
    }
  }
}
