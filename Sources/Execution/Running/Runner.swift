import Diagnostics
import Languages
import Notebooks
import Reports
import Steps
import Tables

/// What a run made of a program.
public struct RunResult: Sendable {
  /// For every step that ran.
  public var outcomes: [Int: StepOutcome] = [:]
  public var rowCounts: [ValueID: Int] = [:]
  public var scalars: [ScalarSource: Value] = [:]
  /// Faults of the run by cell.
  public var cellFaults: [CellID: [Diagnostic]] = [:]
  /// Faults of the checks of exercises, by cell.
  public var checkFaults: [CellID: [Diagnostic]] = [:]
  /// Why a step did not run.
  public var notRun: [Int: NotRunReason] = [:]
  /// Of steps that did not run as an exercise did not succeed, which one.
  public var waits: [Int: ExerciseID] = [:]
  /// Whether the user asked to stop.
  public var isCancelled = false
  /// Faults that no cell expected.
  public var diagnostics: [Diagnostic] = []
  /// Steps whose results came from the cache: for the terminal, never for outputs.
  public var reused: Set<Int> = []
  /// What did not stop a step and should be known, such as bytes after the end of a gzip.
  public var warnings: [Diagnostic] = []
  /// The values that the run was for, when it was for values.
  public var kept: [ValueID: StepValue] = [:]

  public init() {}
}

/// Runs the steps of a plan in their order on one session.
public struct Runner {
  public struct Options: Sendable {
    /// At least 1. No result depends on it.
    public var threads: Int
    /// Told of every step that starts and ends, and of the progress of the running one.
    public var monitor: any RunMonitor
    /// Whether to take what the cache has and compute nothing: steps without a result are then left out as not run.
    public var reusesOnly = false

    public init(threads: Int, monitor: any RunMonitor) {
      self.threads = threads
      self.monitor = monitor
    }
  }

  let program: Program
  let plan: Plan
  let options: Options
  var session = Session()
  var files = RunFiles()
  var result = RunResult()
  /// Values that a failed step did not bind.
  private var lost: Set<ValueID> = []
  /// Of steps that gave nothing, the exercise that is to blame.
  private var causes: [Int: ExerciseID] = [:]
  let cache: StepCache?
  /// The step whose turn it is.
  private(set) var current = 0
  /// Why a step that is not reused runs.
  var reasons: [Int: [StepReason]] = [:]

  /// - Parameter cache: where results come from and go to; nil for none.
  public static func run(_ program: Program, plan: Plan, options: Options, cache: StepCache? = nil) -> RunResult {
    var runner = Runner(program: program, plan: plan, options: options, cache: cache)
    runner.runAll()
    runner.keepWanted()
    options.monitor.computed(runner.result)
    if let fault = cache?.finish() { options.monitor.noted("results could not be kept in the cache: \(fault)") }
    return runner.result
  }

  /// Takes what the run was for from memory or from the cache.
  private mutating func keepWanted() {
    for (id, last) in plan.lastUse where last == .max && !lost.contains(id) && !result.isCancelled {
      do {
        result.kept[id] = try value(id)
      } catch {
        guard let step = program.producers[id].map({ program.steps[$0] }) else { continue }
        result.diagnostics += Self.diagnostics(of: error, in: step)
      }
    }
  }

