import Files

/// Writes one table as a format has it.
protocol TableEncoder {
  /// - Parameter progress: called with the number of rows written, every few thousand rows; throws to stop.
  func write(to sink: any ByteSink, progress: (Int) throws -> Void) throws
}

/// Writes a table row by row.
protocol RowEncoder: TableEncoder {
  var rowCount: Int { get }
  /// What stands above the rows, if anything.
  func appendHeader(to text: GrowingMemory<UInt8>) throws
  func append(_ row: Int, to text: GrowingMemory<UInt8>) throws
}

extension RowEncoder {
  func write(to sink: any ByteSink, progress: (Int) throws -> Void) throws {
    let text = GrowingMemory<UInt8>(capacity: 1 << 18)
    try appendHeader(to: text)
    for row in 0..<rowCount {
      try append(row, to: text)
      if text.count >= 1 << 17 || row == rowCount - 1 {
        try sink.write(UnsafeRawBufferPointer(start: text.base, count: text.count))
        text.removeAll()
        try progress(row + 1)
      }
    }
    try sink.write(UnsafeRawBufferPointer(start: text.base, count: text.count))
  }
}

extension GrowingMemory<UInt8> {
  func append(_ string: String) { append(Array(string.utf8)) }
  func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer(append) }
}
