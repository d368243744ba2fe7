import Commands
import Serving

ServerProcess.start { session, port, ready in try await PreviewServer.run(session, port: port, ready: ready) }
