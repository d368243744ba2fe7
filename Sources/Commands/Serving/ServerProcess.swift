import ArgumentParser
import Diagnostics
import Execution
import Foundation
import Previewing

/// The program `matinee-server`, but for the network, which it is given.
public enum ServerProcess {
  /// Serves a preview until the process ends, and tells the address to open.
  public typealias ServePreview =
    @Sendable (_ session: PreviewSession, _ port: Int, _ ready: @escaping @Sendable (_ address: String) -> Void)
    async throws
    -> Void

  /// Parses the arguments, serves, and ends the process with the promised exit code.
  public static func start(preview: @escaping ServePreview, endpoints: @escaping EndpointProcess.Serve) -> Never {
    signal(SIGPIPE, SIG_IGN)
    // Endpoints answer what has begun before they end, and take SIGINT and SIGTERM over.
    Interruption.listen()
    do {
      let command = try ServerCommand.parseAsRoot()
      if let asked = command as? ServedEndpointsCommand { try EndpointProcess.serve(asked.options, endpoints) }
      guard let asked = command as? ServedPreviewCommand else {
        var help = command
        try help.run()
        exit(ExitStatus.success)
      }
      try serve(asked.options, preview)
    } catch let failure as CommandFailure {
      exit(failure.status)
    } catch {
      let isAsked = ServerCommand.exitCode(for: error) == .success
      let message = ServerCommand.fullMessage(for: error)
      if isAsked { print(message) } else { Terminal.error(message) }
      exit(isAsked ? ExitStatus.success : ExitStatus.wrongUsage)
    }
  }

  private static func serve(_ options: PreviewOptions, _ preview: @escaping ServePreview) throws -> Never {
    let session = PreviewSession(try options.settings())
    Interruption.onStop {
      session.stop()
      return "The preview has ended."
    }
    session.start()
    let opens = options.open
    Task {
      do {
        try await preview(session, options.port) { address in
          // Not kept back until a buffer is full, whoever reads it.
          Terminal.writeOutput("Preview of \(options.folder): \(address)\nCtrl-C ends it.\n")
          if opens { Browser.open(address) }
        }
      } catch let fault as Diagnostic {
        CommandFaults.report([fault])
      } catch {
        Terminal.error("the preview has ended: \(error)")
      }
      session.stop()
      exit(ExitStatus.notebookFailed)
    }
    while true { sleep(1000) }
  }
}

/// The arguments of `matinee-server`.
struct ServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matinee-server",
    abstract: "The part of Matinee that serves; matinee preview and matinee serve start it.",
    version: Matinee.version, subcommands: [ServedPreviewCommand.self, ServedEndpointsCommand.self])
}

struct ServedPreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Show a folder in the browser while it is written.")

  @OptionGroup var options: PreviewOptions
}

struct ServedEndpointsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer requests for predictions with a model of the notebooks.")

  @OptionGroup var options: ServeOptions
}
