import Diagnostics
import Files
import Foundation
import Steps
import Tables

/// The cache of one run: knows what each step depends on, finds results that are still true, and keeps new ones.
///
/// Steps must be asked for in the order they run.
public final class StepCache {
  /// What a cache has for a step.
  enum Answer {
    case reuse(CacheEntry)
    case run([StepReason])
  }

  let store: CacheStore
  private let program: Program
  private let plan: Plan
  private let limit: Int
  private let recordPath: String
  private let files: FileDigests
  private var keys: StepKeys
  private var names: [String: [String]]
  private let before: RunRecord
  private var record: RunRecord
  private var found: [Int: CacheEntry] = [:]
  private var ingredients: [Int: StepIngredients] = [:]
  private let writer: CacheWriter
  private let isReadOnly: Bool
  private let memory: ResultMemory?

  /// - Parameters:
  ///   - implementation: what makes results of this program its own: version and build.
  ///   - limit: bytes; what was used longest ago is dropped beyond it.
  ///   - isReadOnly: for `explain`, which changes nothing.
  ///   - memory: what earlier runs of this process have read of the cache.
  /// - Throws: when the folder cannot be made.
  public init(
    _ store: CacheStore, program: Program, plan: Plan, implementation: String, limit: Int = CacheStore.defaultLimit,
    isReadOnly: Bool = false, memory: ResultMemory? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws {
    if !isReadOnly { try store.prepare() }
    self.store = store
    self.program = program
    self.plan = plan
    self.limit = limit
    self.isReadOnly = isReadOnly
    self.memory = memory
    files = FileDigests(remembering: store.path + "/files", isCancelled: isCancelled)
    keys = StepKeys(program, implementation: implementation, files: files)
    names = store.names()
    recordPath = RunRecord.path(of: program.folder.path, in: store)
    before = RunRecord.read(recordPath)
    record = before
    writer = CacheWriter(store)
  }

  /// The files that a step goes by, as they were when its key was made.
  func files(of step: ProgramStep) -> [FileDigest] { (keys.sources[step.index] ?? []).compactMap(\.file) }

  /// Whether a step's result is there and still true, or why it has to run.
  func answer(for step: ProgramStep) -> Answer {
    guard let now = keys.ingredients(of: step) else { return .run([.unknown]) }
    ingredients[step.index] = now
    guard program.isCached(step) else { return .run([.cacheOff]) }
    let needed = needed(of: step)
    let wanted = CacheStore.name(key: now.key, needed: needed)
    let finding =
      memory?.entry(wanted).map(CacheStore.Finding.entry)
      ?? store.find(key: now.key, needed: needed, among: names[now.key] ?? [])
    switch finding {
    case .entry(let entry):
      memory?.hold(entry, as: wanted)
      keys.note(entry.files(of: step), writtenBy: step)
      for (file, written) in zip(step.effect.writes, entry.written) {
        // A reused step must leave the world as if it had run.
        guard (try? files.digest(file.resolved)) == written.digest else { return .run([.output(file.text)]) }
      }
      found[step.index] = entry
      return .reuse(entry)
    case .damaged(let damage, let name):
      // Removed at once, so that it is told of once.
      if !isReadOnly { store.remove(name) }
      return .run([.damaged(damage.reason)])
    case .lacksColumns(let columns): return .run([.columns(columns)])
    case .nothing:
      guard let last = before.steps[step.identity] else { return .run([.new]) }
      let reasons = StepReason.differences(now, from: last.ingredients)
      return .run(reasons.isEmpty ? [.dropped] : reasons)
    }
  }

  /// The key of a step that was asked for; nil when it could not be known.
  public func key(of step: ProgramStep) -> String? { ingredients[step.index]?.key }

  /// What reports need of an entry.
  func outcome(of entry: CacheEntry, for step: ProgramStep) throws(StorageDamage) -> StepOutcome {
    if let known = memory?.outcome(entry.name) { return known }
    guard entry.outputs.count == step.outputs.count, entry.written.count == step.effect.writes.count,
      step.effect.values.allSatisfy({ (entry.values[$0.path] ?? .null).fits($0.type) })
    else { throw StorageDamage("it is of another step") }
    let outcome = try entry.outcome(of: step.step, in: store.buffers)
    memory?.hold(outcome, of: entry.name)
    return outcome
  }

  /// What the last run told of a step, if it knew the step.
  func lastTold(of step: ProgramStep) -> String? { before.steps[step.identity]?.told }

  /// An output of a step that is reused, its needed columns mapped into memory and checked.
  func output(_ position: Int, of step: ProgramStep) throws(StorageDamage) -> StepValue {
    guard let entry = found[step.index], entry.outputs.indices.contains(position),
      step.outputs.indices.contains(position)
    else { throw StorageDamage("it is gone") }
    let columns = plan.neededColumns[step.outputs[position]] ?? []
    if let known = memory?.output(position, of: entry.name, columns: columns) { return known }
    let value = try opened(entry, position, of: step, columns)
    memory?.hold(value, at: position, of: entry.name)
    return value
  }

  private func opened(
    _ entry: CacheEntry, _ position: Int, of step: ProgramStep, _ columns: Set<String>
  ) throws(StorageDamage) -> StepValue {
    switch entry.outputs[position] {
    case .table(let stored):
      let table = try stored.open(columns, in: store.buffers)
      guard case .table(let schema)? = program.types[step.outputs[position]],
        table.named.allSatisfy({ schema.type(of: $0.name) == $0.column.type })
      else { throw StorageDamage("it has columns of other types") }
      return .table(table)
    case .model(let model):
      guard case .model(let type)? = program.types[step.outputs[position]] else {
        throw StorageDamage("it is no model")
      }
      return .model(try model.open(type, in: store.buffers))
    case .embedding(let embedding):
      guard case .embedding? = program.types[step.outputs[position]] else { throw StorageDamage("it is no embedding") }
      return .embedding(try embedding.open(in: store.buffers))
    }
  }

  /// Numbers that were taken of a reused step's tables.
  func statistics(of step: ProgramStep) -> [TakenStatistic] {
    guard let entry = found[step.index] else { return [] }
    if let known = memory?.statistics(entry.name) { return known }
    let statistics = store.statistics(of: entry.name).filter { isSound($0, of: step) }
    memory?.hold(statistics, of: entry.name)
    return statistics
  }

  /// Whether a number is one that can be taken of a step's tables.
  private func isSound(_ taken: TakenStatistic, of step: ProgramStep) -> Bool {
    guard step.outputs.indices.contains(taken.position) else { return false }
    let type: ColumnType? =
      switch program.types[step.outputs[taken.position]] {
      case .table(let schema)?: schema.type(of: taken.column)
      case .embedding(let embedding)?: embedding.schema.type(of: taken.column)
      default: nil
      }
    return type.flatMap { taken.statistic.type(for: $0) }.map { taken.value.fits($0) } ?? false
  }

  /// Notes that a result was reused, with the numbers that are known of it now.
  func reused(_ step: ProgramStep, statistics: [TakenStatistic], isGrown: Bool) {
    guard let entry = found[step.index] else { return }
    store.touch(entry.name)
    if isGrown {
      try? store.write(statistics, of: entry.name)
      memory?.hold(statistics, of: entry.name)
    }
    remember(step, "reused")
  }

  /// Forgets an entry that turned out to be damaged.
  func drop(_ step: ProgramStep) {
    guard let entry = found.removeValue(forKey: step.index) else { return }
    store.remove(entry.name)
    memory?.forget(entry.name)
    names[ingredients[step.index]?.key ?? ""]?.removeAll { $0 == entry.name }
  }

  /// Keeps what a step gave, in the background.
  func keep(_ outcome: StepOutcome, of step: ProgramStep, statistics: [TakenStatistic], because reasons: [StepReason]) {
    keys.note(outcome.filesWritten, writtenBy: step)
    guard let now = ingredients[step.index] else { return }
    remember(step, reasons.map(\.text).joined(separator: "; "))
    // What a step has read is what its key says, or nobody knows what the result is of.
    guard program.isCached(step), outcome.filesWritten.count == step.effect.writes.count,
      files(of: step).allSatisfy({ outcome.filesRead.contains($0) })
    else { return }
    let written = zip(step.effect.writes, outcome.filesWritten).map { (name: $0.text, digest: $1.digest) }
    let name = CacheStore.name(key: now.key, needed: needed(of: step))
    writer.write(outcome, name: name, written: written, statistics: statistics)
  }

  /// Waits until everything is written, and keeps the cache within its limit.
  ///
  /// - Returns: why results could not be kept, if they could not.
  @discardableResult
  func finish() -> String? {
    if isReadOnly { return nil }
    let fault = writer.finish()
    files.save()
    try? record.write(to: recordPath)
    if writer.count > 0 { store.trim(to: limit) }
    return fault
  }

  private func remember(_ step: ProgramStep, _ told: String) {
    guard let now = ingredients[step.index] else { return }
    record.steps[step.identity] = .init(ingredients: now, needed: needed(of: step), told: told)
  }

  private func needed(of step: ProgramStep) -> [[String]?] {
    step.outputs.map { output in
      guard case .table(let schema)? = program.types[output] else { return nil }
      let needed = plan.neededColumns[output] ?? []
      return schema.names.filter { needed.contains($0) }
    }
  }
}
