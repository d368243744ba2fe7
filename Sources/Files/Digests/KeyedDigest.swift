import CDigest

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
