import Diagnostics
import Foundation

/// A long file of lines that appears whole or not at all, and whose writing goes on where it was when its process was killed.
///
/// Lines go to a hidden file in the same folder. Beside it a small record tells how many lines of which job are surely there; it is
/// renamed into its place after the lines have reached the disk, so that whatever stands behind them is cut off on the next
/// start. All of the lines are held against their digest first: when they do not match, or the job is another one, writing begins
/// anew. `commit` renames the hidden file over the path.
///
/// What is no file (a pipe, a device) is written to as it stands, and never replaced: nothing can be gone on with there.
public final class ResumableFile {
  public let path: String
  /// What an earlier process has left of a file.
  public enum Remains: Sendable, Hashable {
    case nothing
    /// Lines of the same job, all as they were written: they are kept.
    case lines(Int)
    /// Lines of another job, which are done away with.
    case anotherJob
    /// Something that is not as it was written, and is done away with.
    case damaged
  }

  /// What was there when it was opened.
  public let remains: Remains
  /// Lines that are there now.
  public private(set) var lines: Int

  private let job: String
  /// Where the file is put: the path, or where its link leads.
  private let target: String
  private let isDirect: Bool
  private let partial: String
  private let recordPath: String
  private var descriptor: Int32
  private var bytes: Int
  /// Of all bytes so far.
  private var digest = StreamDigest(.xxh128)
  private var unrecorded = 0

  /// Bytes after which lines are brought to the disk and recorded: a tenth of a second of a slow disk (empirical).
  private static let recordEvery = 8 << 20

  /// Takes up what an earlier process left of the same job, or begins.
  ///
  /// - Parameters:
  ///   - job: What tells one job from another: everything that the lines depend on.
  ///   - most: how many lines the job has; an earlier process cannot have written more.
  ///   - links: what becomes of a link that stands at the path.
  /// - Throws: `Diagnostic` when the file cannot be made, or another process is writing it.
  public init(_ path: String, job: String, atMost most: Int = .max, links: AtomicFile.Links = .replaced) throws {
    self.path = path
    self.job = job
    let place = try WritingPlace(path, links: links)
    target = place.path
    isDirect = place.isDirect
    if isDirect {
      (partial, recordPath, lines, bytes, remains) = ("", "", 0, 0, .nothing)
      descriptor = try place.openDirectly()
      return
    }
    partial = "\(place.folder).\(place.name).partial"
    recordPath = partial + ".record"
    descriptor = try Self.openLocked(partial, in: place.folder, for: path)
    lines = 0
    bytes = 0
    switch PartialRecord.find(recordPath) {
    case .nothing: remains = .nothing
    case .damaged: remains = .damaged
    case .record(let record) where record.job != job: remains = .anotherJob
    case .record(let record):
      if record.lines <= most, record.holds(for: descriptor, digesting: &digest) {
        lines = record.lines
        bytes = record.bytes
        remains = record.lines == 0 ? .nothing : .lines(record.lines)
      } else {
        digest = StreamDigest(.xxh128)
        remains = .damaged
      }
    }
    if ftruncate(descriptor, off_t(bytes)) != 0 || lseek(descriptor, off_t(bytes), SEEK_SET) < 0 {
      let number = errno
      close(descriptor)
      throw AtomicFile.failure(number, path: path)
    }
  }

  /// The hidden file, held by this process alone.
  private static func openLocked(_ partial: String, in folder: String, for path: String) throws -> Int32 {
    var attempts = 0
    while true {
      let descriptor = open(partial, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o666)
      attempts += 1
      if descriptor < 0, errno == ENOENT, attempts == 1 {
        try AtomicFile.makeFolder(folder, for: path)
        continue
      }
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
    guard WholeWriting.write(text, to: descriptor) else { throw AtomicFile.failure(errno, path: path) }
    text.withUnsafeBytes { digest.update($0) }
    bytes += text.count
    lines += count
    unrecorded += text.count
    if unrecorded >= Self.recordEvery { try record() }
  }

  /// Brings what is written to the disk and records it. Throws `Diagnostic`.
  public func record() throws {
    if isDirect { return }
    if fsync(descriptor) != 0 { throw AtomicFile.failure(errno, path: path) }
    let record = PartialRecord(job: job, lines: lines, bytes: bytes, digest: digest.current)
    if !record.write(to: recordPath) { throw AtomicFile.failure(errno, path: path) }
    unrecorded = 0
  }

  /// Puts the file into its place, and says what was written. Throws `Diagnostic`; then what is written is still there to go on from.
  @discardableResult
  public func commit() throws -> FileDigest {
    if !isDirect {
      if fsync(descriptor) != 0 { throw AtomicFile.failure(errno, path: path) }
      let failure: Int32? = Unfinished.place {
        if rename(partial, target) != 0 { return errno }
        unlink(recordPath)
        return nil
      }
      if let failure { throw AtomicFile.failure(failure, path: path) }
    }
    let closed = close(descriptor)
    let number = errno
    descriptor = -1
    if closed != 0, isDirect { throw AtomicFile.failure(number, path: path) }
    return FileDigest(path: path, digest: digest.current)
  }
}
