import Commands
import Serving

ServerProcess.start(
  preview: { session, port, ready in try await PreviewServer.run(session, port: port, ready: ready) },
  endpoints: { service, settings, log, ready in
    try await EndpointServer.run(service, settings, log: log, ready: ready)
  })
