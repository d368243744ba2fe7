import NIOCore
import Synchronization

/// The connections of a service: when there are as many as it takes, the one that has asked for nothing the longest makes room for a new
/// one, so that connections which are only held open keep nobody out.
final class OpenConnections: Sendable {
  /// One connection, as the others see it.
  final class Mark: Sendable {
    /// Nanoseconds of the clock since when it waits for a request; 0 while one is read or answered.
    private let idleSince: Atomic<UInt64>
    fileprivate let close: @Sendable () -> Void

    init(close: @escaping @Sendable () -> Void) {
      idleSince = Atomic(NIODeadline.now().uptimeNanoseconds)
      self.close = close
    }

    func waits() { idleSince.store(NIODeadline.now().uptimeNanoseconds, ordering: .relaxed) }
    func works() { idleSince.store(0, ordering: .relaxed) }
    fileprivate var since: UInt64 { idleSince.load(ordering: .relaxed) }
  }

  private let limit: Int
  private let marks = Mutex<[ObjectIdentifier: Mark]>([:])

  init(limit: Int) { self.limit = limit }

  /// Takes a connection on. When there are too many, the one that has waited longest is closed; when all of them work, `mark` itself.
  /// Complexity: O(1) below the limit, O(connections) at it.
  func open(_ mark: Mark) {
    let surplus = marks.withLock { marks -> Mark? in
      marks[ObjectIdentifier(mark)] = mark
      guard marks.count > limit else { return nil }
      let idle = marks.values.filter { $0 !== mark && $0.since != 0 }.min { $0.since < $1.since } ?? mark
      marks[ObjectIdentifier(idle)] = nil
      return idle
    }
    surplus?.close()
  }

  func closed(_ mark: Mark) { marks.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(mark)) } }
}
