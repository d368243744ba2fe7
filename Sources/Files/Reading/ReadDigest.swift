/// The beginning of a file as somebody has read it.
package struct FileHead: Sendable {
  var count: Int
  var digest: String
}

/// The digest of the bytes of a file as they pass to their reader, whatever else happens to the file.
struct ReadDigest: ~Copyable {
  private var whole = StreamDigest(.xxh128)
  private var head = StreamDigest(.xxh128)
  private let expected: FileHead?
  /// Whether the beginning is not what it was.
  private(set) var headDiffers = false
  /// Bytes from the beginning that it knows.
  private(set) var count = 0

  /// - Parameter expected: what the beginning must be.
  init(expecting expected: FileHead?) { self.expected = expected }

  /// Takes bytes that were read at `offset`; those that are known already do not count again.
  mutating func update(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    let known = count - offset
    guard known >= 0, known < bytes.count else { return }
    let fresh = UnsafeRawBufferPointer(rebasing: bytes[known...])
    whole.update(fresh)
    if let expected, count < expected.count {
      let left = expected.count - count
      head.update(UnsafeRawBufferPointer(rebasing: fresh.prefix(left)))
      if fresh.count >= left { headDiffers = head.current != expected.digest }
    }
    count += fresh.count
  }

  /// Of all bytes so far.
  var current: String { whole.current }

  /// Whether all that was expected is there and as it was.
  var isAsExpected: Bool { count >= (expected?.count ?? 0) && !headDiffers }
}
