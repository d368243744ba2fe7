import Foundation

/// What tells one state of a file from another without reading it.
///
/// Times alone are not enough. A file system counts time in steps (a jiffy of 4 to 10 ms on ext4, up to 2 s on FAT and some network
/// disks), so a file that is written twice within one step looks the same before and after. git calls the case racy. The change
/// time counts, too, since a program can set the modification time back but not that one.
package struct FileFingerprint: Sendable, Equatable {
  package var device: UInt64
  package var inode: UInt64
  package var size: Int
  package var modified: Int
  package var changed: Int

  /// Nanoseconds that a file must have been left alone for its times to be trusted.
  package static let settlingTime = 2_000_000_000

  package init(device: UInt64, inode: UInt64, size: Int, modified: Int, changed: Int) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// Of a regular file at a path; nil when there is none.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  /// Of an open file; nil when the system does not tell.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of what the system tells of a file.
  package init(_ status: stat) {
    self.init(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino),
      size: Int(status.st_size), modified: Self.nanoseconds(status.st_mtim), changed: Self.nanoseconds(status.st_ctim))
  }

  /// Whether its last change lay so long before a time that its times would tell of another one since.
  package func hadSettled(at time: Int) -> Bool { time - max(modified, changed) > Self.settlingTime }

  /// Nanoseconds since 1970, as file systems count them.
  package static let clock: @Sendable () -> Int = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
