import Diagnostics
import Files

/// How files of rows are written: whole or not at all, a piece at a time, with progress and a way to stop.
enum FileExport {
  /// Bytes that are gathered before they are written.
  private static let pieceLength = 1 << 17

  /// Writes what `append` makes of each row. Throws `Diagnostic`, or `CancellationError`; then nothing is left behind.
  static func write(
    _ rows: Range<Int>, to path: String, progress: ((Int) -> Void)?, isCancelled: (() -> Bool)?,
    append: (_ row: Int, _ bytes: inout [UInt8]) throws -> Void
  ) throws -> FileDigest {
    let file = try AtomicFile(path)
    do {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(pieceLength * 2)
      for row in rows {
        try append(row, &bytes)
        if bytes.count >= pieceLength {
          try file.write(bytes)
          bytes.removeAll(keepingCapacity: true)
          progress?(row - rows.lowerBound + 1)
          if isCancelled?() == true { throw CancellationError() }
        }
      }
      try file.write(bytes)
      return try file.commit()
    } catch {
      file.discard()
      throw error
    }
  }
}

extension [UInt8] {
  /// A number's bytes, the least significant first.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
