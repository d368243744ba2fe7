/// What tells the bytes of one file from those of another.
public enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// 128 bits of XXH3 (Collet 2019), by libxxhash: against accidents, at the speed of memory. `xxh128sum` prints the same.
  case xxh128
  /// SHA-256 (FIPS 180-4), by libcrypto: against intent, too, at 0.2 to 1.5 GB/s. `sha256sum` prints the same.
  case sha256
}
