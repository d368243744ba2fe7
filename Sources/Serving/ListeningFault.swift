import Diagnostics
import Foundation
import NIOCore
import Previewing

/// Why nothing can listen on a port.
enum ListeningFault {
  static func diagnostic(_ error: any Error, host: String = "127.0.0.1", port: Int) -> Diagnostic {
    let free = "--port 0 takes any that is free"
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE?:
      return Diagnostic(
        .portTaken, "port \(port) is in use", notes: ["another server may still be running"],
        help: ["end what listens there, or choose another with --port; \(free)"])
    case EACCES?:
      return Diagnostic(.portTaken, "port \(port) may not be used", help: ["choose one above 1023; \(free)"])
    case EADDRNOTAVAIL?:
      return Diagnostic(
        .portTaken, "this machine has no address \(host)", help: ["0.0.0.0 listens on all of its addresses"])
    default:
      return Diagnostic(
        .portTaken, "nothing can listen on port \(port) of \(host): \(error)", help: ["choose another; \(free)"])
    }
  }
}
