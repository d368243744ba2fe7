import Steps
import Synchronization
import Tables

/// What the runs of one process have read of a cache: decoded entries, and the tables and models that steps asked for.
///
/// Tables are mapped from the cache's files, so holding them costs address space and what the system can take back at any time.
/// Everything is known by the name of its entry, which says what it was computed from: nothing here ever becomes untrue.
public final class ResultMemory: Sendable {
  private struct State {
    /// By the name that was looked for, which may not be the name of the entry that serves.
    var entries: [String: CacheEntry] = [:]
    var outcomes: [String: StepOutcome] = [:]
    var outputs: [String: [Int: StepValue]] = [:]
    var statistics: [String: [TakenStatistic]] = [:]
    /// Names that have been asked for since the last `trim`.
    var used: Set<String> = []
  }

  private let state = Mutex(State())

  public init() {}

  /// Lets go of what has not been asked for since the last call.
  public func trim() {
    state.withLock { state in
      let used = state.used
      state.entries = state.entries.filter { used.contains($0.value.name) }
      state.outcomes = state.outcomes.filter { used.contains($0.key) }
      state.outputs = state.outputs.filter { used.contains($0.key) }
      state.statistics = state.statistics.filter { used.contains($0.key) }
      state.used = []
    }
  }

  func entry(_ wanted: String) -> CacheEntry? {
    state.withLock { state in
      guard let entry = state.entries[wanted] else { return nil }
      state.used.insert(entry.name)
      return entry
    }
  }

  func hold(_ entry: CacheEntry, as wanted: String) {
    state.withLock {
      $0.entries[wanted] = entry
      $0.used.insert(entry.name)
    }
  }

  func outcome(_ name: String) -> StepOutcome? { state.withLock { $0.outcomes[name] } }
  func hold(_ outcome: StepOutcome, of name: String) { state.withLock { $0.outcomes[name] = outcome } }

  /// An output with at least these columns, and no others: a result must not depend on what was asked for before.
  func output(_ position: Int, of name: String, columns: Set<String>) -> StepValue? {
    guard let value = state.withLock({ $0.outputs[name]?[position] }) else { return nil }
    guard case .table(let table) = value else { return value }
    let names = table.schema.names
    guard columns.isSubset(of: names) else { return nil }
    return .table(table.selecting(names.filter { columns.contains($0) }))
  }

  func hold(_ value: StepValue, at position: Int, of name: String) {
    state.withLock { $0.outputs[name, default: [:]][position] = value }
  }

  func statistics(_ name: String) -> [TakenStatistic]? { state.withLock { $0.statistics[name] } }
  func hold(_ statistics: [TakenStatistic], of name: String) { state.withLock { $0.statistics[name] = statistics } }

  func forget(_ name: String) {
    state.withLock { state in
      state.entries = state.entries.filter { $0.value.name != name }
      state.outcomes[name] = nil
      state.outputs[name] = nil
      state.statistics[name] = nil
    }
  }
}
