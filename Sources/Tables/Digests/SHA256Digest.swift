import CDigest
import Diagnostics
import Foundation

/// SHA-256 (FIPS 180-4), by libcrypto.
public struct SHA256Digest: ~Copyable {
  private let context: OpaquePointer?

  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    EVP_DigestUpdate(context, base, bytes.count)
  }

  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest as 64 hexadecimal digits. To be asked once.
  public consuming func hexadecimal() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    return bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// The digest of a file's bytes, read once from start to end. Throws `Diagnostic` when it cannot be read.
  public static func ofFile(_ path: String, isCancelled: () -> Bool = { false }) throws -> String {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw Diagnostic(.unreadableFile, "\"\(path)\" cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var digest = SHA256Digest()
    let capacity = 1 << 20
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer, capacity)
      if count < 0 {
        if errno == EINTR { continue }
        throw Diagnostic(.unreadableFile, "\"\(path)\" cannot be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 || isCancelled() { break }
      digest.update(UnsafeRawBufferPointer(start: buffer, count: count))
    }
    return digest.hexadecimal()
  }
}
