import Diagnostics
import Execution
import Files
import Foundation
import Synchronization

/// A preview: follows a folder, runs what has changed, and keeps the pages.
///
/// One thread of its own reads, checks and decides; a second runs steps. Pages are read from any thread.
public final class PreviewSession: Sendable {
  enum Message: Sendable {
    /// There may be news on disk.
    case sign
    /// A run has all its results; they may still be on their way to the cache.
    case computed(run: Int, RunResult)
    /// A run is over.
    case ended(run: Int)
    case stop
  }

  public let settings: PreviewSettings
  public let feed = EventFeed()
  let messages = MessageQueue<Message>()
  private let latest = Mutex<PreviewVersion?>(nil)
  private let watcher = Mutex<FolderWatcher?>(nil)
  private let ended = DispatchSemaphore(value: 0)

  public init(_ settings: PreviewSettings) { self.settings = settings }

  /// Begins to follow; returns when the first pages can be asked for.
  public func start() {
    let ready = DispatchSemaphore(value: 0)
    FileExchange.removeLeftovers(beside: settings.folder)
    let watcher = FolderWatcher(usesNotifications: settings.usesNotifications) { [messages] in messages.put(.sign) }
    self.watcher.withLock { $0 = watcher }
    // The language's parsers descend with the text; a secondary thread has room for little.
    Self.thread("matinee.preview") { [self] in
      var loop = PreviewLoop(self, watcher: watcher)
      loop.begin()
      ready.signal()
      loop.follow()
      ended.signal()
    }
    ready.wait()
  }

  /// Ends the run, the watching and the pages' connections; waits a moment until what was only for this preview is removed.
  public func stop() {
    messages.put(.stop)
    watcher.withLock { $0?.stop() }
    feed.end()
    _ = ended.wait(timeout: .now() + .milliseconds(200))
  }

  /// Looks at the files now, without waiting for a sign of them.
  func look() { messages.put(.sign) }

  /// What pages show now.
  var version: PreviewVersion? { latest.withLock { $0 } }

  func publish(_ version: PreviewVersion, isRunning: Bool) {
    latest.withLock { $0 = version }
    feed.send("state", PreviewState(version, isRunning: isRunning).json)
  }

  static func thread(_ name: String, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread(block: body)
    thread.name = name
    thread.stackSize = 64 << 20
    thread.start()
  }
}