  private mutating func runAll() {
    var blocker: NotRunReason?
    // Checks are no steps to a reader, who is told the same number everywhere; while one runs, the place is that of the step before it.
    let count = max(program.statedCount(of: plan.steps), 1)
    var position = -1
    for index in plan.steps {
      let step = program.steps[index]
      if !step.isCheck { position += 1 }
      current = index
      if let blocker {
        skip(step, because: blocker)
        continue
      }
      if options.monitor.isCancelled || options.monitor.isPaused {
        result.isCancelled = true
        blocker = .stopped
        skip(step, because: .stopped)
        continue
      }
      if let (missing, cause) = missing(for: step) {
        let reason = cause.map { NotRunReason.waits(for: program.name(of: $0)) }
        // What a sealed check takes is not told.
        let absent = step.statement.span.file.isSealed ? NotRunReason.missingForCheck : .missing(missing)
        skip(step, because: reason ?? absent, cause)
        continue
      }
      if reuse(step) {
        releaseValues(after: step)
        continue
      }
      if options.reusesOnly {
        skip(step, because: .stillToCome)
        continue
      }
      options.monitor.reached(step, key: cache?.key(of: step), known())
      options.monitor.started(step, position: max(position, 0), count: count)
      do {
        try run(step)
        if !step.effect.writes.isEmpty { options.monitor.wrote(step.effect.writes) }
        options.monitor.finished(step)
      } catch is Cancelled {
        result.isCancelled = true
        blocker = .stopped
        skip(step, because: .stopped)
      } catch {
        options.monitor.finished(step)
        for output in step.outputs { lost.insert(output) }
        let faults = Self.diagnostics(of: error, in: step)
        if step.isCheck {
          result.checkFaults[step.cell, default: []] += program.isContained(step.cell) ? told(faults, step) : faults
          if !program.isContained(step.cell) { result.diagnostics += faults }
          continue
        }
        let isOurs = faults.contains { $0.code == .internalFault }
        if !isOurs, let culprit = culprit(of: step), case .code(let cell) = program.exercise(culprit).task {
          // Only an exercise causes it: what is below waits for that one.
          let place = CellID(notebook: culprit.notebook, cell: cell)
          if !(result.checkFaults[place]?.contains { $0.code == .unfitResult } ?? false) {
            result.checkFaults[place, default: []].append(program.unfitBelow(culprit, faults.first))
          }
          causes[step.index] = culprit
          result.waits[step.index] = culprit
          releaseValues(after: step)
          continue
        }
        result.cellFaults[step.cell, default: []] += faults
        if program.isContained(step.cell) {
          causes[step.index] = program.exercise(of: step.cell)
        } else if !program.expectsFault(step.cell) {
          result.diagnostics += faults
          let place = step.statement.span.start
          blocker = .failed(step.signature.name, at: "\(step.statement.span.file.path):\(place.line)")
        }
      }
      releaseValues(after: step)
    }
    if !result.isCancelled { takeChanges() }
    result = known()
  }

  /// Refuses what was made of a file that is another by now.
  private mutating func takeChanges() {
    for (fault, step) in files.changes(isCancelled: { options.monitor.isCancelled }) {
      // The step that read it may have noticed itself.
      if result.cellFaults[step.cell]?.contains(where: { $0.code == fault.code }) ?? false { continue }
      result.cellFaults[step.cell, default: []].append(fault)
      if !program.expectsFault(step.cell) { result.diagnostics.append(fault) }
    }
  }

  /// What is known so far.
  private func known() -> RunResult {
    var known = result
    known.rowCounts = session.rowCounts
    known.scalars = session.scalars
    return known
  }

  /// What a check found, as a learner is told: at what was filled in, and without the condition, which may say what is right.
  private func told(_ faults: [Diagnostic], _ step: ProgramStep) -> [Diagnostic] {
    let cell = program.cell(step.cell)
    // Values of what the cell itself gives; others would tell what it is compared with.
    let given = Set(program.steps.filter { $0.cell == step.cell }.flatMap(\.outputs).map(\.name))
    let notes = step.quoted.sorted { $0.key < $1.key }.compactMap { path, source -> String? in
      guard given.contains(String(path.prefix { $0 != "." })), let value = session.scalar(source) else { return nil }
      return "\(path) is \(ValueText.format(value))"
    }
    return faults.map { fault in
      let isFailed = fault.code == .expectationFailed
      let message = isFailed ? "a check of this exercise does not hold" : "a check of this exercise cannot be computed"
      return Diagnostic(
        fault.code, isFailed && step.statement.tellsReason ? fault.message : message,
        at: cell.blanks.first?.span ?? cell.statements.first?.span ?? cell.fence,
        label: cell.blanks.isEmpty ? "in this exercise" : "filled in here", notes: isFailed ? notes : [])
    }
  }

