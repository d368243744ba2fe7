import Languages
import Notebooks
import Reports
import Steps
import Synchronization

/// What steps showed in the report before, so that an edit of prose does not draw the charts of millions of rows again.
///
/// What a step shows is made of its statement, its result, which its recipe stands for, and its place. Safe to use from any
/// thread; forgets what no report of the last 32 versions of the folder has shown.
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
    var version = 0
    var blocks: [Key: (blocks: [ReportBlock], used: Int)] = [:]
  }

  /// Versions that blocks are kept for: a reader who goes to another page and back finds its charts drawn.
  private static let patience = 32

  private let state = Mutex(State())

  public init() {}

  /// Begins a version of the folder.
  public func begin() {
    state.withLock { state in
      state.version += 1
      let oldest = state.version - Self.patience
      state.blocks = state.blocks.filter { $0.value.used >= oldest }
    }
  }

  func blocks(_ key: Key, _ make: () throws -> [ReportBlock]) rethrows -> [ReportBlock] {
    let known = state.withLock { state -> [ReportBlock]? in
      state.blocks[key]?.used = state.version
      return state.blocks[key]?.blocks
    }
    if let known { return known }
    let made = try make()
    state.withLock { $0.blocks[key] = (made, $0.version) }
    return made
  }
}
