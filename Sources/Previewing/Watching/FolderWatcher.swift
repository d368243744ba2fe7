import Foundation
import Synchronization
import WrittenTexts

#if canImport(Glibc)
  import Glibc
#endif

/// Tells when something happens in folders: at once by inotify where the system has it, and by looking every now and then.
///
/// It only says that there may be news; what has changed is for `FolderState` to find. An editor that writes a file in pieces, or
/// writes another and renames it, gives one sign when it is done, not many.
final class FolderWatcher: Sendable {
  /// How long nothing must happen before a sign, and at most, in milliseconds: enough for an editor's rename, and nothing that
  /// a reader feels (empirical).
  static let quiet: Int32 = 8
  static let longest = 100

  private let sign: @Sendable () -> Void
  /// Milliseconds between looks: seldom with inotify, which misses what happens on network disks.
  private let interval: Int32
  private let inotify: Int32
  private let wakeUp: (reading: Int32, writing: Int32)
  private struct State {
    /// Folders by their path, with the number that inotify knows them by; nil while a folder is not there.
    var watches: [ExactText: Int32?] = [:]
    var isStopped = false
  }
  private let state = Mutex(State())

  /// - Parameter usesNotifications: false for looking alone, as where inotify cannot be had.
  init(usesNotifications: Bool = true, sign: @escaping @Sendable () -> Void) {
    self.sign = sign
    var descriptor: Int32 = -1
    #if canImport(Glibc)
      if usesNotifications { descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) }
    #endif
    inotify = descriptor
    interval = descriptor >= 0 ? 1000 : 150
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    wakeUp = (ends[0], ends[1])
    let thread = Thread { [self] in run() }
    thread.name = "matinee.watcher"
    thread.start()
  }

  /// Watches these folders and no others.
  func watch(_ folders: Set<ExactText>) {
    state.withLock { state in
      for (folder, watch) in state.watches where !folders.contains(folder) {
        if let watch { remove(watch) }
        state.watches[folder] = nil
      }
      for folder in folders where state.watches[folder] == nil { state.watches[folder] = .some(add(folder)) }
    }
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    var byte: UInt8 = 1
    _ = write(wakeUp.writing, &byte, 1)
  }

  private func run() {
    while !state.withLock({ $0.isStopped }) {
      let isTold = wait(interval)
      if isTold {
        let started = ContinuousClock.now
        while wait(Self.quiet), ContinuousClock.now - started < .milliseconds(Self.longest) {}
      }
      if state.withLock({ $0.isStopped }) { break }
      renew()
      sign()
    }
    for descriptor in [inotify, wakeUp.reading, wakeUp.writing] where descriptor >= 0 { close(descriptor) }
  }

  /// Waits until something happens; false when nothing did.
  private func wait(_ milliseconds: Int32) -> Bool {
    var descriptors = [pollfd(fd: wakeUp.reading, events: Int16(POLLIN), revents: 0)]
    if inotify >= 0 { descriptors.append(pollfd(fd: inotify, events: Int16(POLLIN), revents: 0)) }
    guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return false }
    if inotify >= 0, descriptors[1].revents != 0 {
      var buffer = [UInt8](repeating: 0, count: 64 * 1024)
      while read(inotify, &buffer, buffer.count) > 0 {}
    }
    return true
  }

  /// A folder that was deleted and made again is a new one.
  private func renew() {
    state.withLock { state in
      for folder in Array(state.watches.keys) { state.watches[folder] = .some(add(folder)) }
    }
  }

  private func add(_ folder: ExactText) -> Int32? {
    #if canImport(Glibc)
      if inotify < 0 { return nil }
      let happenings =
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB
      // Asked for a folder that it knows, inotify gives the number that it has.
      let watch = inotify_add_watch(inotify, folder.text, UInt32(happenings))
      return watch >= 0 ? watch : nil
    #else
      return nil
    #endif
  }

  private func remove(_ watch: Int32) {
    #if canImport(Glibc)
      inotify_rm_watch(inotify, watch)
    #endif
  }
}
