import Execution
import Files
import Foundation
import Synchronization

/// What asks the process to end: Ctrl-C (SIGINT), SIGTERM, and SIGHUP of a terminal that is closed. The first signal asks the running
/// step to stop and, should that take longer than a moment, ends the process whatever it is doing; the second ends it at once.
///
/// Steps look now and then whether they are to stop, so that what goes on another time can be recorded. Nothing relies on it: what the
/// process has begun is undone (`Unfinished`), what is taking its place takes it first, and all else is of no use to anybody then.
enum Interruption {
  /// The signal that came first; 0 for none.
  private static let signal = Atomic<Int32>(0)
  private static let writingEnd = Atomic<Int32>(-1)
  private static let isListening = Atomic<Bool>(false)
  /// What is said at the end.
  private static let farewell = Mutex<@Sendable () -> String>({ "Stopped." })
  /// Milliseconds that a step has to stop by itself.
  private static let patience = 400

  static var isAsked: Bool { signal.load(ordering: .relaxed) != 0 }

  static func listen() {
    if isListening.exchange(true, ordering: .relaxed) || isAsked { return }
    // A pipe is what a handler may write to; a semaphore of Dispatch is not.
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    writingEnd.store(ends[1], ordering: .relaxed)
    let readingEnd = ends[0]
    let handler: @convention(c) (Int32) -> Void = { signal in
      guard Interruption.signal.compareExchange(expected: 0, desired: signal, ordering: .relaxed).exchanged else {
        _exit(ExitStatus.ended(by: signal))
      }
      var byte: UInt8 = 1
      _ = write(Interruption.writingEnd.load(ordering: .relaxed), &byte, 1)
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      // nohup asks for SIGHUP to be ignored; a shell does so for SIGINT where it starts a program in the background, and means Ctrl-C.
      var before = sigaction()
      if signal == SIGHUP, sigaction(signal, nil, &before) == 0, before.isIgnored { continue }
      Foundation.signal(signal, handler)
      sigaddset(&signals, signal)
    }
    // A program that starts this one from a thread that blocks signals hands the blocking on.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    let thread = Thread {
      var byte: UInt8 = 0
      while read(readingEnd, &byte, 1) < 0, errno == EINTR {}
      usleep(UInt32(patience) * 1000)
      stop()
    }
    thread.start()
  }

  /// Sets what is said when the process is ended from here on: the words see how far things are by then.
  static func onStop(_ words: @escaping @Sendable () -> String) { farewell.withLock { $0 = words } }

  /// Ends the process, which has been asked to. Nothing half-written is left.
  static func stop() -> Never {
    Unfinished.endProcess {
      sayFarewell()
      _exit(ExitStatus.ended(by: signal.load(ordering: .relaxed)))
    }
  }

  private static func sayFarewell() {
    let words = farewell.withLock { $0 }
    if Terminal.errorIsInteractive { Terminal.write("\r\u{1B}[K") }
    Terminal.error(words())
  }
}

extension RunResult {
  /// The result, unless somebody has asked to stop: then the process ends here.
  var unlessStopped: RunResult {
    if isCancelled { Interruption.stop() }
    return self
  }
}

extension sigaction {
  /// Whether the signal is ignored.
  var isIgnored: Bool {
    #if canImport(Glibc)
      let handler = unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
    #else
      let handler = unsafeBitCast(__sigaction_u.__sa_handler, to: Int.self)
    #endif
    return handler == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
