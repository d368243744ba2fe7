import JSONText
import Tables

extension PayloadFormat {
  /// The answers about rows, `{"predictions": [{…}]}` in JSON.
  ///
  /// - Parameters:
  ///   - json: appends a row's answer as JSON.
  ///   - labels: a row's answer as a record has it.
  @inline(__always)
  func bytes(
    _ rows: Range<Int>, _ json: (Int, inout [UInt8]) -> Void, labels: (Int) -> [(name: String, values: [Float])]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * 48 + 32)
    switch self {
    case .json:
      bytes.append("{\"predictions\": [")
      for row in rows {
        if row > rows.lowerBound { bytes.append(", ") }
        json(row, &bytes)
      }
      bytes.append("]}")
    case .jsonlines:
      for row in rows {
        json(row, &bytes)
        bytes.append(0x0A)
      }
    case .recordio:
      for row in rows { RecordIOWriter.append(labels: labels(row), to: &bytes) }
    }
    return bytes
  }
}

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
