/// The backslash escapes of JSON texts (RFC 8259, section 7).
enum JSONEscapes {
  /// How long the escape is that begins the bytes; nil if it is none.
  static func length(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    guard count >= 2 else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "u"): return count >= 6 && unit(bytes + 2) != nil ? 6 : nil
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    default: return nil
    }
  }

  /// Appends the text of well-formed escapes and what is between them. A surrogate without its other half becomes U+FFFD.
  static func decode(_ bytes: UnsafePointer<UInt8>, _ count: Int, into target: GrowingMemory<UInt8>) {
    var position = 0
    while position < count {
      let byte = bytes[position]
      if byte != UInt8(ascii: "\\") {
        target.append(byte)
        position += 1
        continue
      }
      switch bytes[position + 1] {
      case UInt8(ascii: "b"): target.append(0x08)
      case UInt8(ascii: "f"): target.append(0x0C)
      case UInt8(ascii: "n"): target.append(0x0A)
      case UInt8(ascii: "r"): target.append(0x0D)
      case UInt8(ascii: "t"): target.append(0x09)
      case UInt8(ascii: "u"):
        position += 6
        var scalar = unit(bytes + position - 4) ?? 0xFFFD
        if scalar >> 10 == 0x36, position + 6 <= count, bytes[position] == UInt8(ascii: "\\"),
          bytes[position + 1] == UInt8(ascii: "u"), let low = unit(bytes + position + 2), low >> 10 == 0x37
        {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
          position += 6
        }
        append(UnicodeScalar(scalar) ?? "\u{FFFD}", to: target)
        continue
      default: target.append(bytes[position + 1])
      }
      position += 2
    }
  }

  private static func append(_ scalar: UnicodeScalar, to target: GrowingMemory<UInt8>) {
    for byte in String(scalar).utf8 { target.append(byte) }
  }

  private static func unit(_ bytes: UnsafePointer<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<4 {
      let byte = bytes[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
