import Diagnostics
import Execution
import Foundation
import Notebooks

/// What decides in a preview: lives on one thread, so that nothing in it needs a lock.
struct PreviewLoop {
  /// A run in progress.
  private struct Run {
    var number: Int
    var program: Program
    var monitor: PreviewMonitor
    /// What was known when it began.
    var before: RunResult
    /// Whether its results are there, and only the cache is still being written.
    var isComputed = false
    /// The step that pages last said is being computed.
    var shown: Int?
  }

  /// How long a run may take before pages show what is known so far, and how often they do then: seconds. An edit that is
  /// computed within it changes the page once (empirical).
  private static let patience = 0.15
  private static let rhythm = 0.7

  private unowned let session: PreviewSession
  private let watcher: FolderWatcher
  private var check: PreviewCheck
  private var cache: PreviewCache
  private let memory = ResultMemory()
  private let drawn = RenderMemory()
  /// The last program that has no faults, with what is known of it.
  private var good: (program: Program, result: RunResult)?
  /// Whether the folder had faults since then: what else has changed meanwhile is not known.
  private var hadFaults = false
  /// What the results of that program are known by.
  private var recipes = Recipes()
  /// A newer one, whose faults stand on its pages.
  private var newer: Program?
  private var run: Run?
  private var count = 0
  private var number = 0
  /// The program to run when the run in progress has ended.
  private var next: Program?
  /// When pages are to show what is known so far.
  private var due: ContinuousClock.Instant?
  private var notes: [String] = []
  private var pinged = ContinuousClock.now

  init(_ session: PreviewSession, watcher: FolderWatcher) {
    self.session = session
    self.watcher = watcher
    let settings = session.settings
    check = PreviewCheck(settings, memory: memory, implementation: BuildIdentity.of(version: settings.version))
    cache = PreviewCache(settings)
  }

  mutating func begin() {
    look()
    if session.version == nil { publish() }
  }

  mutating func follow() {
    while true {
      let wait = due.map { Self.seconds(until: $0) } ?? 5
      for message in session.messages.take(within: wait) {
        switch message {
        case .sign: look()
        case .computed(let number, let result): take(result, of: number)
        case .ended(let number): end(number)
        case .stop:
          run?.monitor.cancel()
          cache.close()
          return
        }
      }
      if let due, ContinuousClock.now >= due { showProgress() }
      if ContinuousClock.now - pinged > .seconds(5) {
        pinged = .now
        session.feed.ping()
      }
    }
  }

  // MARK: Files

  private mutating func look() {
    guard let program = check.program() else { return }
    watcher.watch(check.folders)
    if program.isSound {
      newer = nil
      begin(program)
      hadFaults = false
      return
    }
    hadFaults = true
    if good == nil {
      // Nothing better to show: what is wrong, at its place.
      let (result, _) = check.known(program, in: cache.store)
      publish(program, result, Recipes())
    } else {
      // While somebody types, the last good pages stay, with the faults at their places.
      newer = program
      publish()
    }
  }

  /// Shows what is known of a program, and runs the rest.
  private mutating func begin(_ program: Program) {
    if let good, run == nil, !hadFaults, !check.hasOtherNews, program.computes(sameAs: good.program),
      good.result.isWhole(for: program)
    {
      // An edit of prose: nothing is to be looked up.
      var result = good.result
      result.reused = Set(result.outcomes.keys)
      self.good = (program, result)
      return publish()
    }
    let (known, pending) = check.known(program, in: cache.store)
    good = (program, known)
    recipes = Recipes()
    next = nil
    due = nil
    if pending.isEmpty {
      if run?.isComputed == false { run?.monitor.cancel() }
      publish()
      return
    }
    guard let run else {
      start(program, known)
      return
    }
    next = program
    if !run.isComputed {
      // A step that the new text has, too, is worth its end; everything else has become worthless.
      let key = run.monitor.current?.key
      if let key, pending.values.contains(key) { run.monitor.endAfterStep() } else { run.monitor.cancel() }
    }
    due = .now + .seconds(Self.patience)
  }

  // MARK: Runs

  private mutating func start(_ program: Program, _ known: RunResult) {
    count += 1
    let number = count
    let session = session
    let monitor = PreviewMonitor(
      progress: { session.feed.send("progress", PreviewState.json($0)) },
      done: { session.messages.put(.computed(run: number, $0)) })
    run = Run(number: number, program: program, monitor: monitor, before: known)
    due = .now + .seconds(Self.patience)
    let plan = Planner.plan(program, for: .everything)
    // What notebooks save goes where it always goes; a folder that cannot be made is told of by the step.
    try? OutputFolder(path: program.outputDirectory).makeFolders(forSavesOf: program)
    let threads = session.settings.threads
    let opened = cache.open(
      program, plan, implementation: check.implementation, memory: memory, isCancelled: { monitor.isCancelled })
    PreviewSession.thread("matinee.run") {
      // The cache of a run belongs to the run's thread, which is the only one that asks it.
      let result = Runner.run(
        program, plan: plan, options: .init(threads: threads, monitor: monitor), cache: opened.value)
      OutputFolder(path: program.outputDirectory).account(for: program, result)
      session.messages.put(.ended(run: number))
    }
  }

  private mutating func take(_ result: RunResult, of number: Int) {
    guard run?.number == number, let program = run?.program else { return }
    run?.isComputed = true
    due = nil
    if result.isCancelled || next != nil { return }
    good = (program, result)
    recipes = Recipes()
    publish()
  }

  private mutating func end(_ number: Int) {
    guard let ended = run, ended.number == number else { return }
    run = nil
    memory.trim()
    notes = cache.notes + ended.monitor.notes
    if let next {
      begin(next)
    } else if !notes.isEmpty {
      publish()
    } else {
      session.feed.send("progress", "null")
    }
  }

  /// Pages of a run that takes its time: what is known, and which step is being computed.
  private mutating func showProgress() {
    due = nil
    guard let run, let program = good?.program else { return }
    if !run.isComputed { due = .now + .seconds(Self.rhythm) }
    // A newer text shows what is known of it; the run in progress is about an older one.
    if next != nil {
      publish()
      due = nil
      return
    }
    guard let current = run.monitor.current, current.step.index != run.shown else { return }
    self.run?.shown = current.step.index
    good = (program, run.before.overlaid(with: current.known, running: current.step.index))
    recipes = Recipes()
    publish()
  }

  // MARK: Pages

  private mutating func publish() {
    if let good { publish(good.program, good.result, recipes) }
  }

  private mutating func publish(_ program: Program, _ result: RunResult, _ recipes: Recipes) {
    number += 1
    drawn.begin()
    let version = PreviewVersion(
      number: number, program: program, result: result, newer: newer,
      notes: notes + session.settings.accessNotes,
      matineeVersion: session.settings.version, memory: drawn, recipes: recipes)
    session.publish(version, isRunning: run.map { !$0.isComputed } ?? false)
  }

  private static func seconds(until instant: ContinuousClock.Instant) -> Double {
    (instant - ContinuousClock.now) / .seconds(1)
  }
}
