import Diagnostics
import Foundation

/// A long file of lines that appears whole or not at all, and whose writing goes on where it was when its process was killed.
///
/// Lines go to a hidden file in the same folder. Beside it a small record tells how many lines of which job are surely there; it is
/// renamed into its place after the lines have reached the disk, so that whatever stands behind them is cut off on the next
/// start. The last lines are held against their digest first: when they do not match, or the job is another one, writing begins
/// anew. `commit` renames the hidden file over the path.
public final class ResumableFile {
  public let path: String
  /// Lines that were there when it was opened.
  public let resumed: Int
  /// Lines that are there now.
  public private(set) var lines: Int

  private let job: String
  private let partial: String
  private let recordPath: String
  private var descriptor: Int32
  private var bytes: Int
  /// The last bytes written, at most `tailLength`.
  private var tail: [UInt8]
  private var unrecorded = 0

  private static let tailLength = 1 << 16
  /// Bytes after which lines are brought to the disk and recorded: a tenth of a second of a slow disk (empirical).
  private static let recordEvery = 8 << 20

  /// Takes up what an earlier process left of the same job, or begins.
  ///
  /// - Parameter job: What tells one job from another: everything that the lines depend on.
  /// - Throws: `Diagnostic` when the file cannot be made, or another process is writing it.
  public init(_ path: String, job: String) throws {
    self.path = path
    self.job = job
    let folder = path.contains("/") ? path[...(path.lastIndex(of: "/") ?? path.startIndex)] : ""
    let name = path.dropFirst(folder.count)
    var status = stat()
    if name.isEmpty || (stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR) {
      throw Diagnostic(.unwritableFile, "\"\(path)\" is a folder", help: ["name a file inside it"])
    }
    partial = "\(folder).\(name).partial"
    recordPath = partial + ".record"
    descriptor = try Self.openLocked(partial, for: path)
    var found: (record: PartialRecord, tail: [UInt8])?
    if let record = PartialRecord(path: recordPath), record.job == job, let tail = record.tail(of: descriptor) {
      found = (record, tail)
    }
    lines = found?.record.lines ?? 0
    bytes = found?.record.bytes ?? 0
    tail = found?.tail ?? []
    resumed = lines
    if ftruncate(descriptor, off_t(bytes)) != 0 || lseek(descriptor, off_t(bytes), SEEK_SET) < 0 {
      let number = errno
      close(descriptor)
      throw AtomicFile.failure(number, path: path)
    }
  }

  /// The hidden file, held by this process alone.
  private static func openLocked(_ partial: String, for path: String) throws -> Int32 {
    while true {
      let descriptor = open(partial, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if descriptor < 0 { throw AtomicFile.failure(errno, path: path) }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        close(descriptor)
        throw Diagnostic(
          .fileInUse, "another process is writing \"\(path)\"",
          help: ["wait until it is done, or write to another file"])
      }
      // Another process may have put it into its place between the two calls: then this is a whole file, and not to be touched.
      var (held, named) = (stat(), stat())
      if fstat(descriptor, &held) == 0, stat(partial, &named) == 0, held.st_ino == named.st_ino { return descriptor }
      close(descriptor)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes whole lines. Throws `Diagnostic`.
  public func write(_ text: [UInt8], lines count: Int) throws {
    var written = 0
    while written < text.count {
      let result = text.withUnsafeBytes { source in
        Foundation.write(descriptor, source.baseAddress.map { $0 + written }, text.count - written)
      }
      if result < 0 {
        if errno == EINTR { continue }
        throw AtomicFile.failure(errno, path: path)
      }
      written += result
    }
    bytes += text.count
    lines += count
    unrecorded += text.count
    tail = text.count >= Self.tailLength ? Array(text.suffix(Self.tailLength)) : (tail + text).suffix(Self.tailLength)
    if unrecorded >= Self.recordEvery { try record() }
  }

  /// Brings what is written to the disk and records it. Throws `Diagnostic`.
  public func record() throws {
    if fsync(descriptor) != 0 { throw AtomicFile.failure(errno, path: path) }
    let record = PartialRecord(job: job, lines: lines, bytes: bytes, tail: tail)
    if !record.write(to: recordPath) { throw AtomicFile.failure(errno, path: path) }
    unrecorded = 0
  }

  /// Puts the file into its place. Throws `Diagnostic`; then what is written is still there to go on from.
  public func commit() throws {
    if fsync(descriptor) != 0 { throw AtomicFile.failure(errno, path: path) }
    if rename(partial, path) != 0 { throw AtomicFile.failure(errno, path: path) }
    unlink(recordPath)
    close(descriptor)
    descriptor = -1
  }
}

extension DiagnosticCode {
  static let fileInUse = DiagnosticCode(
    "file-in-use",
    "Another process is writing the same file right now. Two that wrote it together would mix their lines.")
}
