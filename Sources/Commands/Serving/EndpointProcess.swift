import Diagnostics
import Endpoints
import Files
import Foundation

/// Serves endpoints until the process is asked to end: loads the models beside it.
public enum EndpointProcess {
  /// Serves until the process is asked to end, and tells the address.
  public typealias Serve =
    @Sendable (EndpointService, ServiceSettings, ServiceLog, _ ready: @escaping @Sendable (_ address: String) -> Void)
    async throws -> Void

  static func serve(_ options: ServeOptions, _ serve: @escaping Serve) throws -> Never {
    let settings = options.settings
    let log = ServiceLog(tellsAll: options.log == "all")
    let service = EndpointService(
      limits: options.limits, token: try options.token(), isLoopback: settings.isLoopback,
      threads: options.threading.threads,
      patience: options.patience,
      version: Matinee.version)
    Task {
      var status = ExitStatus.success
      do {
        try await serve(service, settings, log) { address in
          log.write("listening", [("address", .text(address))])
          Thread.detachNewThread { load(options, into: service, log, address) }
        }
        log.write("stopped")
      } catch let fault as Diagnostic {
        CommandFaults.report([fault])
        status = ExitStatus.notebookFailed
      } catch {
        log.write("failed", [("reason", .text("\(error)"))])
        status = ExitStatus.notebookFailed
      }
      let code = status
      // A model that is still being computed may be writing.
      Unfinished.endProcess { _exit(code) }
    }
    while true { sleep(1000) }
  }

  private static func load(_ options: ServeOptions, into service: EndpointService, _ log: ServiceLog, _ address: String)
  {
    let started = ContinuousClock.now
    do {
      service.ready(try ModelLoading.models(options, log: log))
      let milliseconds = ((ContinuousClock.now - started) / .milliseconds(1)).rounded()
      log.write(
        "ready", [("models", .text(options.model.joined(separator: ","))), ("seconds", .decimal(milliseconds / 1000))])
      Terminal.writeOutput("Serving \(options.model.joined(separator: ", ")): \(address)\nCtrl-C ends it.\n")
    } catch {
      log.write("failed", [("reason", "the models could not be computed"), ("detail", .text("\(error)"))])
      service.failed("see the log of the server")
      // A server without a model is of no use to anybody.
      Unfinished.endProcess { _exit(ExitStatus.notebookFailed) }
    }
  }
}
