/// Writes values one after another: numbers as 8 bytes, little-endian; texts and lists after their length.
struct ByteEncoder {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ number: Int) { append(UInt64(bitPattern: Int64(number))) }
  mutating func append(_ number: Double) { append(number.bitPattern) }
  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func append(_ truth: Bool) { bytes.append(truth ? 1 : 0) }

  mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(raw: some Collection<UInt8>) {
    append(raw.count)
    bytes.append(contentsOf: raw)
  }

  mutating func append<Element>(_ list: [Element], _ write: (inout ByteEncoder, Element) throws -> Void) rethrows {
    append(list.count)
    for element in list { try write(&self, element) }
  }

  mutating func append<Wrapped>(optional value: Wrapped?, _ write: (inout ByteEncoder, Wrapped) throws -> Void) rethrows
  {
    append(value != nil)
    if let value { try write(&self, value) }
  }
}
