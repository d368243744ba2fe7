import Diagnostics
import Foundation
import Synchronization
import WrittenTexts

/// A file that appears whole or not at all, in a folder that is made where it is missing.
///
/// Bytes go to a hidden file in the same folder, which `commit` syncs to the disk and renames over the path; a file that was
/// there before stays until then. Without a commit (an error, Ctrl-C that unwinds) the hidden file is removed; what a process
/// leaves that is killed, the next one that writes the same file removes, since the lock on it went with the process.
///
/// What is no file (a pipe, a device such as `/dev/null`) is written to as it stands, and never replaced.
public final class AtomicFile: ByteSink {
  /// What becomes of a link that stands at the path.
  public enum Links: Sendable {
    /// The file takes its place, and what it leads to is not touched: for paths that no person has typed.
    case replaced
    /// The file that it leads to is written: for a path that a person has typed, who has made the link or knows of it.
    case followed
  }

  public let path: String
  /// Where the file is put: the path, or where its link leads.
  private let target: String
  private let temporaryPath: String
  private var descriptor: Int32
  private var unfinished: Unfinished?
  /// Whether it writes to something that is no file.
  public let isDirect: Bool
  private var digest: StreamDigest? = StreamDigest(.xxh128)
  private static let counter = Atomic<Int>(0)

  /// Makes the hidden file, readable and writable as the process's umask allows. Throws `Diagnostic`.
  ///
  /// O(files in the folder), as hidden files that killed processes have left of the same file are removed.
  ///
  /// - Parameter clearsLeftovers: whether that is done: not in folders of many files, which are cleared as a whole.
  public init(_ path: String, links: Links = .replaced, clearsLeftovers: Bool = true) throws {
    self.path = path
    let place = try WritingPlace(path, links: links)
    target = place.path
    isDirect = place.isDirect
    if isDirect {
      temporaryPath = ""
      descriptor = try place.openDirectly()
      return
    }
    // The process and a counter make it unique, but for what a killed process of the same number has left: in a container every
    // process may have the same. The name never shows in what is written.
    var (made, opened, failure, attempts): (String, Int32, Int32, Int) = ("", -1, 0, 0)
    repeat {
      let number = Self.counter.wrappingAdd(1, ordering: .relaxed).newValue
      made = "\(place.folder).\(place.name.prefix(100)).\(getpid())-\(number).tmp"
      (unfinished, opened, failure) = Self.make(made)
      if opened < 0, failure == ENOENT, attempts == 0 {
        try Self.makeFolder(place.folder, for: path)
        (unfinished, opened, failure) = Self.make(made)
      }
      attempts += 1
    } while opened < 0 && failure == EEXIST && attempts < 10_000
    (temporaryPath, descriptor) = (made, opened)
    if descriptor < 0 { throw Self.failure(failure, path: path) }
    // Told apart from what a killed process has left.
    flock(descriptor, LOCK_EX | LOCK_NB)
    if clearsLeftovers { Self.removeLeftovers(in: place.folder, beginning: ".\(place.name.prefix(100)).") }
  }

  /// A hidden file that is removed if the process ends, opened; less than 0 with the reason when it cannot be made.
  private static func make(_ path: String) -> (Unfinished?, descriptor: Int32, failure: Int32) {
    var (descriptor, failure): (Int32, Int32) = (-1, 0)
    let unfinished = Unfinished.begin {
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0 {
        failure = errno
        return nil
      }
      return { unlink(path) }
    }
    return (unfinished, descriptor, failure)
  }

  /// Makes the folder that a file is written to, with those around it; one that is there is left as it is.
  static func makeFolder(_ folder: String, for path: String) throws {
    for part in folder.pathFolders.map(\.droppingSlash) {
      if !part.isEmpty, mkdir(part, 0o777) != 0, errno != EEXIST, errno != EISDIR { throw failure(errno, path: path) }
    }
  }

  deinit { discard() }

  /// Removes what has been written. Nothing happens after `commit`.
  public func discard() {
    if descriptor < 0 { return }
    close(descriptor)
    remove()
    descriptor = -1
  }

