import Foundation
import WrittenTexts

/// What files look like from outside, to find out whether one of them may have changed. O(files) system calls.
struct FolderState: Equatable {
  /// Notebooks and settings by their paths.
  private(set) var texts: [ExactText: Stamp] = [:]
  /// Pictures, data and parameter files.
  private(set) var others: [ExactText: Stamp] = [:]

  struct Stamp: Equatable {
    var inode: UInt64
    var size: Int
    var modified: Int
    var changed: Int
    var mode: UInt32
  }

  /// Nanoseconds for which a file's times are not trusted: file systems count in steps, so that a file which is written twice
  /// within one looks the same before and after.
  private static let settlingTime = 50_000_000

  /// - Parameters:
  ///   - folder: whose notebooks and settings are looked at, by their names; or one notebook.
  ///   - others: files beside them that a change of matters, too.
  init(_ folder: String, others paths: Set<ExactText> = []) {
    var notebooks: [String] = []
    var beside = paths.map(\.text)
    if folder.hasSuffix(".md") {
      let home = folder.pathAndName.folder
      notebooks = [folder, home + "_matinee.yml"]
    } else {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !name.hasPrefix(".") {
        if name.hasSuffix(".md") || name == "_matinee.yml" {
          notebooks.append(folder + "/" + name)
        } else if Self.pictures.contains(where: name.hasSuffix) {
          beside.append(folder + "/" + name)
        }
      }
    }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let time = Int(now.tv_sec) * 1_000_000_000 + Int(now.tv_nsec)
    func stamp(_ path: String) -> Stamp? {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      var stamp = Stamp(
        inode: UInt64(truncatingIfNeeded: status.st_ino), size: Int(status.st_size),
        modified: Self.time(status.st_mtim),
        changed: Self.time(status.st_ctim), mode: UInt32(truncatingIfNeeded: status.st_mode))
      // Never equal to a later look.
      if time - max(stamp.modified, stamp.changed) < Self.settlingTime { stamp.modified = -time }
      return stamp
    }
    for path in notebooks { texts[path] = stamp(path) }
    for path in beside { others[path] = stamp(path) }
  }

  private static let pictures = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"]

  private static func time(_ time: timespec) -> Int { Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec) }
}
