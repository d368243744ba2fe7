import Files
import Foundation
import Steps

/// A small file with a seal: 8 bytes that say what it is, 16 bytes of digest over all that follows, the contents.
///
/// It is read whole and believed only when the digest is right; it appears whole or not at all.
enum SealedFile {
  /// The last byte is the version of the format: raised when anything about the layout of the cache changes.
  private static let magic: [UInt8] = Array("MATINEE".utf8) + [2]

  /// No more is believed to be one: an entry has what is large in files of its own.
  private static let limit = 1 << 30

  static func write(_ contents: [UInt8], to path: String) throws {
    guard contents.count <= limit else { throw StorageDamage("it is too large to be kept") }
    var bytes = magic
    bytes += seal(contents)
    bytes += contents
    try AtomicFile.write(bytes, to: path, clearsLeftovers: false)
  }

  /// The contents; nil when there is no such file.
  static func read(_ path: String) throws(StorageDamage) -> [UInt8]? {
    guard let bytes = bytes(path) else { return nil }
    guard bytes.count >= magic.count + 16 else { throw StorageDamage("it is cut off") }
    guard Array(bytes.prefix(magic.count)) == magic else { throw StorageDamage("it has another format") }
    let contents = Array(bytes.dropFirst(magic.count + 16))
    guard bytes[magic.count..<magic.count + 16].elementsEqual(seal(contents)) else {
      throw StorageDamage("its checksum differs")
    }
    return contents
  }

  private static func seal(_ contents: [UInt8]) -> [UInt8] {
    let digest = contents.withUnsafeBytes { ContentDigest($0) }
    var seal = ByteEncoder()
    seal.append(digest.high)
    seal.append(digest.low)
    return seal.bytes
  }

  private static func bytes(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    // Memory is taken for what the first bytes say is one of ours.
    var first = [UInt8](repeating: 0, count: magic.count)
    let isOurs = pread(descriptor, &first, first.count, 0) == first.count && first == magic
    let size = isOurs ? min(Int(status.st_size), limit + 64) : min(Int(status.st_size), 64)
    return [UInt8](unsafeUninitializedCapacity: size) { memory, count in
      while count < size {
        let got = Foundation.read(descriptor, memory.baseAddress.map { $0 + count }, size - count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        count += got
      }
    }
  }
}