  private func remove() {
    if isDirect { return }
    unlink(temporaryPath)
    unfinished?.finish()
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard WholeWriting.write(bytes, to: descriptor) else { throw abandon(errno) }
    digest?.update(bytes)
  }

  /// Puts the file into its place, and says what was written: what lies there later may be somebody else's.
  ///
  /// Throws `Diagnostic`; then nothing is left behind.
  @discardableResult
  public func commit() throws -> FileDigest {
    if !isDirect, fsync(descriptor) != 0 { throw abandon(errno) }
    // Some file systems tell of a full disk only now.
    let closed = close(descriptor)
    let number = errno
    descriptor = -1
    if closed != 0 {
      remove()
      throw Self.failure(number, path: path)
    }
    let written = FileDigest(path: path, digest: digest.take()?.hexadecimal() ?? "")
    if isDirect { return written }
    if !Self.rename(temporaryPath, target) {
      let number = errno
      remove()
      throw Self.failure(number, path: path)
    }
    unfinished?.finish()
    return written
  }

  /// Writes all of a file at once. Throws `Diagnostic`.
  @discardableResult
  public static func write(
    _ bytes: [UInt8], to path: String, links: Links = .replaced, clearsLeftovers: Bool = true
  ) throws -> FileDigest {
    let file = try AtomicFile(path, links: links, clearsLeftovers: clearsLeftovers)
    do {
      try file.write(bytes)
      return try file.commit()
    } catch {
      file.discard()
      throw error
    }
  }

  @discardableResult
  public static func write(
    _ text: String, to path: String, links: Links = .replaced, clearsLeftovers: Bool = true
  ) throws -> FileDigest {
    try write(Array(text.utf8), to: path, links: links, clearsLeftovers: clearsLeftovers)
  }

  /// Outputs change places with newer ones as whole folders: for a moment the hidden file may be on its way.
  private static func rename(_ from: String, _ to: String) -> Bool {
    for _ in 0..<20 {
      if Foundation.rename(from, to) == 0 { return true }
      if errno != ENOENT { return false }
      usleep(5000)
    }
    return Foundation.rename(from, to) == 0
  }

  /// Whether a hidden file of a folder was left by a process that was killed while it wrote: it has such a name, nobody holds its
  /// lock, and its process is gone or it has not been touched for a minute.
  package static func isLeftover(_ entry: OpenFolder.Entry, in folder: OpenFolder) -> Bool {
    guard entry.kind == .file, let match = entry.name.wholeMatch(of: /\..+\.([0-9]{1,10})-[0-9]{1,10}\.tmp/),
      let process = pid_t(match.1)
    else { return false }
    let descriptor = openat(folder.descriptor, entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if descriptor < 0 { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
    return !LivingProcess.isThere(process) || time(nil) - entry.modified > 60
  }

  /// Removes the hidden files that killed processes have left in a folder. O(files in it).
  ///
  /// - Parameter beginning: how their names begin.
  public static func removeLeftovers(in path: String, beginning: String = ".") {
    guard let folder = OpenFolder(path.isEmpty ? "." : path) else { return }
    let found = folder.entries { $0.hasPrefix(beginning) && $0.hasSuffix(".tmp") } ?? []
    for entry in found where isLeftover(entry, in: folder) {
      unlinkat(folder.descriptor, entry.name, 0)
    }
  }

  private func abandon(_ number: Int32) -> Diagnostic {
    discard()
    return Self.failure(number, path: path)
  }

  static func failure(_ number: Int32, path: String) -> Diagnostic {
    let reason = InputFile.text(of: number)
    if number == ENOSPC || number == EDQUOT {
      return Diagnostic(
        .diskFull, "\"\(path)\" cannot be written: \(reason)", help: ["make room on the disk, or write elsewhere"])
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
    let help =
      switch number {
      case ENOENT: "make the folder first: mkdir -p \(folder)"
      case EACCES, EPERM: "give yourself the right to write there: chmod u+w \(folder)"
      case EROFS: "write to a disk that is not read-only"
      default: "write to another folder"
      }
    return Diagnostic(.unwritableFile, "\"\(path)\" cannot be written: \(reason)", help: [help])
  }
}
