import Foundation

/// Locks of files and folders, which go with the process that holds them, however it ends.
package enum FileLock {
  /// Takes an open file or folder for this process, as long as it is open; false when another still has it after `patience` seconds. Who
  /// looks for what killed processes have left holds a lock for a moment: whoever has just made a file is patient. A file system without
  /// locks has none to take.
  package static func take(_ descriptor: Int32, patience: Double = 0) -> Bool {
    let end = ContinuousClock.now + .seconds(patience)
    while true {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      if errno != EWOULDBLOCK && errno != EINTR { return true }
      if ContinuousClock.now >= end { return false }
      usleep(10_000)
    }
  }
}
