import Endpoints
import Execution
import Steps
import WrittenTexts

/// Computes the models that a service answers with, takes them from the cache, or reads them from files.
enum ModelLoading {
  /// Throws what `matinee serve` is to end with when a model cannot be had: before a server is started for it.
  static func check(_ options: ServeOptions) throws {
    for path in options.model where SavedFile.isNamed(path) { _ = try CommandFaults.on { try SavedFile(path) } }
    guard let program = try program(options) else { return }
    for name in options.model where !SavedFile.isNamed(name) { _ = try find(name, in: program) }
  }

  static func models(_ options: ServeOptions, log: ServiceLog) throws -> ServedModels {
    var values: [String: StepValue] = [:]
    for path in options.model where SavedFile.isNamed(path) {
      values[path] = try CommandFaults.on { try SavedFile(path).value() }
    }
    if let program = try program(options) {
      let named = try options.model.filter { !SavedFile.isNamed($0) }.map { ($0, try find($0, in: program)) }
      var wanted: [ValueID: Set<String>] = [:]
      for (_, id) in named {
        wanted[id] = []
        // What items are called in the data is in the table that the model learned from.
        if case .model(let type) = program.types[id], let table = type.trainedOn {
          wanted[table, default: []].formUnion(type.keyReads)
        }
      }
      let monitor = ServiceMonitor(log: log)
      let computed = try NamedValues(program).compute(wanted, threads: options.threading.threads, monitor: monitor) {
        options.caching.open(program, $0, noted: { monitor.noted($0) })
      }
      for (name, id) in named {
        values[name] = computed[id]
        if case .model(var model)? = computed[id], let table = model.type.trainedOn.flatMap({ computed[$0]?.table }) {
          model.learnKeys(model.type.keyColumns, from: table)
          values[name] = .model(model)
        }
      }
    }
    var served = ServedModels(endpoints: [])
    // In the order in which they were named: the first answers at /invocations.
    for name in options.model {
      if let value = values[name] {
        try served.add(value, named: SavedFile.isNamed(name) ? SavedFile.name(of: name) : name, neighbors: options.k)
      }
    }
    return served
  }

  /// The notebooks, where a model is one of theirs.
  private static func program(_ options: ServeOptions) throws -> Program? {
    if options.model.allSatisfy(SavedFile.isNamed) { return nil }
    let program = try options.parameters.program(options.folder)
    try CommandFaults.unlessSound(program, options.folder)
    return program
  }

  /// A model or an embedding of the notebooks. Throws `ValidationError` when there is none.
  private static func find(_ name: String, in program: Program) throws -> ValueID {
    try NamedValues(program).find(name, wanted: "model or embedding") { type in
      if case .table = type { false } else { true }
    }.id
  }
}

extension SavedFile {
  /// Whether a model is named by the file that `save` wrote it to, and not by its name in the notebooks.
  static func isNamed(_ model: String) -> Bool { model.hasSuffix(".model") || model.hasSuffix(".vectors") }

  /// What a file's model answers under: the file's name without its ending.
  static func name(of path: String) -> String {
    let file = path.pathAndName.name
    return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
  }
}

/// Tells of the steps that are run to get at a model, as lines of the service's log.
private struct ServiceMonitor: RunMonitor {
  let log: ServiceLog

  func started(_ step: ProgramStep, position: Int, count: Int) {
    log.write(
      "step",
      [
        ("name", .text(step.signature.name)), ("number", .integer(position + 1)), ("of", .integer(count)),
        ("line", .text("\(step.statement.span.file.path):\(step.statement.span.start.line)")),
      ])
  }

  func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
  func finished(_ step: ProgramStep) {}
  func noted(_ text: String) { log.write("note", [("text", .text(text))]) }
  var isCancelled: Bool { false }
}