  mutating func run(_ step: ProgramStep) throws {
    if let cache { try files.read(cache.files(of: step), by: step) }
    var inputs: [ValueID: StepValue] = [:]
    for input in step.inputs { inputs[input] = try value(input) }
    guard let quoted = session.scalars(step.quoted) else {
      throw missingValue(step)
    }
    let monitor = options.monitor
    let context = RunContext(
      inputs: inputs, values: quoted, neededColumns: step.outputs.map { plan.neededColumns[$0] ?? [] },
      seed: step.randomSeed, threads: options.threads,
      progress: ProgressHandler(
        report: { done, total, unit in monitor.progressed(step, done: done, total: total, unit: unit) },
        isCancelled: { monitor.isCancelled }),
      span: step.statement.span)
    var outcome = try step.step.outcome(context)
    outcome.losses = context.losses.all
    try files.read(outcome.filesRead, by: step)
    files.wrote(outcome.filesWritten)
    // A step such as head gives a table whether or not somebody names it.
    outcome.outputs.removeLast(max(0, outcome.outputs.count - step.outputs.count))
    for (position, (id, value)) in zip(step.outputs, outcome.outputs).enumerated() {
      // A column that nobody reads is let go here, with a cache and without: a result must not depend on there being one.
      if case .table(let table) = value {
        let needed = plan.neededColumns[id] ?? []
        let kept = table.schema.names.filter { needed.contains($0) }
        if kept.count < table.schema.count { outcome.outputs[position] = .table(table.selecting(kept)) }
      }
      try session.bind(id, to: outcome.outputs[position], statistics: plan.statistics[id] ?? [])
    }
    session.publish(outcome.values, by: step.index)
    cache?.keep(
      outcome, of: step, statistics: taken(of: step), because: reasons[step.index] ?? [])
    result.warnings += try outcome.warnings + step.step.warnings(ofAny: outcome)
    result.warnings += outcome.losses.map { $0.warning(in: step.statement) }
    // Rendering needs no outputs; keeping them would keep every table of the run in memory.
    outcome.outputs = []
    result.outcomes[step.index] = outcome
  }

  /// Lets go of what no later step takes.
  private mutating func releaseValues(after step: ProgramStep) {
    for input in step.inputs where plan.lastUse[input] == step.index { session.release(input) }
    for output in step.outputs where plan.lastUse[output] == nil { session.release(output) }
  }

  /// The exercise that gave what a step of a student's version fails on; nil for the exercise's own steps, and where there is none.
  private func culprit(of step: ProgramStep) -> ExerciseID? {
    guard program.isStudentEdition, !program.isContained(step.cell) else { return nil }
    // What fails on a file or a disk is nobody's answer.
    guard step.effect.writes.isEmpty, step.effect.sources.isEmpty else { return nil }
    var seen: Set<Int> = [step.index]
    var open = [step]
    while let next = open.popLast() {
      let givers = next.inputs.compactMap { program.producers[$0] } + next.quoted.values.compactMap(program.producer)
      for index in givers.sorted(by: >) where seen.insert(index).inserted {
        let giver = program.steps[index]
        if program.isContained(giver.cell), !(giver.step is ContinueStep) { return program.exercise(of: giver.cell) }
        open.append(giver)
      }
    }
    return nil
  }

