/// Texts that are made of digits, and whether they are numbers or names.
public enum DigitText {
  /// Whether a number would damage the text: a zero in front of other digits is that of an article number or a postcode, a plus before
  /// seven or more that of a telephone number. Such texts are names, not quantities, wherever they stand: in tables, settings
  /// and on the command line. Spaces around them do not count. O(count).
  @inlinable
  public static func isName(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var start = 0
    while start < count, bytes[start] == 0x20 { start += 1 }
    if start < count, bytes[start] == UInt8(ascii: "+"), count - start > 7, isWhole(bytes, count) { return true }
    if start < count, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") { start += 1 }
    return start + 1 < count && bytes[start] == 0x30 && bytes[start + 1] &- 0x30 <= 9
  }

  /// The same of a text.
  public static func isName(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in bytes.baseAddress.map { isName($0, bytes.count) } ?? false }
  }

  /// Whether the text is a sign or none and digits, of any length, in spaces or not: a whole number, or a name made of digits.
  @inlinable
  public static func isWhole(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var start = 0
    var end = count
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    if start < end, bytes[start] == UInt8(ascii: "-") || bytes[start] == UInt8(ascii: "+") { start += 1 }
    if start == end { return false }
    for position in start..<end where bytes[position] &- 0x30 > 9 { return false }
    return true
  }
}
