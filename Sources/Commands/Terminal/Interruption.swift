import Execution
import Files
import Foundation
import Steps
import Synchronization

/// Ctrl-C, and what ends a process otherwise (SIGTERM, and SIGHUP of a terminal that is closed): the first asks the running step to stop
/// and, should that take long, stops it; the second ends the process at once.
///
/// Steps look now and then whether they are to stop, but not while they sort or group. What they compute is of no use to
/// anybody then, so the process does not wait for them: it removes the files that are being written and ends.
enum Interruption {
  private static let asked = Atomic<Bool>(false)
  private static let isListening = Atomic<Bool>(false)
  /// What is said at the end; nil while the process is not to be ended in the middle.
  private static let farewell = Mutex<(@Sendable () -> String)?>(nil)
  /// Milliseconds that a step has to stop by itself.
  private static let patience = 400

  static var isAsked: Bool { asked.load(ordering: .relaxed) }

  static func listen() {
    if isListening.exchange(true, ordering: .relaxed) { return }
    // A pipe is what a handler may write to; a semaphore of Dispatch is not.
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }
    writingEnd.store(ends[1], ordering: .relaxed)
    let readingEnd = ends[0]
    let handler: @convention(c) (Int32) -> Void = { _ in
      if Interruption.asked.exchange(true, ordering: .relaxed) { _exit(ExitStatus.interrupted) }
      var byte: UInt8 = 1
      _ = write(Interruption.writingEnd.load(ordering: .relaxed), &byte, 1)
    }
    signal(SIGINT, handler)
    signal(SIGTERM, handler)
    // A terminal that is closed, or a connection that breaks; nohup asks for it to be ignored.
    var before = sigaction()
    let isIgnored = sigaction(SIGHUP, nil, &before) == 0 && before.isIgnored
    if !isIgnored { signal(SIGHUP, handler) }
    // A program that starts this one from a thread that blocks signals hands the blocking on.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGHUP)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    let thread = Thread {
      var byte: UInt8 = 0
      while read(readingEnd, &byte, 1) < 0, errno == EINTR {}
      usleep(UInt32(patience) * 1000)
      end()
    }
    thread.start()
  }

  private static let writingEnd = Atomic<Int32>(-1)

  /// Runs steps. When they are asked to stop and do not, `farewell` is said and the process ends; nothing half-written is left.
  static func stoppable<Result>(_ farewell: @escaping @Sendable () -> String, _ body: () -> Result) -> Result {
    Self.farewell.withLock { $0 = farewell }
    // Whoever ends the process holds the lock for good, so that nothing happens after the farewell.
    defer { Self.farewell.withLock { $0 = nil } }
    return body()
  }

  /// Runs notebooks. When that is stopped, `farewell` is said and the command ends.
  static func run(_ farewell: @escaping @Sendable () -> String, _ body: () -> RunResult) throws -> RunResult {
    let result = stoppable(farewell, body)
    if result.isCancelled {
      Terminal.error(farewell())
      throw CommandFailure(status: ExitStatus.interrupted)
    }
    return result
  }

  private static func end() {
    farewell.withLock { text in
      guard let text else { return }
      AtomicFile.abandonAll {
        RemoteFile.abandon()
        Terminal.error(text())
        _exit(ExitStatus.interrupted)
      }
    }
  }
}
