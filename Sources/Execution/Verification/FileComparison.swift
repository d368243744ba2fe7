import Files

/// Where two files begin to differ in what they hold; of compressed files it is the content that counts, not how it is packed.
public struct FileComparison: Sendable {
  /// "line 212", or "byte 4,096" where it is no text.
  public var place: String
  /// What stands there in each, cut to what a reader takes in.
  public var old: String
  public var new: String

  private static let chunk = 1 << 20
  /// Bytes shown before the first that differs, and from there on.
  private static let window = (before: 60, after: 100)

  /// nil when both hold the same. Throws when one cannot be read. O(bytes), in pieces of 1 MiB.
  public static func difference(_ old: String, _ new: String) throws -> FileComparison? {
    let (first, second) = (try FileContent(old), try FileContent(new))
    var offset = 0
    while true {
      let a = try first.next(chunk)
      let b = try second.next(chunk)
      if a == b {
        if a.isEmpty { return nil }
        offset += a.count
        continue
      }
      let common = zip(a, b).prefix { $0 == $1 }.count
      return try described(old, new, at: offset + common)
    }
  }

  /// What stands around the first byte that differs.
  private static func described(_ old: String, _ new: String, at offset: Int) throws -> FileComparison {
    let content = try FileContent(old)
    var (line, lineStart, read) = (1, 0, 0)
    while read < offset {
      let bytes = try content.next(min(chunk, offset - read))
      if bytes.isEmpty { break }
      for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = read + place + 1
      }
      read += bytes.count
    }
    let start = max(lineStart, offset - window.before)
    let count = offset - start + window.after
    let a = text(try bytes(old, from: start, count), isCut: start > lineStart)
    let b = text(try bytes(new, from: start, count), isCut: start > lineStart)
    guard let a, let b else { return FileComparison(place: "byte \(offset + 1)", old: "", new: "") }
    return FileComparison(place: "line \(line)", old: a, new: b)
  }

  private static func bytes(_ path: String, from start: Int, _ count: Int) throws -> [UInt8] {
    let content = try FileContent(path)
    var left = start
    while left > 0 {
      let skipped = try content.next(min(left, chunk)).count
      if skipped == 0 { return [] }
      left -= skipped
    }
    return try content.next(count)
  }

  /// The beginning of a line, or nil where it is no text.
  private static func text(_ bytes: [UInt8], isCut: Bool) -> String? {
    var line = Array(bytes.prefix { $0 != UInt8(ascii: "\n") })
    if line.contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\r") }) { return nil }
    let isEnded = line.count < bytes.count || bytes.count < window.after
    // A cut may have gone through a character.
    while let first = line.first, first & 0xC0 == 0x80 { line.removeFirst() }
    while line.last ?? 0 >= 0x80, String(validating: line, as: UTF8.self) == nil { line.removeLast() }
    guard let text = String(validating: line, as: UTF8.self) else { return nil }
    if text.isEmpty, bytes.isEmpty { return "(the file ends here)" }
    return (isCut ? "…" : "") + text + (isEnded ? "" : "…")
  }
}
