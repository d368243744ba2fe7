import Foundation
import WrittenTexts

/// A folder that is held open: what lies in it is reached by its name from here, and no link is followed.
///
/// A path is looked up anew at every use, so that a link somewhere in it can lead to another folder. A folder that is held open stays
/// the same one, whatever happens to its name.
package final class OpenFolder: Sendable {
  package let descriptor: Int32

  /// Something in a folder, as it is itself: of a link, the link.
  package struct Entry: Sendable {
    package enum Kind: Sendable { case file, folder, link, other }

    package var name: String
    package var kind: Kind
    package var inode: UInt64
    package var device: UInt64
    package var mode: mode_t
    /// Seconds since 1970.
    package var modified: Int
  }

  /// A folder by its path, in which links are followed; nil when there is none, or it may not be read.
  package init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  /// A folder in another one; nil when there is none of that name, or it is a link.
  package init?(_ name: String, in folder: OpenFolder) {
    descriptor = openat(folder.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// The folder itself.
  package var own: Entry? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Self.entry("", status) : nil
  }

  /// What has this name, or this path of folders that are no links; nil when nothing has.
  package func entry(_ name: String) -> Entry? {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? Self.entry(name, status) : nil
  }

  private static func entry(_ name: String, _ status: stat) -> Entry {
    let kind: Entry.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    return Entry(
      name: name, kind: kind, inode: UInt64(truncatingIfNeeded: status.st_ino),
      device: UInt64(truncatingIfNeeded: status.st_dev), mode: status.st_mode & 0o7777,
      modified: Int(status.st_mtim.tv_sec))
  }

  /// All that lies in it and has such a name, by name; nil when it cannot be read, or a name is no UTF-8 text.
  package func entries(where isWanted: (String) -> Bool = { _ in true }) -> [Entry]? {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      if copy >= 0 { close(copy) }
      return nil
    }
    defer { closedir(stream) }
    var found: [Entry] = []
    while let item = readdir(stream) {
      let name = withUnsafePointer(to: &item.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
          String(validatingCString: $0)
        }
      }
      guard let name else { return nil }
      // What has gone since is not there.
      if name != ".", name != "..", isWanted(name), let entry = entry(name) { found.append(entry) }
    }
    return found.sorted { ExactText($0.name) < ExactText($1.name) }
  }

  /// Moves what lies at a path in this folder to a path in another one, in place of what is there; folders that are missing on the way there
  /// are made. False when it cannot be, also where a link or a file stands in the way: none is followed.
  package func move(_ path: String, to other: OpenFolder, as newPath: String) -> Bool {
    guard let from = place(of: path, makesFolders: false), let to = other.place(of: newPath, makesFolders: true) else {
      return false
    }
    return renameat(from.folder.descriptor, from.name, to.folder.descriptor, to.name) == 0
  }

  /// The folder in which a path of names ends, and the last of them; nil where something else than a folder is on the way.
  private func place(of path: String, makesFolders: Bool) -> (folder: OpenFolder, name: String)? {
    var parts = path.pathNames
    if parts.contains("..") { return nil }
    guard let name = parts.popLast() else { return nil }
    var folder = self
    for part in parts {
      if makesFolders { mkdirat(folder.descriptor, part, 0o777) }
      guard let inner = OpenFolder(part, in: folder) else { return nil }
      folder = inner
    }
    return (folder, name)
  }

  /// Removes what has this name, a folder with all that lies in it. No link is followed.
  package func remove(_ name: String) {
    if unlinkat(descriptor, name, 0) == 0 { return }
    if let folder = OpenFolder(name, in: self) {
      for entry in folder.entries() ?? [] { folder.remove(entry.name) }
    }
    unlinkat(descriptor, name, AT_REMOVEDIR)
  }

  /// The bytes of a regular file in it, up to a limit; nil when there is none, or it is larger.
  package func contents(_ name: String, limit: Int) -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if file < 0 { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return nil }
      filled += count
    }
    return bytes
  }

  /// Brings names in it to the disk.
  package func sync() { fsync(descriptor) }

  // MARK: Locks

  /// Takes the folder for this process, as long as it is held open: the lock goes with the process, however that ends. False when
  /// another has it after `patience` seconds. A file system without locks has none to take.
  package func lock(patience: Double = 0) -> Bool {
    let end = ContinuousClock.now + .seconds(patience)
    while true {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      if errno != EWOULDBLOCK && errno != EINTR { return true }
      if ContinuousClock.now >= end { return false }
      usleep(10_000)
    }
  }

  package func unlock() { flock(descriptor, LOCK_UN) }
}
