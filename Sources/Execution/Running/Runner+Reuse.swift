import Diagnostics
import Steps
import Tables

/// Results that come from the cache.
extension Runner {
  /// Takes a step's result from the cache, if it is there and still true. Its tables stay on disk until a step that runs asks
  /// for them, so that a run with nothing to do touches none.
  mutating func reuse(_ step: ProgramStep) -> Bool {
    guard let cache else { return false }
    let entry: CacheEntry
    switch cache.answer(for: step) {
    case .run(let why):
      reasons[step.index] = why
      for case .damaged(let what) in why { note(step, what) }
      return false
    case .reuse(let found): entry = found
    }
    // A result of another state of a file than the steps above had is none of this run: running it tells why.
    guard (try? files.read(cache.files(of: step), by: step)) != nil else { return false }
    files.wrote(entry.files(of: step))
    do {
      var outcome = try cache.outcome(of: entry, for: step)
      // They lie there as if the step had run.
      outcome.filesWritten = entry.files(of: step)
      var known = cache.statistics(of: step)
      let count = known.count
      for (position, (id, output)) in zip(step.outputs, entry.outputs).enumerated() {
        let rows: Int
        let stored: (String) throws(StorageDamage) -> Column?
        switch output {
        case .model: continue
        case .table(let table):
          rows = table.rowCount
          stored = { name throws(StorageDamage) in
            try table.columns.first { $0.name == name }?.column.open(rows: rows, in: cache.store.buffers)
          }
        case .embedding(let embedding):
          rows = embedding.rowCount
          stored = { name throws(StorageDamage) in try embedding.open(in: cache.store.buffers).table[name] }
        }
        var taken: [(column: String, statistic: ColumnStatistic, value: Value)] = []
        for (name, statistic) in plan.statistics[id] ?? [] {
          if let before = known.first(where: {
            $0.position == position && $0.column == name && $0.statistic == statistic
          }) {
            taken.append((name, statistic, before.value))
          } else if let opened = try stored(name) {
            // Prose asks for a number that nobody has asked for before.
            guard let value = try? statistic.value(of: opened) else { throw StorageDamage("it cannot be read") }
            known.append(.init(position: position, column: name, statistic: statistic, value: value))
            taken.append((name, statistic, value))
          }
        }
        session.adopt(id, rows: rows, statistics: taken)
      }
      session.publish(outcome.values, by: step.index)
      result.warnings += try step.step.warnings(ofAny: outcome) + outcome.losses.map { $0.warning(in: step.statement) }
      result.outcomes[step.index] = outcome
      result.reused.insert(step.index)
      cache.reused(step, statistics: known, isGrown: known.count > count)
      return true
    } catch {
      forget(step, (error as? StorageDamage)?.reason ?? "it cannot be read")
      return false
    }
  }

  /// A value that a running step takes: from memory, from the cache, or, where the cache turns out to be damaged, by running the
  /// step that gives it.
  mutating func value(_ id: ValueID) throws -> StepValue {
    if let value = session.values[id] { return value }
    guard let index = program.producers[id], let position = program.steps[index].outputs.firstIndex(of: id) else {
      throw Diagnostic(.internalFault, "nothing gives the value \(id)")
    }
    let step = program.steps[index]
    if let cache, result.reused.contains(index) {
      do {
        let value = try cache.output(position, of: step)
        session.hold(id, value)
        return value
      } catch {
        forget(step, error.reason)
      }
    }
    try run(step)
    // What it took and gave besides is not needed any more if its time has passed.
    for other in step.inputs + step.outputs where other != id {
      if (plan.lastUse[other] ?? -1) < current { session.release(other) }
    }
    guard let value = session.values[id] else {
      throw Diagnostic(.internalFault, "\(step.signature.name) did not give the value \(id)")
    }
    return value
  }

  /// Numbers taken of the tables that a step has just given.
  func taken(of step: ProgramStep) -> [TakenStatistic] {
    step.outputs.enumerated().flatMap { position, id in
      (plan.statistics[id] ?? []).compactMap { column, statistic in
        session.scalars[.statistic(id, column: column, statistic)].map {
          TakenStatistic(position: position, column: column, statistic: statistic, value: $0)
        }
      }
    }
  }

  private mutating func forget(_ step: ProgramStep, _ reason: String) {
    cache?.drop(step)
    result.reused.remove(step.index)
    reasons[step.index] = [.damaged(reason)]
    note(step, reason)
  }

  private func note(_ step: ProgramStep, _ reason: String) {
    let place = program.place(of: step)
    options.monitor.noted(
      "the cached result of \(step.signature.name) at \(place.file.path):\(place.start.line) is damaged (\(reason)); "
        + "it is computed again")
  }
}
