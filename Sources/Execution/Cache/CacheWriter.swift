import Diagnostics
import Dispatch
import Steps
import Synchronization

/// Writes results while the run goes on: waiting for the disk to have them would take longer than many steps.
final class CacheWriter: Sendable {
  private struct State {
    var fault: String?
    var count = 0
  }

  private let store: CacheStore
  private let queue = DispatchQueue(label: "matinee.cache")
  /// Results that wait keep their tables in memory: no more than four (empirical).
  private let places = DispatchSemaphore(value: 4)
  private let state = Mutex(State())

  init(_ store: CacheStore) { self.store = store }

  /// How many results were written.
  var count: Int { state.withLock { $0.count } }

  func write(
    _ outcome: StepOutcome, name: String, written: [(name: String, digest: String)], statistics: [TakenStatistic]
  ) {
    // A disk that is full once is not tried a hundred times.
    if state.withLock({ $0.fault != nil }) { return }
    places.wait()
    queue.async { [self] in
      defer { places.signal() }
      do {
        // The entry comes last: what it names is there when it is.
        let entry = try CacheEntry(outcome, name: name, written: written, in: store.buffers)
        if !statistics.isEmpty { try store.write(statistics, of: name) }
        try store.write(entry)
        state.withLock { $0.count += 1 }
      } catch {
        let message = (error as? Diagnostic)?.message ?? "\(error)"
        state.withLock { if $0.fault == nil { $0.fault = message } }
      }
    }
  }

  /// Waits for all, and says what went wrong first.
  func finish() -> String? {
    queue.sync {}
    return state.withLock { $0.fault }
  }
}
