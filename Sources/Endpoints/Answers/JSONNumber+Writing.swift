extension JSONNumber {
  /// The fewest digits that read back as the same double; null for what JSON has no word for.
  static func text(_ value: Double) -> String { value.isFinite ? value.description : "null" }

  /// Appends a number as `text` writes it.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    var text = text(value)
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }
}

extension [UInt8] {
  /// Appends a text of the program.
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
