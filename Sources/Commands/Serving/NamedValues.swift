import ArgumentParser
import Diagnostics
import Execution
import Steps

/// Values of the notebooks by the names that are bound to them, computed or taken from the cache.
struct NamedValues {
  private let program: Program

  init(_ program: Program) { self.program = program }

  /// The last binding of a name to a model, or to whatever else `isWanted` takes.
  ///
  /// - Throws: `ValidationError` that lists what there is.
  func find(
    _ name: String, wanted: String = "model",
    _ isWanted: (ValueType) -> Bool = { if case .model = $0 { true } else { false } }
  ) throws -> (id: ValueID, type: ValueType) {
    let last = program.types.filter { $0.key.name == name }.max { $0.key.version < $1.key.version }
    if let last, isWanted(last.value) { return (last.key, last.value) }
    let known = Set(program.types.filter { isWanted($0.value) }.map(\.key.name)).sorted()
    let what = last.map { "\"\(name)\" is a \($0.value.noun), not a \(wanted)" } ?? "there is no \(wanted) \"\(name)\""
    let near = NearMiss.question(for: name, among: known).map { "; \($0)" } ?? ""
    throw ValidationError(
      "\(what) in \(program.folder.path); there is "
        + (known.isEmpty ? "none" : known.joined(separator: ", ")) + near)
  }

  /// A table whose rows can be put through a model, the columns that it takes, and whether its numbers mean what the model learned.
  ///
  /// - Throws: `ValidationError` when there is no such table, or it has not what the model was trained with; `CommandFailure` when it
  ///   is numbered otherwise, which has been told.
  func rows(
    _ name: String, for model: ModelType, named modelName: String
  ) throws -> (id: ValueID, columns: Set<String>, numbers: NumberingCheck?) {
    let binding = try find(name, wanted: "table") { if case .table = $0 { true } else { false } }
    try DataRows.require(model.features, in: binding.type, named: name)
    let words = SourceFile(path: "transform", text: "--model \(modelName) --on \(name)")
    let place = words.span(words.bytes.count - name.utf8.count..<words.bytes.count)
    let numbers = try binding.type.schema.map { schema in
      try CommandFaults.on {
        try NumberingCheck(table: name, binding.id, schema, model: modelName, model, at: place)
      }
    }
    return (binding.id, Set(model.features.map(\.name)).union(numbers?.reads ?? []), numbers)
  }

  /// The values, with the columns that are wanted of tables.
  ///
  /// - Throws: `CommandFailure`, when what is wrong has been told.
  func compute(
    _ wanted: [ValueID: Set<String>], threads: Int, monitor: any RunMonitor, cache: (Plan) -> StepCache?
  ) throws -> [ValueID: StepValue] {
    let plan = Planner.plan(program, for: .values(wanted))
    let result = Runner.run(program, plan: plan, options: .init(threads: threads, monitor: monitor), cache: cache(plan))
      .unlessStopped
    CommandFaults.report(result.warnings + result.diagnostics)
    guard wanted.keys.allSatisfy({ result.kept[$0] != nil }) else {
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
    return result.kept
  }
}
