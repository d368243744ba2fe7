import Languages
import Steps
import Synchronization

/// How far a transfer is, on standard error: one line written over on a terminal, a line every few seconds elsewhere.
final class TransferProgress: Sendable {
  private struct State {
    var started = ContinuousClock.now
    var shown: ContinuousClock.Instant?
    /// What was done when the first report came: lines of an earlier process do not count into the rate.
    var first = 0
    var hasLine = false
  }

  private let isQuiet: Bool
  private let state = Mutex(State())

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  var handler: ProgressHandler {
    ProgressHandler(
      report: { [self] done, total, unit in show(done, total, unit) }, isCancelled: { Interruption.isAsked })
  }

  private func show(_ done: Int, _ total: Int?, _ unit: String) {
    if isQuiet { return }
    let isInteractive = Terminal.errorIsInteractive
    state.withLock { state in
      let now = ContinuousClock.now
      guard let shown = state.shown else {
        (state.started, state.shown, state.first) = (now, now, done)
        if done > 0 { Terminal.error("\(CountedNoun.grouped(done)) \(unit) are there from before") }
        return
      }
      guard now - shown >= (isInteractive ? .milliseconds(100) : .seconds(5)) else { return }
      state.shown = now
      let seconds = (now - state.started) / .seconds(1)
      let rate = Double(done - state.first) / max(seconds, 1e-9)
      var line = "  \(CountedNoun.grouped(done))"
      if let total {
        line += " of \(CountedNoun.grouped(total)) \(unit), \(CountedNoun.grouped(Int(rate)))/s"
        if rate > 0, total > done { line += ", \(ConsoleMonitor.duration(Double(total - done) / rate)) left" }
      }
      state.hasLine = isInteractive
      Terminal.write(isInteractive ? "\r\u{1B}[K" + line : line + "\n")
    }
  }

  /// Takes the line away.
  func end() {
    state.withLock { if $0.hasLine { Terminal.write("\r\u{1B}[K") } }
  }
}
