import Diagnostics
import Files
import Foundation
import WrittenTexts

/// A folder that is made beside the one it is to become, and changes places with it in one step: at any moment the old one or the new
/// one is there, whole.
///
/// What the old folder held and no edition wrote (reports, notes, hints that were seen) moves into the new one. Nothing is removed but
/// files that are, to the byte, as an edition wrote them; what is not and has no place is kept beside the folder, and told.
///
///     .my-lab.making-4f2a…   while it is made, with the file .matinee/making in it; afterwards the old folder, until it is empty
///     .my-lab.before         the old folder, where a file system cannot exchange, between two renames
///
/// A run that is killed leaves one of these; the next one for the same folder ends what was begun.
final class EditionFolder {
  /// Where it is made.
  var path: String { home.path }
  private let home: PrivateFolder
  private let target: String
  private let lock: Int32
  private var isDone = false
  private static let marker = ".matinee/making"

  init(beside target: String) throws {
    self.target = FolderPath(target).real ?? target
    let (parent, name) = Self.parts(self.target)
    try? FileManager.default.createDirectory(atPath: parent + "/", withIntermediateDirectories: true)
    (home, lock) = try Self.make("\(parent)/.\(name).making", for: target)
    let mask = umask(0)
    umask(mask)
    chmod(home.path, 0o777 & ~mask)
    try AtomicFile.write("", to: home.path + "/" + Self.marker)
  }

  /// Makes a folder and locks it. Another command may take it for a left one before it is locked: then another is made.
  private static func make(_ beginning: String, for target: String) throws -> (PrivateFolder, lock: Int32) {
    for _ in 0..<10 {
      let folder = PrivateFolder(beginning: beginning)
      guard folder.make() else { break }
      let lock = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if lock >= 0, FileLock.take(lock, patience: 10), access(folder.path, F_OK) == 0 { return (folder, lock) }
      let failure = errno
      if lock >= 0 { close(lock) }
      folder.remove()
      errno = failure
      if failure != ENOENT { break }
    }
    throw unwritable(target)
  }

  deinit { close(lock) }

  /// Puts the folder into its place.
  ///
  /// - Parameters:
  ///   - settingAside: whether the folder that is there is kept whole, under another name.
  ///   - placed: called when it is in its place, which is not left before the folder that was there has been seen to.
  /// - Returns: where something of the old folder is kept, if it is not in the new one.
  func commit(settingAside: Bool, placed: () -> Void = {}) throws -> String? {
    let kept = try Unfinished.place { try exchange(settingAside, placed) }
    OpenFolder(Self.parts(target).parent)?.sync()
    return kept
  }

  private func exchange(_ settingAside: Bool, _ placed: () -> Void) throws -> String? {
    let (parent, name) = Self.parts(target)
    var old = path
    if access(target, F_OK) != 0 {
      guard rename(path, target) == 0 else { throw Self.unwritable(target) }
    } else if !NameExchange.exchange(path, target) {
      // A file system without exchange: for a moment the folder is known by its other name alone.
      old = "\(parent)/.\(name).before"
      guard rename(target, old) == 0 else { throw Self.unwritable(target) }
      guard rename(path, target) == 0 else {
        let fault = Self.unwritable(target)
        rename(old, target)
        throw fault
      }
    }
    isDone = true
    home.keep()
    placed()
    unlink(target + "/" + Self.marker)
    guard access(old, F_OK) == 0 else { return nil }
    return settingAside ? Self.keep(old, of: target) : Self.merge(old, into: target)
  }

  func discard() {
    if !isDone { home.remove() }
  }

  private static func unwritable(_ target: String) -> Diagnostic {
    Diagnostic(.outputUnwritable, "\(target) cannot be made: \(String(cString: strerror(errno)))")
  }

  // MARK: The old folder

  /// Moves what no edition wrote into the new folder and removes the rest. Returns where what has no place there is kept.
  private static func merge(_ old: String, into target: String) -> String? {
    let made = EditionManifest.read(in: old) ?? [:]
    // What is moved goes through no link that a learner's folder may have.
    guard let before = OpenFolder(old), let now = OpenFolder(target) else { return keep(old, of: target) }
    for path in EditionManifest.everything(in: old).sorted(by: { $0.count < $1.count }) {
      let (from, to) = (old + "/" + path, target + "/" + path)
      var status = stat()
      guard lstat(from, &status) == 0 else { continue }
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      if path == EditionManifest.path || path == marker { continue }
      if isFolder {
        // One that no edition wrote into moves as it is.
        let isOwn = path != ".matinee" && !made.keys.contains { $0.text.path(in: path + "/") != nil }
        if isOwn, lstat(to, &status) != 0 { _ = before.move(path, to: now, as: path) }
      } else if let digest = made[path], (try? StreamDigest.ofFile(from, .sha256)) == digest {
        unlink(from)
      } else if lstat(to, &status) != 0 {
        _ = before.move(path, to: now, as: path)
      }
    }
    removeEmptyFolders(in: old)
    // Last of all, as whoever goes on after a kill has to know what an edition wrote.
    for path in [EditionManifest.path, marker] { unlink(old + "/" + path) }
    removeEmptyFolders(in: old)
    return rmdir(old) == 0 ? nil : keep(old, of: target)
  }

  /// The deepest first; one that holds something stays.
  private static func removeEmptyFolders(in folder: String) {
    for path in EditionManifest.everything(in: folder).sorted(by: { $0.count > $1.count }) {
      rmdir(folder + "/" + path)
    }
  }

  /// Gives the old folder a name that people see.
  private static func keep(_ old: String, of target: String) -> String {
    for number in 1...10_000 {
      let name = "\(target).before-\(number)"
      // Renaming onto an empty folder would succeed.
      if access(name, F_OK) != 0, rename(old, name) == 0 { return name }
    }
    return old
  }

  /// Ends what a run began that was killed.
  static func recover(_ target: String) {
    let target = FolderPath(target).real ?? target
    let (parent, name) = parts(target)
    let before = "\(parent)/.\(name).before"
    if access(before, F_OK) == 0 {
      if access(target, F_OK) != 0 { rename(before, target) } else { _ = merge(before, into: target) }
    }
    unlink(target + "/" + marker)
    let making = ".\(name).making-"
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: parent + "/")) ?? []
    where entry.hasPrefix(making) && entry.utf8.count == making.utf8.count + PrivateFolder.drawn {
      let left = parent + "/" + entry
      let descriptor = open(left, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if descriptor < 0 { continue }
      defer { close(descriptor) }
      // Whoever makes it now holds its lock.
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      // Made half, perhaps not even marked yet: the marker is written under another name first.
      let isBegun = EditionManifest.everything(in: left).allSatisfy {
        $0 == ".matinee" || $0.hasPrefix(".matinee/.making.")
      }
      if isBegun || access(left + "/" + marker, F_OK) == 0 {
        try? FileManager.default.removeItem(atPath: left)
      } else {
        // The old folder, perhaps with nothing in it any more but an empty one.
        _ = merge(left, into: target)
      }
    }
  }

  private static func parts(_ target: String) -> (parent: String, name: String) {
    let parts = PathParts(URL(fileURLWithPath: target).standardizedFileURL.path)
    return (parts.parent, parts.name)
  }
}
