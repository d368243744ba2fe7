import Endpoints
import Execution
import Steps

/// Computes the models that a service answers with, or takes them from the cache.
enum ModelLoading {
  /// A model or an embedding of the notebooks. Throws `ValidationError` when there is none.
  static func find(_ name: String, in program: Program) throws -> ValueID {
    try NamedValues(program).find(name, wanted: "model or embedding") { type in
      if case .table = type { false } else { true }
    }.id
  }

  static func models(_ options: ServeOptions, log: ServiceLog) throws -> ServedModels {
    let program = try options.parameters.program(options.folder)
    try Failing.unlessSound(program, options.folder)
    let ids = try options.model.map { (name: $0, id: try find($0, in: program)) }
    let monitor = ServiceMonitor(log)
    let values = try NamedValues(program).compute(
      Dictionary(ids.map { ($0.id, []) }, uniquingKeysWith: { first, _ in first }), threads: options.threads,
      monitor: monitor
    ) { options.caching.open(program, $0, noted: { monitor.noted($0) }) }
    var served = ServedModels(endpoints: [])
    for (name, id) in ids {
      if let value = values[id] { try served.add(value, named: name, neighbors: options.k) }
    }
    return served
  }
}

/// Tells of the steps that are run to get at a model, as lines of the service's log.
private struct ServiceMonitor: RunMonitor {
  private let log: ServiceLog

  init(_ log: ServiceLog) { self.log = log }

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
