import Notebooks
import Reports
import Steps
import Synchronization

/// What steps showed in the report before, so that an edit of prose does not draw the charts of millions of rows again.
///
/// What a step shows is made of its statement, its result, which its recipe stands for, and its place. Safe to use from any
/// thread; holds the blocks of the last two reports.
public final class RenderMemory: Sendable {
  struct Key: Hashable {
    var statement: String
    var recipe: String
    /// Values of all parameters: a title may name one, which no recipe holds.
    var parameters: [String]
    var rowCounts: [ValueID: Int]
    var label: String
    var width: Int?
    var height: Int?
    var language: Language
  }

  private struct State {
    var earlier: [Key: [ReportBlock]] = [:]
    var now: [Key: [ReportBlock]] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  /// Begins a report: what the last one but one had is forgotten.
  func begin() {
    state.withLock { state in
      state.earlier = state.now
      state.now = [:]
    }
  }

  func blocks(_ key: Key, _ make: () -> [ReportBlock]) -> [ReportBlock] {
    if let known = state.withLock({ $0.now[key] ?? $0.earlier[key] }) {
      state.withLock { $0.now[key] = known }
      return known
    }
    let made = make()
    state.withLock { $0.now[key] = made }
    return made
  }
}
