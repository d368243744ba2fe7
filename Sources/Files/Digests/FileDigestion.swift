import Diagnostics
import Foundation

/// A file with what was in it when it was read or written: of the bytes themselves that were taken or given, not of what lies
/// at its path before or after.
public struct FileDigest: Sendable, Hashable {
  public var path: String
  /// 128 bits of XXH3 in hexadecimal digits, as `xxh128sum` prints them.
  public var digest: String

  public init(path: String, digest: String) {
    self.path = path
    self.digest = digest
  }
}

/// The digest of a file, computed in slices by whichever thread has nothing better to do.
///
/// A gzip cannot be inflated by two threads, so the one that waits for the other may as well do this.
package final class FileDigestion: @unchecked Sendable {
  /// Small enough that a thread soon sees that the inflater is free: 50 µs (empirical).
  private static let sliceSize = 64 * 1024
  private let lock = NSLock()
  private var digest: StreamDigest?
  private var file: InputFile?
  private let slice = ChunkBuffer(capacity: FileDigestion.sliceSize)
  private var failure: (any Error)?
  /// The XXH3 digest of the same bytes.
  private var taken: String?

  package init(_ path: String, _ algorithm: DigestAlgorithm) throws {
    file = try InputFile(path)
    digest = StreamDigest(algorithm)
  }

  /// Digests one slice; false when another thread is at it or none is left.
  package func advance() -> Bool { lock.try { step() } ?? false }

  /// Digests on until at most `lag` bytes of the first `position` are left, or another thread is at it.
  ///
  /// Where no thread ever waits, this keeps the work from being left to one thread at the end.
  package func keepUp(with position: Int, lag: Int = 8 << 20) {
    while (lock.try {
      let isBehind = (file?.offset ?? .max) < position - lag
      return isBehind && step()
    }) ?? false {}
  }

  /// The digest, once all of the rest is done. To be asked once.
  ///
  /// - Parameter read: the file as it was read beside; its digest says that both had the same bytes.
  /// - Throws: `Diagnostic` when the file cannot be read, or has been changed.
  package func finish(like read: FileDigest, isCancelled: () -> Bool) throws -> String {
    lock.lock()
    defer { lock.unlock() }
    while step() {
      if isCancelled() { throw CancellationError() }
    }
    if let failure { throw failure }
    guard taken == read.digest else { throw InputFile.changed(read.path) }
    return digest.take()?.hexadecimal() ?? ""
  }

  private func step() -> Bool {
    guard let file else { return false }
    do {
      let count = try file.read(into: UnsafeMutableRawBufferPointer(start: slice.base, count: Self.sliceSize))
      digest?.update(UnsafeRawBufferPointer(start: slice.base, count: count))
      if count == 0 {
        taken = file.head.digest
        self.file = nil
      }
    } catch {
      failure = error
      self.file = nil
    }
    return self.file != nil
  }
}

extension NSLock {
  /// What `body` gives, or nil when another thread has the lock.
  fileprivate func `try`<Result>(_ body: () -> Result) -> Result? {
    guard self.try() else { return nil }
    defer { unlock() }
    return body()
  }
}
