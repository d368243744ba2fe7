import Files
import Foundation
import Steps
import Synchronization
import Tables

/// The contents of large buffers on disk, each in a file named by its digest, so that a column that many tables share is there once.
///
/// A buffer comes back mapped into memory. It is checked when it is opened, which reads it once at about 10 GB/s; the step that
/// asks for it is going to read it anyway.
struct BufferFolder: BufferKeeper {
  let path: String

  /// Smaller contents are kept in the entry itself: a file takes 4,096 bytes on disk at least.
  static let inlineLimit = 4096

  func file(_ digest: ContentDigest) -> String {
    let name = digest.hexadecimal
    return "\(path)/\(name.prefix(2))/\(name)"
  }

  func keep(_ bytes: UnsafeRawBufferPointer) throws -> StoredBuffer.Place {
    bytes.count <= Self.inlineLimit ? .inline(Array(bytes)) : .file(try keepFile(bytes))
  }

  func open(_ place: StoredBuffer.Place, byteCount: Int) throws(StorageDamage) -> KeptBytes {
    guard case .file(let digest) = place else { throw StorageDamage("it holds something unknown") }
    let mapped = try open(digest, byteCount: byteCount)
    return KeptBytes(mapped.bytes, owner: mapped)
  }

  /// Writes contents unless they are there, and says what they are called.
  fileprivate func keepFile(_ bytes: UnsafeRawBufferPointer) throws -> ContentDigest {
    let digest = ContentDigest(bytes)
    let target = file(digest)
    if !has(digest, byteCount: bytes.count) {
      let folder = "\(path)/\(digest.hexadecimal.prefix(2))"
      if access(folder, F_OK) != 0 {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      let output = try AtomicFile(target, clearsLeftovers: false)
      try output.write(bytes)
      try output.commit()
    }
    return digest
  }

  /// Whether a file of that name and length is there; its contents are checked when it is opened.
  func has(_ digest: ContentDigest, byteCount: Int) -> Bool {
    var status = stat()
    return stat(file(digest), &status) == 0 && Int(status.st_size) == byteCount
  }

  /// The contents in memory, checked. A damaged file is removed, so that the next result writes it anew.
  private func open(_ digest: ContentDigest, byteCount: Int) throws(StorageDamage) -> MappedFile {
    let target = file(digest)
    guard let mapped = MappedFile(target, byteCount: byteCount) else {
      unlink(target)
      throw StorageDamage("a part of it is missing or cut off")
    }
    guard withExtendedLifetime(mapped, { ContentDigest(mapped.bytes) }) == digest else {
      unlink(target)
      throw StorageDamage("the checksum of a column differs")
    }
    return mapped
  }
}

/// Where the buffers of one entry go: small ones into the entry, as long as that stays small itself. A table of a thousand short columns
/// would otherwise be there whole, once more for every step that adds a column.
final class EntryBuffers: BufferKeeper {
  private let folder: BufferFolder
  private let inlined = Mutex(0)

  /// Bytes that an entry holds itself, but for buffers that are shorter than what would stand in their place (empirical).
  private static let roomInEntry = 64 << 10
  private static let alwaysInline = 64

  init(_ folder: BufferFolder) { self.folder = folder }

  func keep(_ bytes: UnsafeRawBufferPointer) throws -> StoredBuffer.Place {
    let isInline = inlined.withLock { inlined in
      guard bytes.count <= BufferFolder.inlineLimit else { return false }
      inlined += bytes.count
      return inlined <= Self.roomInEntry || bytes.count <= Self.alwaysInline
    }
    return isInline ? .inline(Array(bytes)) : .file(try folder.keepFile(bytes))
  }

  func open(_ place: StoredBuffer.Place, byteCount: Int) throws(StorageDamage) -> KeptBytes {
    try folder.open(place, byteCount: byteCount)
  }
}

/// A file mapped into memory, read-only, until it is let go. Removing the file meanwhile does no harm.
final class MappedFile: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  /// nil when there is no such file, or its length is another.
  init?(_ path: String, byteCount: Int) {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) == byteCount, byteCount > 0,
      let memory = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: memory, count: byteCount)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
