/// The wire format of protocol buffers, as much of it as a record needs: varints, packed numbers, messages by length.
enum ProtobufWriter {
  /// The kind of field on the wire that has its length before it.
  static let lengthDelimited: UInt64 = 2

  static func append(varint value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// The tag and length of a field whose bytes follow.
  static func append(field: UInt64, length: Int, to bytes: inout [UInt8]) {
    append(varint: field << 3 | lengthDelimited, to: &bytes)
    append(varint: UInt64(length), to: &bytes)
  }

  static func append(field: UInt64, message: [UInt8], to bytes: inout [UInt8]) {
    append(field: field, length: message.count, to: &bytes)
    bytes += message
  }

  static func append(field: UInt64, packed values: [Float], to bytes: inout [UInt8]) {
    append(field: field, length: values.count * 4, to: &bytes)
    for value in values { bytes.append(littleEndian: value.bitPattern) }
  }

  static func append(field: UInt64, packed values: [UInt64], to bytes: inout [UInt8]) {
    append(field: field, length: values.reduce(0) { $0 + size(of: $1) }, to: &bytes)
    for value in values { append(varint: value, to: &bytes) }
  }

  private static func size(of value: UInt64) -> Int { max(1, (70 - value.leadingZeroBitCount) / 7) }
}
