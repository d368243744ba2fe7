import Foundation
import Synchronization

/// Something that the process has begun and that nobody may find half-done: a hidden file, a folder that is being made, a program that
/// fetches something.
///
/// It is noted, with how it is undone, in the same moment as it is begun. So the process can be ended at any time, whatever its
/// threads are doing: `endProcess` undoes what is unfinished, and nothing else can be begun meanwhile.
public struct Unfinished: Sendable {
  private struct State {
    var last = 0
    var undoing: [Int: @Sendable () -> Void] = [:]
  }

  private static let state = Mutex(State())
  private static let placing = Mutex(())
  private let number: Int

  /// Begins something.
  ///
  /// - Parameter make: begins it, and says how it is undone; nil when it could not be begun. It must be quick, and neither it nor what it
  ///   returns may use `Unfinished`.
  public static func begin<Fault>(_ make: () throws(Fault) -> (@Sendable () -> Void)?) throws(Fault) -> Unfinished? {
    try state.withLock { (state) throws(Fault) -> Unfinished? in
      guard let undo = try make() else { return nil }
      state.last += 1
      state.undoing[state.last] = undo
      return Unfinished(number: state.last)
    }
  }

  /// Notes that there is nothing to undo any more: it is in its place, or its maker has removed it.
  public func finish() {
    Self.state.withLock { _ = $0.undoing.removeValue(forKey: number) }
  }

  /// Runs what must not be ended in its middle, such as the moment in which what was made takes its place. It should take no longer than
  /// a person waits after Ctrl-C, and may not call itself.
  public static func place<Result: Sendable, Fault>(_ body: () throws(Fault) -> Result) throws(Fault) -> Result {
    try placing.withLock { (_) throws(Fault) -> Result in try body() }
  }

  /// Undoes all that is unfinished, the latest first, and calls `end`, which ends the process.
  public static func endProcess(_ end: () -> Void) -> Never {
    placing.withLock { _ in
      state.withLock { state in
        for (_, undo) in state.undoing.sorted(by: { $0.key > $1.key }) { undo() }
        end()
      }
    }
    _exit(EXIT_FAILURE)
  }

  /// Starts a program, which is killed if this process is ended first: it has a process group of its own, which Ctrl-C does not reach.
  public static func start(_ program: Process) throws -> Unfinished? {
    try begin {
      try program.run()
      let number = program.processIdentifier
      return { kill(number, SIGKILL) }
    }
  }
}
