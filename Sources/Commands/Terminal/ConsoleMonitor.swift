import Execution
import Foundation
import Languages
import Steps
import Synchronization

/// Shows how a run goes on standard error: one line that is written over on a terminal, plain lines for slow steps elsewhere.
final class ConsoleMonitor: RunMonitor {
  private struct State {
    var position = 0
    var count = 0
    var started = ContinuousClock.now
    var shown = ContinuousClock.now
    var hasLine = false
    var saved: [String] = []
  }

  private let isQuiet: Bool
  private let isInteractive: Bool
  private let aside: String?
  private let state = Mutex(State())

  /// - Parameter aside: where files are made that are put into their place at the end.
  init(isQuiet: Bool, aside: String? = nil) {
    self.isQuiet = isQuiet
    self.aside = aside
    isInteractive = Terminal.errorIsInteractive
  }

  var isCancelled: Bool { Interruption.isAsked }
  /// Files that steps have written and that stay whatever becomes of the run: what is made aside does not.
  var saved: [String] { state.withLock { $0.saved } }

  func started(_ step: ProgramStep, position: Int, count: Int) {
    if isQuiet { return }
    state.withLock {
      $0.position = position
      $0.count = count
      $0.started = .now
      $0.shown = .now
      if isInteractive { show(step, detail: "", &$0) }
    }
  }

  func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {
    if isQuiet { return }
    state.withLock {
      let now = ContinuousClock.now
      // Ten times a second is smooth for the eye; elsewhere a line every five seconds shows that it lives.
      guard now - $0.shown >= (isInteractive ? .milliseconds(100) : .seconds(5)) else { return }
      $0.shown = now
      let seconds = (now - $0.started) / .seconds(1)
      let rate = seconds > 0 ? Double(done) / seconds : 0
      var detail = "\(CountedNoun.grouped(done))"
      if let total { detail += " of \(CountedNoun.grouped(total))" }
      detail += " \(unit)"
      if rate >= 1 { detail += ", \(CountedNoun.grouped(Int(rate)))/s" }
      if let total, rate > 0, total > done {
        detail += ", \(Self.duration(Double(total - done) / rate)) left"
      }
      show(step, detail: detail, &$0, fraction: total.map { $0 > 0 ? Double(done) / Double($0) : 1 })
    }
  }

  func finished(_ step: ProgramStep) {
    if isQuiet { return }
    state.withLock {
      clear(&$0)
      let seconds = (ContinuousClock.now - $0.started) / .seconds(1)
      if seconds >= 1 {
        Terminal.write("  \(Self.name(step))  \(Self.duration(seconds))\n")
      }
    }
  }

  func wrote(_ paths: [PathArgument]) {
    let kept = paths.filter { path in aside.map { OutputGeneration.isInside(path, of: $0) } != true }
    state.withLock { $0.saved += kept.map(\.text) }
  }

  func noted(_ text: String) {
    state.withLock { clear(&$0) }
    Terminal.error("note: " + text)
  }

  private func show(_ step: ProgramStep, detail: String, _ state: inout State, fraction: Double? = nil) {
    var line = "  [\(state.position + 1)/\(state.count)] \(Self.name(step))"
    if let fraction {
      let filled = Int((20 * min(max(fraction, 0), 1)).rounded(.down))
      line += "  " + String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    }
    if !detail.isEmpty { line += "  " + detail }
    if isInteractive {
      Terminal.write("\r\u{1B}[K" + line)
      state.hasLine = true
    } else {
      Terminal.write(line + "\n")
    }
  }

  private func clear(_ state: inout State) {
    if state.hasLine { Terminal.write("\r\u{1B}[K") }
    state.hasLine = false
  }

  private static func name(_ step: ProgramStep) -> String {
    let names = step.outputs.map(\.name).joined(separator: ", ")
    return step.signature.name + (names.isEmpty ? "" : " \(names)")
  }

  /// "0.8 s", "12 s", "3 min 20 s".
  static func duration(_ seconds: Double) -> String {
    if seconds < 10 { return "\((seconds * 10).rounded() / 10) s" }
    let whole = Int(seconds.rounded())
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }
}
