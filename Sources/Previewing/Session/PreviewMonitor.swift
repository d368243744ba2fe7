import Diagnostics
import Execution
import Foundation
import Synchronization

/// Follows one run of a preview: what it computes now, what is known so far, and whether it is to stop.
final class PreviewMonitor: RunMonitor {
  /// The step that is being computed.
  struct Current: Sendable {
    var step: ProgramStep
    /// What the cache will know its result by.
    var key: String?
    var started: ContinuousClock.Instant
    /// What was known when it began.
    var known: RunResult
  }

  private struct State {
    var current: Current?
    var place = (position: 0, count: 0)
    var shown = ContinuousClock.now
    var notes: [String] = []
  }

  private let stop = Atomic<Bool>(false)
  private let pause = Atomic<Bool>(false)
  private let state = Mutex(State())
  private let progress: @Sendable (PreviewProgress?) -> Void
  private let done: @Sendable (RunResult) -> Void

  /// - Parameters:
  ///   - progress: told how far the run is, ten times a second at most; nil when it is over.
  ///   - done: told the result as soon as it is computed.
  init(progress: @escaping @Sendable (PreviewProgress?) -> Void, done: @escaping @Sendable (RunResult) -> Void) {
    self.progress = progress
    self.done = done
  }

  var isCancelled: Bool { stop.load(ordering: .relaxed) }
  var isPaused: Bool { pause.load(ordering: .relaxed) }
  var current: Current? { state.withLock { $0.current } }
  /// What the user should know: a damaged result, a cache that cannot be written.
  var notes: [String] { state.withLock { $0.notes } }

  /// Ends the run as soon as the step notices.
  func cancel() { stop.store(true, ordering: .relaxed) }
  /// Ends the run before its next step.
  func endAfterStep() { pause.store(true, ordering: .relaxed) }

  func reached(_ step: ProgramStep, key: String?, _ known: RunResult) {
    state.withLock { $0.current = Current(step: step, key: key, started: .now, known: known) }
  }

  func started(_ step: ProgramStep, position: Int, count: Int) {
    state.withLock {
      $0.place = (position, count)
      $0.shown = .now
    }
    progress(PreviewProgress(step, position: position, count: count))
  }

  func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {
    let shown: PreviewProgress? = state.withLock { state in
      let now = ContinuousClock.now
      // Smooth for the eye, and little enough for a browser.
      guard now - state.shown >= .milliseconds(100), let current = state.current else { return nil }
      state.shown = now
      var shown = PreviewProgress(step, position: state.place.position, count: state.place.count)
      shown.measure(done: done, total: total, unit: unit, elapsed: now - current.started)
      return shown
    }
    if let shown { progress(shown) }
  }

  func finished(_ step: ProgramStep) {}

  func computed(_ result: RunResult) {
    state.withLock { $0.current = nil }
    progress(nil)
    done(result)
  }

  func noted(_ text: String) { state.withLock { $0.notes.append(text) } }
}

/// Stands by a run that computes nothing.
struct IdleMonitor: RunMonitor {
  var isCancelled: Bool { false }
  func started(_ step: ProgramStep, position: Int, count: Int) {}
  func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
  func finished(_ step: ProgramStep) {}
}
