import CXXHash

/// 128 bits of XXH3 (Collet 2019): what finds a flipped bit, and what a buffer on disk is called by.
///
/// It guards against accidents, not against an adversary, who could as well write a cache of his own. About 10 GB/s, so that
/// checking a column costs less than its first use.
struct ContentDigest: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  init(_ bytes: UnsafeRawBufferPointer) {
    let hash = XXH3_128bits(bytes.baseAddress, bytes.count)
    high = hash.high64
    low = hash.low64
  }

  /// 32 hexadecimal digits.
  var hexadecimal: String { Self.digits(high) + Self.digits(low) }

  private static func digits(_ word: UInt64) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
