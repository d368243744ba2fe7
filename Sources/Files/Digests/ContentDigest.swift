import CXXHash

/// 128 bits of XXH3 (Collet 2019): what finds a flipped bit, and what a buffer of a cache is called by.
///
/// It guards against accidents, not against an adversary, who could as well write a cache of his own. About 10 GB/s, so that
/// checking a column costs less than its first use.
package struct ContentDigest: Hashable, Sendable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(_ bytes: UnsafeRawBufferPointer) {
    let hash = XXH3_128bits(bytes.baseAddress, bytes.count)
    high = hash.high64
    low = hash.low64
  }

  /// Of parts as if they were one.
  package init(of parts: [[UInt8]]) {
    let state = XXH3_createState()
    defer { XXH3_freeState(state) }
    XXH3_128bits_reset(state)
    for part in parts { XXH3_128bits_update(state, part, part.count) }
    let hash = XXH3_128bits_digest(state)
    high = hash.high64
    low = hash.low64
  }

  /// 32 hexadecimal digits.
  package var hexadecimal: String { Self.digits(high) + Self.digits(low) }

  private static func digits(_ word: UInt64) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: 16 - text.utf8.count) + text
  }
}
