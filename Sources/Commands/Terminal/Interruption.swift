import Foundation
import Synchronization

/// Ctrl-C: the first asks the running step to stop, the second ends the process.
enum Interruption {
  private static let asked = Atomic<Bool>(false)

  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  static func listen() {
    let handler: @convention(c) (Int32) -> Void = { _ in
      if Interruption.asked.exchange(true, ordering: .relaxed) { _exit(ExitStatus.interrupted) }
    }
    signal(SIGINT, handler)
    signal(SIGTERM, handler)
  }
}
