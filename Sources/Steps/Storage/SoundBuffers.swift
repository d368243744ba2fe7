import Tables

/// What the parts of a stored column must be, so that no later step looks up what is not there.
///
/// The checksum of a file guards against accidents; this guards against a file that was made to be wrong. O(rows + texts).
enum SoundBuffers {
  private static let meaningless = StorageDamage("a column has a code without a meaning")

  /// Codes of which each is below `limit` where its row has a value. What stands at a row without one is nobody's business, and
  /// becomes 0 where it is none.
  static func codes<Code: FixedWidthInteger & BitwiseCopyable>(
    _ codes: Buffer<Code>, below limit: Int, _ validity: Bitmap?
  ) throws(StorageDamage) -> Buffer<Code> {
    // A negative one is large so.
    var greatest: UInt32 = 0
    for code in codes.elements { greatest = max(greatest, UInt32(truncatingIfNeeded: code)) }
    if codes.count == 0 || Int(greatest) < limit { return codes }
    guard let validity else { throw meaningless }
    func isUnknown(_ row: Int) -> Bool { Int(UInt32(truncatingIfNeeded: codes.base[row])) >= limit }
    for row in 0..<codes.count where validity[row] && isUnknown(row) { throw meaningless }
    return Buffer(count: codes.count) { memory in
      for row in 0..<codes.count { memory[row] = isUnknown(row) ? 0 : codes.base[row] }
    }
  }

  /// Texts that follow one after another, each well-formed.
  static func pool(_ bytes: Buffer<UInt8>, _ offsets: Buffer<Int>) throws(StorageDamage) -> StringPool {
    guard offsets.count > 0, offsets.base[0] == 0, offsets.base[offsets.count - 1] == bytes.count else {
      throw StorageDamage("a column has a wrong length")
    }
    var isRising = true
    for text in 1..<max(1, offsets.count) where offsets.base[text] < offsets.base[text - 1] { isRising = false }
    guard isRising else { throw meaningless }
    guard UTF8Validation.isText(bytes.base, bytes.count) else {
      throw StorageDamage("a column has bytes that are no text")
    }
    // No text begins within a character.
    for text in 0..<offsets.count - 1 {
      let start = offsets.base[text]
      if start < bytes.count, bytes.base[start] & 0xC0 == 0x80 {
        throw StorageDamage("a column has bytes that are no text")
      }
    }
    return StringPool(bytes: bytes, offsets: offsets)
  }

  /// Bits of so many rows, and none behind them.
  static func bitmap(_ words: Buffer<UInt64>, rows: Int) throws(StorageDamage) -> Bitmap {
    guard words.count == (rows + 63) / 64 else { throw StorageDamage("a column has a wrong length") }
    if rows % 64 != 0, words.base[words.count - 1] >> UInt64(rows % 64) != 0 {
      throw StorageDamage("a column has more rows than its table")
    }
    return Bitmap(words: words, count: rows)
  }

  /// Truths, each 0 or 1 where its row has a value.
  static func truths(_ values: Buffer<UInt8>, _ validity: Bitmap?) throws(StorageDamage) -> Buffer<UInt8> {
    var all: UInt8 = 0
    for value in values.elements { all |= value }
    if all <= 1 { return values }
    for row in 0..<values.count where values.base[row] > 1 && validity?[row] ?? true { throw meaningless }
    return Buffer(count: values.count) { memory in
      for row in 0..<values.count { memory[row] = min(1, values.base[row]) }
    }
  }
}
