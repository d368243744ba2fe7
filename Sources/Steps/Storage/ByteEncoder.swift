/// Writes values one after another: numbers as 8 bytes, little-endian; texts and lists after their length.
package struct ByteEncoder {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func append(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ number: Int) { append(UInt64(bitPattern: Int64(number))) }
  package mutating func append(_ number: Double) { append(number.bitPattern) }
  package mutating func append(_ byte: UInt8) { bytes.append(byte) }
  package mutating func append(_ truth: Bool) { bytes.append(truth ? 1 : 0) }

  package mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Without a length before them: the reader knows it.
  package mutating func append(plain more: [UInt8]) { bytes += more }

  package mutating func append(raw: some Collection<UInt8>) {
    append(raw.count)
    bytes.append(contentsOf: raw)
  }

  package mutating func append<Element>(_ list: [Element], _ write: (inout ByteEncoder, Element) throws -> Void)
    rethrows
  {
    append(list.count)
    for element in list { try write(&self, element) }
  }

  package mutating func append<Wrapped>(optional value: Wrapped?, _ write: (inout ByteEncoder, Wrapped) throws -> Void)
    rethrows
  {
    append(value != nil)
    if let value { try write(&self, value) }
  }
}
