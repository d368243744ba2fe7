/// Names and passwords in addresses (`https://name:password@host/`), which nothing that Matinee prints or writes may show.
public enum Credentials {
  /// The bytes with a `*` for each byte between `://` and the `@` of an address; as many as there were. Complexity: O(bytes).
  public static func masked(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var masked = bytes
    for range in ranges(in: bytes) { for index in range { masked[index] = UInt8(ascii: "*") } }
    return masked
  }

  /// A part of a line, and what lies around it, with the credentials masked, also those of an address that the part cuts through.
  /// O(part).
  ///
  /// Of the line only what lies around the part is looked at, with room for an address: each fault of a long line would take all of it
  /// otherwise.
  public static func masked(_ part: Range<Int>, ofLine line: Range<Int>, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    let lower = max(line.lowerBound, part.lowerBound - longestAddress)
    let upper = min(max(line.upperBound, part.upperBound), part.upperBound + longestAddress)
    return masked(bytes[min(lower, part.lowerBound)..<upper])
  }

  /// Bytes of the longest address in which credentials are looked for; browsers and servers stop at less.
  private static let longestAddress = 8 << 10

  public static func masked(_ text: String) -> String {
    // Most texts hold no address at all.
    guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
    return String(decoding: masked(Array(text.utf8)[...]), as: UTF8.self)
  }

  /// An address without its credentials, and these; nil when it has none.
  public static func split(_ address: String) -> (address: String, credentials: String)? {
    let bytes = Array(address.utf8)
    guard let found = ranges(in: bytes[...]).first else { return nil }
    return (
      String(decoding: bytes[..<found.lowerBound] + bytes[(found.upperBound + 1)...], as: UTF8.self),
      String(decoding: bytes[found], as: UTF8.self)
    )
  }

  /// What stands between `://` and the last `@` before the path, the query or the end of the address.
  private static func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = bytes.startIndex
    while at + 3 <= bytes.endIndex {
      guard bytes[at] == UInt8(ascii: ":"), bytes[at + 1] == UInt8(ascii: "/"), bytes[at + 2] == UInt8(ascii: "/")
      else {
        at += 1
        continue
      }
      let start = at + 3
      var end = start
      while end < bytes.endIndex, !isEnd(bytes[end]) { end += 1 }
      if let sign = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")), sign > start { found.append(start..<sign) }
      at = end
    }
    return found
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "/?#\"'`<>\\".utf8.contains(byte)
  }
}
