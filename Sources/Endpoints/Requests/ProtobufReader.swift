/// The wire format of protocol buffers, read field by field. No length is believed before it is held against what is left.
struct ProtobufReader {
  /// What a field's bytes are.
  enum Content {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    case bytes(Range<Int>)
  }

  let bytes: UnsafeRawBufferPointer
  private(set) var offset: Int
  private let end: Int

  init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The number and the content of the next field; nil at the end. Throws a sentence's end: what is wrong, and where.
  mutating func next() throws(ProtobufFault) -> (field: UInt64, content: Content)? {
    if offset == end { return nil }
    let tag = try varint()
    let field = tag >> 3
    if field == 0 || field > 536_870_911 { throw fault("a field has the number \(field)") }
    switch tag & 7 {
    case 0: return (field, .varint(try varint()))
    case 1: return (field, .fixed64(try fixed(UInt64.self)))
    case 2:
      let length = try varint()
      guard length <= UInt64(end - offset) else {
        throw fault("a field says \(length) bytes, and \(end - offset) are left")
      }
      let start = offset
      offset += Int(length)
      return (field, .bytes(start..<offset))
    case 5: return (field, .fixed32(try fixed(UInt32.self)))
    default: throw fault("a field has the unknown wire type \(tag & 7)")
    }
  }

  var isAtEnd: Bool { offset == end }

  mutating func varint() throws(ProtobufFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      // The tenth byte holds the last of 64 bits.
      if shift == 63, byte > 1 { throw fault("a number has more than 64 bits") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 63 { throw fault("a number has more than 64 bits") }
    }
    throw fault("a number has no end")
  }

  private mutating func fixed<Number: FixedWidthInteger>(_ type: Number.Type) throws(ProtobufFault) -> Number {
    let size = MemoryLayout<Number>.size
    guard end - offset >= size else { throw fault("a number has no end") }
    defer { offset += size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  func fault(_ message: String) -> ProtobufFault { ProtobufFault(message: "\(message) at its byte \(offset)") }
}

/// Bytes that are no message.
struct ProtobufFault: Error {
  let message: String
}
