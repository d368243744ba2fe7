import Diagnostics
import Foundation
import Synchronization

/// A file that appears whole or not at all.
///
/// Bytes go to a hidden file in the same folder, which `commit` syncs to the disk and renames over the path; a file that was
/// there before stays until then. Without a commit (an error, Ctrl-C that unwinds) the hidden file is removed.
public final class AtomicFile: ByteSink {
  public let path: String
  private let temporaryPath: String
  private var descriptor: Int32
  private var digest: StreamDigest? = StreamDigest(.xxh128)
  private static let counter = Atomic<Int>(0)

  /// Makes the hidden file, readable and writable as the process's umask allows. Throws `Diagnostic`.
  public init(_ path: String) throws {
    self.path = path
    let folder = path.contains("/") ? path[...(path.lastIndex(of: "/") ?? path.startIndex)] : ""
    let name = path.dropFirst(folder.count)
    // The process and a counter make it unique; it never shows in what is written.
    let number = Self.counter.wrappingAdd(1, ordering: .relaxed).newValue
    temporaryPath = "\(folder).\(name.prefix(100)).\(getpid())-\(number).tmp"
    descriptor = -1
    var status = stat()
    if name.isEmpty || (stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR) {
      throw Diagnostic(.unwritableFile, "\"\(path)\" is a folder", help: ["name a file inside it"])
    }
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw Self.failure(errno, path: path) }
    Self.unfinished.withLock { _ = $0.insert(temporaryPath) }
  }

  /// Hidden files that are neither committed nor discarded.
  private static let unfinished = Mutex<Set<String>>([])

  /// Removes all hidden files, calls `end`, and lets no other be made: for a process that ends now whatever its threads do.
  public static func abandonAll(_ end: () -> Never) -> Never {
    unfinished.withLock { paths in
      for path in paths { unlink(path) }
      end()
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
    unlink(temporaryPath)
    Self.unfinished.withLock { _ = $0.remove(temporaryPath) }
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    var written = 0
    while written < bytes.count {
      let count = Foundation.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        throw abandon(errno)
      }
      digest?.update(UnsafeRawBufferPointer(rebasing: bytes[written..<written + count]))
      written += count
    }
  }

  /// Puts the file into its place, and says what was written: what lies there later may be somebody else's.
  ///
  /// Throws `Diagnostic`; then nothing is left behind.
  @discardableResult
  public func commit() throws -> FileDigest {
    if fsync(descriptor) != 0 { throw abandon(errno) }
    // Some file systems tell of a full disk only now.
    let closed = close(descriptor)
    let number = errno
    descriptor = -1
    if closed != 0 {
      remove()
      throw Self.failure(number, path: path)
    }
    if rename(temporaryPath, path) != 0 {
      let number = errno
      remove()
      throw Self.failure(number, path: path)
    }
    Self.unfinished.withLock { _ = $0.remove(temporaryPath) }
    return FileDigest(path: path, digest: digest.take()?.hexadecimal() ?? "")
  }

  /// Writes all of a file at once. Throws `Diagnostic`.
  @discardableResult
  public static func write(_ bytes: [UInt8], to path: String) throws -> FileDigest {
    let file = try AtomicFile(path)
    try file.write(bytes)
    return try file.commit()
  }

  @discardableResult
  public static func write(_ text: String, to path: String) throws -> FileDigest {
    try write(Array(text.utf8), to: path)
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
