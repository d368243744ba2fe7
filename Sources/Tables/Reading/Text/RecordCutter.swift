import Foundation

/// Finds where records end, so that a text can be cut between them.
///
/// Without quoting a record is a line. With it, line ends inside quotes do not count; a quote opens only at the beginning of
/// a field, as in RFC 4180 and in pandas, so that `5" disk` is not mistaken for one.
struct RecordCutter {
  let quoting: Bool
  let separator: UInt8

  /// The offset behind the last record that ends within the bytes, which begin with a record; 0 when none does. O(count).
  func lastRecordEnd(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if !quoting || memchr(base, 0x22, count) == nil { return lastLineEnd(base, 0, count) }
    var position = 0
    var end = 0
    while position < count {
      let quote = offset(of: 0x22, base, position, count) ?? count
      let lineEnd = lastLineEnd(base, position, quote)
      if lineEnd > 0 { end = lineEnd }
      if quote == count { break }
      if quote == 0 || base[quote - 1] == 0x0A || base[quote - 1] == separator {
        guard let close = closingQuote(base, quote + 1, count) else { break }
        position = close + 1
      } else {
        position = quote + 1
      }
    }
    return end
  }

  private func closingQuote(_ base: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
    var position = start
    while let quote = offset(of: 0x22, base, position, count) {
      if quote + 1 < count, base[quote + 1] == 0x22 {
        position = quote + 2
      } else {
        return quote
      }
    }
    return nil
  }

  private func offset(of byte: Int32, _ base: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int? {
    guard from < to, let found = memchr(base + from, byte, to - from) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private func lastLineEnd(_ base: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int {
    var position = to
    while position > from {
      position -= 1
      if base[position] == 0x0A { return position + 1 }
    }
    return 0
  }
}
