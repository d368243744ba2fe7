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
struct SpiedStep: Step {
  static let signature = Signature("spied", group: .checks, summary: "Runs another step.", examples: [])

  private let inner: any Step
  private let outputs: [ValueID]
  private let recorder: Recorder
  private let prunes: Bool

  init(_ inner: any Step, outputs: [ValueID], recorder: Recorder, prunes: Bool) {
    self.inner = inner
    self.outputs = outputs
    self.recorder = recorder
    self.prunes = prunes
  }

  init(_ arguments: Arguments, _ context: CheckContext) throws { throw DiagnosticList([]) }

  var effect: Effect { inner.effect }

  func run(_ context: RunContext) throws -> Outcome {
    var told = context
    if !prunes { told.neededColumns = context.neededColumns.map { _ in nil } }
    let outcome = try inner.run(told)
    for (position, (id, value)) in zip(outputs, outcome.outputs).enumerated() {
      recorder.keep(id, value, needed: context.neededColumns[position])
    }
    return outcome
  }

  func warnings(_ outcome: Outcome) -> [Diagnostic] { inner.warnings(outcome) }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] { inner.render(outcome, context) }

  func highlights(_ outcome: Outcome, in say: Language) -> [Fact] { inner.highlights(outcome, in: say) }
}
