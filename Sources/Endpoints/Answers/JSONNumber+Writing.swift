import JSONText

extension JSONNumber {
  /// Appends a number as `JSON.number` writes it.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    var text = JSON.number(value)
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }
}

extension [UInt8] {
  /// Appends a text of the program.
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
