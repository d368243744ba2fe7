import RandomStreams

/// The subwords of a word: its runs of `minimum` to `maximum` characters, with `<` before and `>` after the word.
///
/// A character is a Unicode scalar, so that Japanese titles are cut as English ones are. A subword is known by a hash of 64
/// bits: with a million different ones, the chance that any two are taken for one is below 10⁻⁷. Fewer `buckets` make different
/// subwords share a vector, as fastText's two million do.
struct Subwords: Sendable, Equatable {
  let minimum: Int
  let maximum: Int
  let buckets: Int?

  /// Calls `body` with the hash of each subword, in O(characters × `maximum`); one that comes twice is told twice.
  @inline(__always)
  func forEach(of word: String, _ body: (UInt64) -> Void) {
    if maximum == 0 { return }
    var bytes = Array("<\(word)>".utf8)
    bytes.withUnsafeMutableBufferPointer { forEach(in: UnsafeBufferPointer($0), body) }
  }

  @inline(__always)
  private func forEach(in bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    for start in 0..<bytes.count where !Self.isContinuation(bytes[start]) {
      var hash = FNV1a()
      var end = start
      var characters = 0
      while end < bytes.count, characters < maximum {
        repeat {
          hash.add(bytes[end])
          end += 1
        } while end < bytes.count && Self.isContinuation(bytes[end])
        characters += 1
        // A single bracket says nothing.
        let isBracket = characters == 1 && (start == 0 || end == bytes.count)
        if characters >= minimum && !isBracket { body(identity(hash.value)) }
      }
    }
  }

  /// The subwords' hashes, in order.
  func hashes(of word: String) -> [UInt64] {
    var found: [UInt64] = []
    forEach(of: word) { found.append($0) }
    return found
  }

  /// FNV-1a, whose high bits a short text hardly reaches: they are mixed in here.
  @inline(__always)
  private func identity(_ hash: UInt64) -> UInt64 {
    var z = hash
    if let buckets { z %= UInt64(buckets) }
    z = (z ^ (z >> 32)) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return z ^ (z >> 32)
  }

  @inline(__always)
  private static func isContinuation(_ byte: UInt8) -> Bool {
    byte & 0xC0 == 0x80
  }
}
