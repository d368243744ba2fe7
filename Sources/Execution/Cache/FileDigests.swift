import Files
import Foundation
import Steps
import Synchronization
import WrittenTexts

/// The XXH3 digests of files, with a memory: a file of the same size, times and inode need not be read again.
///
/// A digest is only remembered of a file whose last change lay more than 2 seconds back when it was read; a younger file is read
/// each time (see `FileFingerprint`). It is only a guess at what a step will read: the step tells what it has read.
final class FileDigests: Sendable {
  private let known: Mutex<[ExactText: (fingerprint: FileFingerprint, digest: String)]>
  private let path: String?
  private let isCancelled: @Sendable () -> Bool
  private let now: @Sendable () -> Int

  /// - Parameters:
  ///   - path: where the memory is kept between runs; nil for nowhere.
  ///   - now: nanoseconds since 1970, as file systems count them.
  init(
    remembering path: String?, isCancelled: @escaping @Sendable () -> Bool = { false },
    now: @escaping @Sendable () -> Int = FileFingerprint.clock
  ) {
    self.path = path
    self.isCancelled = isCancelled
    self.now = now
    // A memory that cannot be read is no memory; then files are read.
    let remembered = path.flatMap { path in (try? SealedFile.read(path)).flatMap { try? Self.decode($0) } }
    known = Mutex(remembered ?? [:])
  }

  /// The digest of a file, remembered or read. Throws `Diagnostic` when it cannot be read.
  func digest(_ path: String) throws -> String {
    if let digest = remembered(path) { return digest }
    let before = FileFingerprint(path)
    let started = now()
    let digest = try StreamDigest.ofFile(path, .xxh128, isCancelled: isCancelled)
    if isCancelled() { throw CancellationError() }
    // Remembered only if nothing happened to it while it was read, and shortly before.
    if let before, before == FileFingerprint(path), before.hadSettled(at: started) {
      known.withLock { $0[Self.key(path)] = (before, digest) }
    }
    return digest
  }

  /// The digest of a file that has not changed since it was read; nil otherwise.
  func remembered(_ path: String) -> String? {
    guard let fingerprint = FileFingerprint(path) else { return nil }
    return known.withLock { known in
      guard let entry = known[Self.key(path)], entry.fingerprint == fingerprint else { return nil }
      return entry.digest
    }
  }

  /// Keeps the memory for the next run; that it cannot be written does no harm.
  func save() {
    guard let path else { return }
    let known = known.withLock { $0 }
    var encoder = ByteEncoder()
    encoder.append(known.keys.sorted()) { encoder, path in
      guard let entry = known[path] else { return }
      encoder.append(path.text)
      encoder.append(entry.fingerprint.device)
      encoder.append(entry.fingerprint.inode)
      encoder.append(entry.fingerprint.size)
      encoder.append(entry.fingerprint.modified)
      encoder.append(entry.fingerprint.changed)
      encoder.append(entry.digest)
    }
    if (try? SealedFile.read(path)) == encoder.bytes { return }
    try? SealedFile.write(encoder.bytes, to: path)
  }

  private static func decode(_ bytes: [UInt8]) throws -> [ExactText: (fingerprint: FileFingerprint, digest: String)] {
    var decoder = ByteDecoder(bytes)
    let entries = try decoder.list { (try $0.text(), try FileFingerprint(&$0), try $0.text()) }
    return Dictionary(entries.map { (ExactText($0.0), ($0.1, $0.2)) }, uniquingKeysWith: { _, last in last })
  }

  private static func key(_ path: String) -> String {
    path.isAbsolutePath ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}

extension FileFingerprint {
  fileprivate init(_ decoder: inout ByteDecoder) throws {
    self.init(
      device: try decoder.word(), inode: try decoder.word(), size: try decoder.integer(),
      modified: try decoder.integer(), changed: try decoder.integer())
  }
}
