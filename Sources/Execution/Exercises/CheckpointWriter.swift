import Diagnostics
import Foundation
import Notebooks
import Steps
import Tables

/// Writes the checkpoints of a student's version: at the end of each notebook what depends on an exercise and is taken later on.
public struct CheckpointWriter {
  private let source: Program
  private let plan: Plan
  private let cache: StepCache

  /// - Parameters:
  ///   - source: the program that has just been run with this cache; its results are there.
  public init(_ source: Program, plan: Plan, store: CacheStore, implementation: String) throws {
    self.source = source
    self.plan = plan
    cache = try StepCache(store, program: source, plan: plan, implementation: implementation, isReadOnly: true)
    // A cache is asked for steps in the order in which they run.
    for index in plan.steps { _ = cache.answer(for: source.steps[index]) }
  }

  /// - Parameters:
  ///   - student: the learners' version, checked: it knows what waits for an exercise.
  ///   - folder: where it is.
  /// - Returns: the bytes that the checkpoints take.
  @discardableResult
  public func write(for student: Program, into folder: String, values: [ScalarSource: Value]) throws -> Int {
    let buffers = Checkpoint.buffers(in: folder)
    for notebook in source.folder.notebooks.indices.dropLast() {
      let awaited = student.awaited.indices.contains(notebook) ? student.awaited[notebook] : [:]
      var checkpoint = Checkpoint()
      let (ids, published) = taken(after: notebook)
      for id in ids.sorted(by: { $0.name < $1.name }) where awaited[id.name] != nil {
        guard let type = source.types[id].flatMap({ StoredType($0, columns: plan.neededColumns[id] ?? []) }),
          let step = source.producers[id].map({ source.steps[$0] }),
          let position = step.outputs.firstIndex(of: id), let value = try? cache.output(position, of: step)
        else { continue }
        try FileManager.default.createDirectory(atPath: buffers.path, withIntermediateDirectories: true)
        checkpoint.values.append(.init(name: id.name, type: type, output: try stored(value, id, buffers)))
      }
      for (path, step) in published.sorted(by: { $0.key < $1.key }) {
        let head = String(path.prefix { $0 != "." })
        guard awaited[head] != nil || awaited[head + "."] != nil,
          let type = source.steps[step].effect.values.first(where: { $0.path == path })?.type,
          let value = values[.published(step: step, path: path)]
        else { continue }
        checkpoint.published.append(.init(path: path, type: type, value: value))
      }
      if checkpoint.values.isEmpty, checkpoint.published.isEmpty { continue }
      try FileManager.default.createDirectory(
        atPath: folder + "/" + Checkpoint.folderName, withIntermediateDirectories: true)
      try checkpoint.write(source.folder.notebooks[notebook].name, in: folder)
    }
    return size(of: folder + "/" + Checkpoint.folderName)
  }

  private func stored(_ value: StepValue, _ id: ValueID, _ folder: BufferFolder) throws -> CacheEntry.Output {
    switch value {
    case .table(let table):
      let needed = plan.neededColumns[id] ?? []
      return .table(try StoredTable(table.selecting(table.schema.names.filter { needed.contains($0) }), in: folder))
    case .model(let model): return .model(try StoredModel(model, in: folder))
    case .embedding(let embedding): return .embedding(try StoredEmbedding(embedding, in: folder))
    }
  }

  /// Values and published paths of the notebooks up to one that those behind it take. O(steps + quotes).
  private func taken(after notebook: Int) -> (values: Set<ValueID>, published: [String: Int]) {
    let early = source.steps.filter { $0.cell.notebook <= notebook }
    let known = Set(early.flatMap(\.outputs))
    var values: Set<ValueID> = []
    var published: [String: Int] = [:]
    func take(_ source: ScalarSource) {
      switch source {
      case .rows(let id), .statistic(let id, _, _): if known.contains(id) { values.insert(id) }
      case .published(let step, let path): if step < early.count { published[path] = step }
      case .constant: break
      }
    }
    for step in source.steps where step.cell.notebook > notebook {
      values.formUnion(step.inputs.filter { known.contains($0) })
      for source in step.quoted.values { take(source) }
    }
    for (span, quote) in source.quotes {
      let place = source.folder.notebooks.firstIndex { $0.file === span.file } ?? 0
      if place > notebook { for source in quote.sources.values { take(source) } }
    }
    return (values, published)
  }

  private func size(of folder: String) -> Int {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return 0 }
    var bytes = 0
    for case let path as String in walk {
      var status = stat()
      if stat(folder + "/" + path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { bytes += Int(status.st_size) }
    }
    return bytes
  }
}
