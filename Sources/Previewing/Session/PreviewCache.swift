import Diagnostics
import Execution
import Files

/// The cache of a preview: the folder's own, or one for the time of the preview where that cannot be written.
struct PreviewCache {
  private(set) var store: CacheStore
  private(set) var notes: [String] = []
  private let settings: PreviewSettings
  private var temporary: PrivateFolder?

  init(_ settings: PreviewSettings) {
    self.settings = settings
    store = CacheStore(path: settings.cachePath)
  }

  /// A step cache that is handed to the thread of its run, and used there alone.
  struct Opened: @unchecked Sendable {
    let value: StepCache?
  }

  mutating func open(
    _ program: Program, _ plan: Plan, implementation: String, memory: ResultMemory,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> Opened {
    func cache(_ store: CacheStore) throws -> StepCache {
      try StepCache(
        store, program: program, plan: plan, implementation: implementation, limit: settings.cacheLimit, memory: memory,
        isCancelled: isCancelled)
    }
    if let opened = try? cache(store) { return Opened(value: opened) }
    if temporary == nil {
      let folder = PrivateFolder(temporary: "matinee-preview")
      _ = folder.make()
      temporary = folder
      notes = ["Results cannot be kept in \(store.path); they last as long as this preview."]
      store = CacheStore(path: folder.path)
    }
    return Opened(value: try? cache(store))
  }

  func close() { temporary?.remove() }
}