  /// The name or the path of something that a step takes and an earlier one did not give, and the exercise to blame for it.
  private func missing(for step: ProgramStep) -> (name: String, cause: ExerciseID?)? {
    func cause(_ id: ValueID) -> ExerciseID? { program.producers[id].flatMap { causes[$0] } }
    if let input = step.inputs.first(where: { lost.contains($0) }) { return (input.name, cause(input)) }
    for path in step.quoted.keys.sorted() {
      switch step.quoted[path] {
      case .published(let publisher, _)? where result.outcomes[publisher] == nil: return (path, causes[publisher])
      case .rows(let id)?, .statistic(let id, _, _)?: if lost.contains(id) { return (path, cause(id)) }
      default: continue
      }
    }
    return nil
  }

  /// What a step quotes and nobody could compute, with the step that should have.
  private func missingValue(_ step: ProgramStep) -> Diagnostic {
    let missing = step.quoted.filter { session.scalar($0.value) == nil }
    let paths = missing.keys.sorted()
    var related: [SpanLabel] = []
    for case .published(let index, _)? in paths.map({ missing[$0] }) where related.isEmpty {
      related.append(SpanLabel(program.steps[index].statement.span, "this step gives it, and failed"))
    }
    let listed = paths.map { "\"\($0)\"" }.joined(separator: ", ")
    return Diagnostic(
      .valueMissing, "there is no \(listed): what gives it did not succeed", at: step.statement.span,
      label: "quoted in this step", related: related, help: ["mend the step that gives it first"])
  }

  private mutating func skip(_ step: ProgramStep, because reason: NotRunReason, _ cause: ExerciseID? = nil) {
    result.notRun[step.index] = reason
    if let cause {
      causes[step.index] = cause
      result.waits[step.index] = cause
    }
    for output in step.outputs { lost.insert(output) }
  }

  /// The faults in an error, each with a place: where it has none in a file, the step itself.
  static func diagnostics(of error: any Error, in step: ProgramStep) -> [Diagnostic] {
    var faults: [Diagnostic]
    switch error {
    case let fault as Diagnostic: faults = [fault]
    case let list as DiagnosticList: faults = list.diagnostics
    default: faults = [Diagnostic(.internalFault, "\(step.signature.name) failed: \(error)")]
    }
    for index in faults.indices {
      if faults[index].primary == nil {
        faults[index].primary = SpanLabel(step.statement.span, "in this step")
      } else if let place = faults[index].primary?.span, place.file !== step.statement.span.file,
        !faults[index].related.contains(where: { $0.span.file === step.statement.span.file })
      {
        faults[index].related.append(SpanLabel(step.statement.span, "this step reads it"))
      }
    }
    return faults
  }
}

/// Told how a run goes. Calls come from the thread of the run, `progressed` from any.
public protocol RunMonitor: Sendable {
  /// - Parameters:
  ///   - position: its place from 0 among the steps of the run that are no checks; of a check, the place of the step before it.
  ///   - count: how many steps of the run are no checks; at least 1.
  func started(_ step: ProgramStep, position: Int, count: Int)
  func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String)
  func finished(_ step: ProgramStep)
  /// Files that a step has written.
  func wrote(_ paths: [PathArgument])
  /// Something the user should know that is no fault of a notebook, such as a damaged result in the cache.
  func noted(_ text: String)
  var isCancelled: Bool { get }
  /// Whether the run is to end before its next step: the running one may finish.
  var isPaused: Bool { get }
  /// A step has to be computed; its key in the cache, where it has one, and what is known before it.
  func reached(_ step: ProgramStep, key: String?, _ known: RunResult)
  /// All is computed, or will not be. Results may still be on their way to the cache.
  func computed(_ result: RunResult)
}

extension RunMonitor {
  public var isPaused: Bool { false }
  public func reached(_ step: ProgramStep, key: String?, _ known: RunResult) {}
  public func computed(_ result: RunResult) {}
  public func wrote(_ paths: [PathArgument]) {}
  public func noted(_ text: String) {}
}

extension DiagnosticCode {
  public static let valueMissing = DiagnosticCode(
    "value-missing", "A step quotes a value, such as a metric, that an earlier step could not compute.")
}
