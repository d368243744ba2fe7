import Diagnostics
import Foundation

/// An open regular file, read from its beginning to its end.
///
/// `read` and not a memory map: a mapped file that another program shortens kills the process, and a read into memory that
/// is still in the second-level cache costs less than the page faults of a map.
///
/// It digests what it gives: `finish` says what the bytes were that its reader had, and throws when the file was changed meanwhile.
package final class InputFile {
  package let path: String
  /// Bytes, when it was opened.
  package let size: Int
  package private(set) var offset = 0
  private let descriptor: Int32
  private let opened: FileFingerprint
  private let openedAt: Int
  private var digest = ReadDigest(expecting: nil)
  private var expectedHead: FileHead?

  /// Throws `Diagnostic` when there is no such file, or it is not a regular one.
  package init(_ path: String) throws {
    self.path = path
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 {
      let number = errno
      if number == ENOENT { throw Self.missing(path) }
      throw Diagnostic(
        .unreadableFile, "\"\(path)\" cannot be opened: \(Self.text(of: number))",
        help: [number == EACCES ? "give yourself the right to read it: chmod u+r" : "check the path"])
    }
    var status = stat()
    if fstat(descriptor, &status) != 0 {
      let number = errno
      close(descriptor)
      throw Diagnostic(.unreadableFile, "\"\(path)\" cannot be read: \(Self.text(of: number))")
    }
    size = Int(status.st_size)
    opened = FileFingerprint(status)
    openedAt = FileFingerprint.clock()
    let kind = status.st_mode & S_IFMT
    if kind != S_IFREG {
      close(descriptor)
      if kind == S_IFDIR {
        throw Diagnostic(.directoryNotFile, "\"\(path)\" is a folder", help: ["name a file inside it"])
      }
      throw Diagnostic(
        .unreadableFile, "\"\(path)\" is not a regular file",
        help: ["write its content to a file first: it is read twice, once for the check and once for the run"])
    }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  /// Up to `memory.count` bytes; 0 at the end of the file.
  package func read(into memory: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Foundation.read(descriptor, memory.baseAddress, memory.count)
      if count >= 0 {
        digest.update(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<count]), at: offset)
        offset += count
        return count
      }
      let number = errno
      if number != EINTR {
        throw Diagnostic(.unreadableFile, "\"\(path)\" cannot be read: \(Self.text(of: number))")
      }
    }
  }

  /// Goes to a place that has been read. From the beginning everything is read, and digested, anew.
  package func seek(to offset: Int) {
    lseek(descriptor, off_t(offset), SEEK_SET)
    self.offset = offset
    if offset == 0 { digest = ReadDigest(expecting: expectedHead) }
  }

  /// What has been read of its beginning.
  package var head: FileHead { FileHead(count: digest.count, digest: digest.current) }

  /// Goes to the beginning, which must be what somebody has read before.
  package func begin(expecting head: FileHead) {
    expectedHead = head
    seek(to: 0)
  }

  /// Whether its size or its times are other than when it was opened.
  package var isTouched: Bool {
    FileFingerprint(descriptor: descriptor).map { $0.size != opened.size || $0.modified != opened.modified } ?? true
  }

  /// The digest of its bytes as they were read, and of those that nobody has asked for.
  ///
  /// - Throws: `Diagnostic` when the file was changed while it was read, so that what was read may be of two states of it.
  package func finish(isCancelled: () -> Bool = { false }) throws -> FileDigest {
    lseek(descriptor, off_t(digest.count), SEEK_SET)
    offset = digest.count
    try readOn(isCancelled)
    let found = digest.current
    guard digest.isAsExpected, !isTouched else { throw Self.changed(path) }
    // A file that was written shortly before can be written again without a trace in its times; nor does the change time say
    // whether only its name was touched. Then the bytes are looked at once more.
    let isSame = FileFingerprint(descriptor: descriptor) == opened
    if !isSame || !opened.hadSettled(at: openedAt) {
      seek(to: 0)
      try readOn(isCancelled)
      guard digest.current == found, !isTouched else { throw Self.changed(path) }
    }
    return FileDigest(path: path, digest: found)
  }

  /// Reads to the end for the digest alone.
  private func readOn(_ isCancelled: () -> Bool) throws {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { memory.deallocate() }
    while try read(into: memory) > 0 { if isCancelled() { throw CancellationError() } }
  }

  /// What is wrong with a file that somebody else writes at the same time.
  package static func changed(_ path: String) -> Diagnostic {
    Diagnostic(
      .fileChanged, "\"\(path)\" was changed while it was read",
      notes: ["what was read may be partly of the old and partly of the new file, so nothing of it is used"],
      help: ["wait until the file is complete, and run again"])
  }

  static func text(of number: Int32) -> String { String(cString: strerror(number)) }

  private static func missing(_ path: String) -> Diagnostic {
    let url = URL(fileURLWithPath: path)
    let siblings = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)) ?? []
    let question = NearMiss.question(for: url.lastPathComponent, among: siblings)
    return Diagnostic(
      .missingFile, "there is no file \"\(path)\"", help: question.map { [$0] } ?? ["check the path"])
  }
}
