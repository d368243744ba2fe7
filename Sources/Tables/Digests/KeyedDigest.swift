import CDigest

/// Digests that only who knows a key can make.
public enum KeyedDigest {
  /// HMAC-SHA256 (RFC 2104) of some bytes: 32 bytes.
  public static func sha256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: 32)
    HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &result, nil)
    return result
  }
}
