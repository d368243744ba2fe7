/// Finds bytes that are not text.
package enum UTF8Validation {
  enum Flaw {
    case nul(Int)
    /// The first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7).
    case illFormed(Int)
  }

  /// nil for well-formed UTF-8 without NUL. O(count), eight bytes at a time over ASCII.
  static func flaw(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Flaw? {
    let raw = UnsafeRawPointer(bytes)
    var position = 0
    while position < count {
      if position &+ 8 <= count {
        let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        // No byte has its top bit set and none is 0: then none borrows in the subtraction of ones.
        let ones: UInt64 = 0x0101_0101_0101_0101
        if (word | (word &- ones)) & 0x8080_8080_8080_8080 == 0 {
          position &+= 8
          continue
        }
      }
      let byte = bytes[position]
      if byte == 0 { return .nul(position) }
      if byte < 0x80 {
        position &+= 1
        continue
      }
      guard let length = sequence(bytes + position, count - position) else { return .illFormed(position) }
      position &+= length
    }
    return nil
  }

  /// Whether bytes are well-formed UTF-8, which may have NUL in it. O(count).
  package static func isText(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var position = 0
    while position < count {
      switch flaw(bytes + position, count - position) {
      case nil: return true
      case .nul(let place): position += place + 1
      case .illFormed: return false
      }
    }
    return true
  }

  /// The length of the well-formed sequence of two to four bytes at the beginning, or nil.
  private static func sequence(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    let lead = bytes[0]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    if lead < 0xC2 || lead > 0xF4 || length > count { return nil }
    var lowest: UInt8 = 0x80
    var highest: UInt8 = 0xBF
    switch lead {
    case 0xE0: lowest = 0xA0
    case 0xED: highest = 0x9F
    case 0xF0: lowest = 0x90
    case 0xF4: highest = 0x8F
    default: break
    }
    if bytes[1] < lowest || bytes[1] > highest { return nil }
    for index in 2..<max(2, length) where bytes[index] & 0xC0 != 0x80 { return nil }
    return length
  }

  /// Latin-1 as UTF-8: bytes from 0x80 become two. `target` must hold 2 · count. The answer is the length written.
  static func transcodeLatin1(
    _ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var written = 0
    for position in 0..<count {
      let byte = source[position]
      if byte < 0x80 {
        target[written] = byte
        written &+= 1
      } else {
        target[written] = 0xC0 | byte >> 6
        target[written &+ 1] = 0x80 | byte & 0x3F
        written &+= 2
      }
    }
    return written
  }
}
