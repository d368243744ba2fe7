import Diagnostics

/// Format, separator and quoting of a text: as the options say, else as its name and first lines suggest.
struct TextLayout {
  let format: TextFormat
  /// Empty for jsonl.
  let separator: String
  let quoting: Bool

  init(_ head: [UInt8], path: String, options: ReadingOptions) throws {
    if let given = options.separator { try Self.check(given) }
    let named = Self.formatOfName(path)
    let content = Self.firstVisible(head)
    if content == UInt8(ascii: "["), options.format == .jsonl || (options.format == nil && named == .jsonl) {
      throw Diagnostic(
        .unsupportedFile, "\"\(path)\" is one JSON array, not one JSON object a line",
        help: ["make it JSON lines: jq -c '.[]'"])
    }
    let isJSON = content == UInt8(ascii: "{") && options.separator == nil && named == nil
    let format = options.format ?? (isJSON ? .jsonl : named ?? .csv)
    if format == .jsonl {
      self.format = .jsonl
      separator = ""
      quoting = false
      return
    }
    let separator =
      options.separator
      ?? (options.format == .tsv
        ? "\t"
        : head.withUnsafeBufferPointer {
          SeparatorRecognition.separator(of: $0, preferring: named == .tsv ? "\t" : ",")
        })
    self.separator = separator
    // Where tabs separate, nothing is quoted: a quote is data. `::` stems from files that know no quotes either.
    quoting = (options.quoting ?? (separator != "\t" && separator.utf8.count == 1)) && separator.utf8.count == 1
    self.format = separator == "\t" ? .tsv : .csv
  }

  /// By the ending of the name, `.gz` aside.
  static func formatOfName(_ path: String) -> TextFormat? {
    var name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    for ending in [".gz", ".gzip"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    switch name.split(separator: ".").last.map(String.init) {
    case "csv": return .csv
    case "tsv", "tab": return .tsv
    case "jsonl", "ndjson", "json": return .jsonl
    default: return nil
    }
  }

  private static func firstVisible(_ head: [UInt8]) -> UInt8? {
    head.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
  }

  private static func check(_ separator: String) throws {
    let bytes = Array(separator.utf8)
    let isLetter: (UInt8) -> Bool = { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
    let isWrong: (UInt8) -> Bool = { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 || $0 == 0 || isLetter($0) }
    if bytes.isEmpty || bytes.count > 8 || bytes.contains(where: isWrong) {
      throw Diagnostic(
        .badSeparator, "\(JSONWriter.quote(separator)) cannot separate fields",
        help: [#"name one to eight ASCII characters, such as "," or "\t" or "::""#])
    }
  }
}
