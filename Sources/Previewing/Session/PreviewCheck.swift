import Diagnostics
import Execution
import Foundation
import Languages
import Notebooks
import Reports
import WrittenTexts

/// Reads and checks a folder, and finds out what of it is known already.
struct PreviewCheck {
  let settings: PreviewSettings
  let memory: ResultMemory
  let implementation: String
  /// Files beside the notebooks that the last program reads, such as data.
  private(set) var sources: Set<ExactText> = []
  private var seen: FolderState?
  private var texts: [ExactText: [UInt8]] = [:]
  /// What could not be read then, such as a link that leads out of the folder.
  private var unread: [String] = []
  private var notebooks = NotebookMemory()
  /// Whether other files than notebooks had changed when the last program was made: data, parameters.
  private(set) var hasOtherNews = true

  init(_ settings: PreviewSettings, memory: ResultMemory, implementation: String) {
    self.settings = settings
    self.memory = memory
    self.implementation = implementation
  }

  /// The program of what is on disk now; nil when nothing has changed since the last call.
  mutating func program() -> Program? {
    let state = FolderState(settings.folder, others: sources.union(settings.parameterFiles.map(ExactText.init)))
    if let seen, seen == state { return nil }
    let isOtherNews = seen.map { $0.others != state.others } ?? true
    seen = state
    let (folder, found) = NotebookReader.read(
      folder: settings.folder, permissions: settings.permissions, memory: &notebooks)
    var now: [ExactText: [UInt8]] = [:]
    for notebook in folder.notebooks { now[notebook.file.path] = notebook.file.bytes }
    for path in state.texts.keys where path.text.hasSuffix(NotebookReader.settingsName) {
      now[path] = FileManager.default.contents(atPath: path.text).map(Array.init)
    }
    // Saved again without a change, or only touched.
    let left = found.map(\.message)
    if !isOtherNews, !texts.isEmpty, now == texts, left == unread { return nil }
    (texts, unread) = (now, left)
    hasOtherNews = isOtherNews
    let (overrides, faults) = ParameterOverrides.read(
      arguments: settings.parameters, files: settings.parameterFiles, for: folder)
    let program = Checker.check(
      folder, found: found + faults, overrides: overrides, permissions: settings.permissions)
    sources = Set(texts: program.steps.flatMap(\.effect.sources).map(\.resolved)).union(program.soughtFiles)
      .union(ImageFiles.paths(in: program)).filter { !$0.text.hasPrefix("sample:") && !$0.text.contains("://") }
    return program
  }

  /// The folders in which something may happen that matters.
  var folders: Set<ExactText> {
    var folders: Set<ExactText> = []
    folders.insert(PathParts.home(of: settings.folder))
    for path in sources.union(settings.parameterFiles.map(ExactText.init)) {
      // Of what is not there yet the folder in which it will appear, or the first on the way that there is.
      var folder = PathParts(path.text).folder
      while !Self.isFolder(folder), folder != ".", folder != "/" { folder = PathParts(folder).folder }
      folders.insert(folder)
    }
    return folders
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// What the cache has of a program, and the steps that are still to be computed, with their keys where these are known.
  func known(_ program: Program, in store: CacheStore) -> (result: RunResult, pending: [Int: String?]) {
    let plan = Planner.plan(program, for: .everything)
    let cache = try? StepCache(
      store, program: program, plan: plan, implementation: implementation, limit: settings.cacheLimit, isReadOnly: true,
      memory: memory)
    var options = Runner.Options(threads: 1, monitor: IdleMonitor())
    options.reusesOnly = true
    let result = Runner.run(program, plan: plan, options: options, cache: cache)
    var pending: [Int: String?] = [:]
    for index in plan.steps where result.outcomes[index] == nil && !result.isSettled(index) {
      pending[index] = .some(cache?.key(of: program.steps[index]))
    }
    return (result, pending)
  }
}

extension RunResult {
  /// Whether a step without a result will have none however long the run goes on.
  fileprivate func isSettled(_ step: Int) -> Bool { waits[step] != nil }

  /// What a run knows so far, over what was known before it: all of one program.
  func overlaid(with known: RunResult, running: Int?) -> RunResult {
    var merged = self
    merged.outcomes.merge(known.outcomes) { _, new in new }
    merged.rowCounts.merge(known.rowCounts) { _, new in new }
    merged.scalars.merge(known.scalars) { _, new in new }
    merged.cellFaults = known.cellFaults
    merged.checkFaults = known.checkFaults
    merged.waits.merge(known.waits) { _, new in new }
    merged.diagnostics = known.diagnostics
    merged.warnings = known.warnings
    merged.notRun = notRun.filter { merged.outcomes[$0.key] == nil }
    for index in merged.notRun.keys where merged.waits[index] == nil { merged.notRun[index] = .stillToCome }
    if let running { merged.notRun[running] = .beingComputed }
    return merged
  }
}
