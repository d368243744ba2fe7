import Tables

/// Pieces of text in one stretch of memory, to be copied without touching a `String`.
struct PhraseList: Sendable {
  private let pool: StringPool

  init(_ phrases: [String]) { pool = StringPool(phrases) }

  /// One phrase a line.
  init(lines: String) { self.init(lines.split(separator: "\n").map(String.init)) }

  var count: Int { pool.count }

  @inline(__always)
  subscript(position: Int) -> UnsafeBufferPointer<UInt8> { pool.utf8(position) }
}
