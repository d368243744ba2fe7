import Files

/// Writes rows as libsvm text: the label, then `column:value` for each entry, columns from 1.
///
/// Values have the fewest digits that read back as the same 32-bit number; a row without label has 0.
public enum LibSVMWriter {
  /// Throws `Diagnostic`, or `CancellationError`; nothing is left behind then. O(entries).
  @discardableResult
  public static func write(
    _ matrix: SparseRows, rows: Range<Int>? = nil, to path: String, progress: ((Int) -> Void)? = nil,
    isCancelled: (() -> Bool)? = nil
  ) throws -> FileDigest {
    var entries = SparseRows.Entries()
    return try FileExport.write(rows ?? 0..<matrix.count, to: path, progress: progress, isCancelled: isCancelled) {
      row, bytes in
      entries.removeAll()
      matrix.fill(row, &entries)
      append(matrix.labels?[row] ?? 0, to: &bytes)
      for (key, value) in zip(entries.keys, entries.values) {
        bytes.append(UInt8(ascii: " "))
        bytes += String(key + 1).utf8
        bytes.append(UInt8(ascii: ":"))
        append(value, to: &bytes)
      }
      bytes.append(0x0A)
    }
  }

  /// Whole numbers without a point.
  private static func append(_ value: Float, to bytes: inout [UInt8]) {
    if value == value.rounded(), abs(value) < 1e7 {
      bytes += String(Int(value)).utf8
    } else {
      bytes += value.description.utf8
    }
  }
}
