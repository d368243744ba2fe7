import CDigest
import CXXHash
import Diagnostics
import Foundation

/// What tells the bytes of one file from those of another.
public enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// 128 bits of XXH3 (Collet 2019), by libxxhash: against accidents, at the speed of memory. `xxh128sum` prints the same.
  case xxh128
  /// SHA-256 (FIPS 180-4), by libcrypto: against intent, too, at 0.2 to 1.5 GB/s. `sha256sum` prints the same.
  case sha256
}

/// The digest of bytes that arrive piece by piece.
public struct StreamDigest: ~Copyable {
  private let algorithm: DigestAlgorithm
  private let state: OpaquePointer?

  public init(_ algorithm: DigestAlgorithm) {
    self.algorithm = algorithm
    switch algorithm {
    case .sha256:
      state = EVP_MD_CTX_new()
      EVP_DigestInit_ex(state, EVP_sha256(), nil)
    case .xxh128:
      state = XXH3_createState()
      XXH3_128bits_reset(state)
    }
  }

  deinit {
    switch algorithm {
    case .sha256: EVP_MD_CTX_free(state)
    case .xxh128: XXH3_freeState(state)
    }
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    switch algorithm {
    case .sha256: EVP_DigestUpdate(state, base, bytes.count)
    case .xxh128: XXH3_128bits_update(state, base, bytes.count)
    }
  }

  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest as hexadecimal digits, 64 of SHA-256 and 32 of XXH3.
  public consuming func hexadecimal() -> String { current }

  /// The digest of what has come so far, in the same digits; more may come.
  public var current: String {
    var bytes: [UInt8]
    switch algorithm {
    case .sha256:
      bytes = [UInt8](repeating: 0, count: 32)
      let copy = EVP_MD_CTX_new()
      EVP_MD_CTX_copy_ex(copy, state)
      EVP_DigestFinal_ex(copy, &bytes, nil)
      EVP_MD_CTX_free(copy)
    case .xxh128:
      var canonical = XXH128_canonical_t()
      XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state))
      bytes = withUnsafeBytes(of: canonical) { Array($0) }
    }
    return bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// The digest of bytes that are all there, in the same digits.
  public static func of(_ bytes: some Sequence<UInt8>, _ algorithm: DigestAlgorithm) -> String {
    var digest = StreamDigest(algorithm)
    Array(bytes).withUnsafeBytes { digest.update($0) }
    return digest.hexadecimal()
  }

  /// The digest of a file's bytes, read once from start to end. Throws `Diagnostic` when it cannot be read.
  public static func ofFile(
    _ path: String, _ algorithm: DigestAlgorithm, isCancelled: () -> Bool = { false }
  ) throws -> String {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw Diagnostic(.unreadableFile, "\"\(path)\" cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var digest = StreamDigest(algorithm)
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

/// Secrets, and digests that only who knows a key can make.
public enum KeyedDigest {
  /// HMAC-SHA256 (RFC 2104) of some bytes: 32 bytes.
  public static func sha256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: 32)
    HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &result, nil)
    return result
  }

  /// Whether two secrets are the same, in a time that does not tell where they differ.
  public static func isSame(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
  }
}
