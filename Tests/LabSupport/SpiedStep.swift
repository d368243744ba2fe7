import Diagnostics
import Execution
import Languages
import Reports
import Steps
import Synchronization

/// Keeps what the steps of a run gave; a run itself lets tables go as soon as nobody needs them.
final class Recorder: Sendable {
  private let state = Mutex<(values: [ValueID: StepValue], needed: [ValueID: Set<String>])>(([:], [:]))

  var values: [ValueID: StepValue] { state.withLock { $0.values } }
  var needed: [ValueID: Set<String>] { state.withLock { $0.needed } }

  func keep(_ id: ValueID, _ value: StepValue, needed: Set<String>?) {
    state.withLock {
      $0.values[id] = value
      $0.needed[id] = needed
    }
  }
}

/// A step that runs another one and keeps what it gave.
struct SpiedStep<Inner: Step>: Step {
  typealias Details = Inner.Details

  static var signature: Signature {
    Signature("spied", group: .checks, summary: "Runs another step.", examples: [])
  }

  private let inner: Inner
  private let outputs: [ValueID]
  private let recorder: Recorder
  private let prunes: Bool

  init(_ inner: Inner, outputs: [ValueID], recorder: Recorder, prunes: Bool) {
    self.inner = inner
    self.outputs = outputs
    self.recorder = recorder
    self.prunes = prunes
  }

  init(_ arguments: Arguments, _ context: CheckContext) throws { throw DiagnosticList([]) }

  var effect: Effect { inner.effect }

  func run(_ context: RunContext) throws -> Outcome<Inner.Details> {
    var told = context
    if !prunes { told.neededColumns = context.neededColumns.map { _ in nil } }
    let outcome = try inner.run(told)
    for (position, (id, value)) in zip(outputs, outcome.outputs).enumerated() {
      recorder.keep(id, value, needed: context.neededColumns[position])
    }
    return outcome
  }

  func warnings(_ outcome: Outcome<Inner.Details>) -> [Diagnostic] { inner.warnings(outcome) }

  func render(_ outcome: Outcome<Inner.Details>, _ context: RenderContext) throws -> [ReportBlock] {
    try inner.render(outcome, context)
  }

  func highlights(_ outcome: Outcome<Inner.Details>, in say: Language) -> [Fact] { inner.highlights(outcome, in: say) }
}

extension Step {
  /// The step, and what it gives kept in `recorder`.
  func spied(outputs: [ValueID], recorder: Recorder, prunes: Bool) -> any Step {
    SpiedStep(self, outputs: outputs, recorder: recorder, prunes: prunes)
  }
}
