/// Records in MXNet's RecordIO framing: a magic number, a word of flag and length, the bytes, zeros up to a multiple of four.
///
/// A record whose bytes hold the magic number at a multiple of four is written in parts without it, whose flags say first, middle
/// or last; the reader puts the number back between them.
struct RecordFrames {
  static let magic: UInt32 = 0xCED7_230A

  private let bytes: UnsafeRawBufferPointer
  private(set) var offset: Int
  private(set) var count = 0

  init(_ bytes: UnsafeRawBufferPointer, offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Calls `body` with the bytes of the next record; false at the end. O(length).
  mutating func next(
    _ body: (UnsafeRawBufferPointer) throws(RequestFault) -> Void
  ) throws(RequestFault) -> Bool {
    if offset == bytes.count { return false }
    count += 1
    let (flag, part) = try frame()
    if flag == 0 {
      try body(UnsafeRawBufferPointer(rebasing: bytes[part]))
      return true
    }
    guard flag == 1 else { throw fault("begins with a part that is not its first") }
    var joined = Array(bytes[part])
    while true {
      if offset == bytes.count { throw fault("has no last part") }
      let (flag, part) = try frame()
      guard flag == 2 || flag == 3 else { throw fault("has no last part") }
      withUnsafeBytes(of: Self.magic.littleEndian) { joined += $0 }
      joined += bytes[part]
      if flag == 3 { break }
    }
    // A closure cannot throw typed through the library's.
    let result = joined.withUnsafeBytes { bytes -> RequestFault? in
      do throws(RequestFault) { try body(bytes) } catch { return error }
      return nil
    }
    if let result { throw result }
    return true
  }

  /// The flag and the bytes of the frame at `offset`, which moves behind it.
  private mutating func frame() throws(RequestFault) -> (flag: UInt32, part: Range<Int>) {
    guard bytes.count - offset >= 8 else {
      throw fault("begins at byte \(offset) with \(bytes.count - offset) bytes left, and a frame has 8")
    }
    let magic = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    guard magic == Self.magic else {
      throw fault(
        "does not begin with the magic number at byte \(offset)", advice: "frame each record as RecordIO does")
    }
    let word = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
    let length = Int(word & 0x1FFF_FFFF)
    let start = offset + 8
    guard length <= bytes.count - start else {
      throw fault("says \(length) bytes at byte \(offset), and \(bytes.count - start) are left")
    }
    offset = min(bytes.count, start + (length + 3) / 4 * 4)
    return (word >> 29, start..<start + length)
  }

  private func fault(_ message: String, advice: String = "") -> RequestFault {
    .malformed("record \(count) \(message)", advice: advice)
  }
}
