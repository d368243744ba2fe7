import Diagnostics
import JSONText

/// Format, separator and quoting of a text: as the options say, else as its name and first lines suggest.
struct TextLayout {
  let format: TextFormat
  /// Empty for jsonl.
  let separator: String
  let quoting: Bool
  private(set) var guesses: [ReadingGuess] = []

  /// - Parameters:
  ///   - preamble: what stands above `head`.
  ///   - isWhole: whether `head` is all of the text.
  init(_ head: [UInt8], below preamble: TextPreamble, isWhole: Bool, path: String, options: ReadingOptions) throws {
    if let given = options.separator { try Self.check(given) }
    let named = Self.formatOfName(path)
    let content = Self.firstVisible(head)
    let isNamedJSON = options.format == .jsonl || (options.format == nil && named == .jsonl)
    if content == UInt8(ascii: "["), isNamedJSON {
      throw Diagnostic(
        .unsupportedFile, "\"\(path)\" is one JSON array, not one JSON object a line",
        help: ["make it JSON lines: jq -c '.[]' (from jq 1.7 on: older ones round whole numbers beyond 16 digits)"])
    }
    if content == UInt8(ascii: "{"), isNamedJSON, Self.isOverSeveralLines(head) {
      throw Diagnostic(
        .unsupportedFile, "\"\(path)\" is JSON over several lines, not one JSON object a line",
        help: [
          "make a line of each object: jq -c ., or jq -c '.rows[]' where they are a list called rows (from jq 1.7 on: older ones round "
            + "whole numbers beyond 16 digits)"
        ])
    }
    let isJSON = content == UInt8(ascii: "{") && options.separator == nil && (named == nil || Self.isJSONLine(head))
    let format = options.format ?? (isJSON ? .jsonl : named ?? .csv)
    if format == .jsonl {
      self.format = .jsonl
      separator = ""
      quoting = false
      if options.format == nil, named != nil, named != .jsonl { guesses = [.jsonLines] }
      return
    }
    let given = options.separator ?? (options.format == .tsv ? "\t" : nil)
    let separator: String
    if let given {
      separator = given
    } else if let named = preamble.separator {
      separator = named
      guesses.append(.separatorLine(named))
    } else {
      let preferred = named == .tsv ? "\t" : ","
      let found = head.withUnsafeBufferPointer {
        SeparatorRecognition($0, preferring: preferred, isWhole: isWhole)
      }
      if let ragged = found.raggedStart {
        throw Self.raggedStart(ragged, separator: found.separator, below: preamble.lines, path: path)
      }
      separator = found.separator
      guesses = Self.guesses(found, named: named, head)
    }
    self.separator = separator
    // Where tabs separate, nothing is quoted: a quote is data. `::` stems from files that know no quotes either.
    quoting = (options.quoting ?? (separator != "\t" && separator.utf8.count == 1)) && separator.utf8.count == 1
    self.format = separator == "\t" ? .tsv : .csv
  }

  /// What is worth saying: a separator that the name of the file does not promise, and what else could be meant.
  private static func guesses(_ found: SeparatorRecognition, named: TextFormat?, _ head: [UInt8]) -> [ReadingGuess] {
    if head.occurrences(of: Array(found.separator.utf8)) == 0 {
      return found.rival.map { [.oneColumn(rival: $0)] } ?? []
    }
    if let rival = found.rival { return [.rivalSeparator(found.separator, rival: rival)] }
    let isObvious: Bool =
      switch named {
      case .csv?: found.separator == ","
      case .tsv?: found.separator == "\t"
      case .jsonl?, nil: found.separator == "," || found.separator == "\t"
      }
    return isObvious ? [] : [.separator(found.separator)]
  }

  private static func raggedStart(
    _ ragged: (fields: Int, expected: Int), separator: String, below lines: Int, path: String
  ) -> Diagnostic {
    Diagnostic(
      .raggedStart,
      "line \(lines + 1) of \"\(path)\" has \(FieldFault.fields(ragged.fields)), but most of the lines below it have "
        + "\(ragged.expected)",
      notes: ["the separator is taken to be \(JSON.quote(separator))"],
      help: [
        "if the table begins further down, say how many lines stand above it, as in skip: \(lines + 1)",
        "if lines of another length are to be left out, or the separator is another, say separator: \(JSON.quote(separator))",
      ])
  }

  /// Whether the first line that is not blank is one JSON object.
  private static func isJSONLine(_ head: [UInt8]) -> Bool {
    let line = head.drop { $0 <= 0x20 }.prefix { $0 != 0x0A }
    return line.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { JSONLineScanner.scan($0, 0, bytes.count) { _, _ in } } ?? false
    }
  }

  /// Whether the first line that is not blank opens an object or a list, or ends a member, and the object goes on below it.
  private static func isOverSeveralLines(_ head: [UInt8]) -> Bool {
    let visible = head.drop { $0 <= 0x20 }
    guard let end = visible.firstIndex(of: 0x0A), visible[end...].contains(where: { $0 > 0x20 }) else { return false }
    return visible[..<end].last { $0 > 0x20 }.map { "{[,".utf8.contains($0) } ?? false
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

  static func isSeparator(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let isLetter: (UInt8) -> Bool = { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
    let isWrong: (UInt8) -> Bool = { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 >= 0x80 || $0 == 0 || isLetter($0) }
    return !bytes.isEmpty && bytes.count <= 8 && !bytes.contains(where: isWrong)
  }

  private static func check(_ separator: String) throws {
    if !isSeparator(separator) {
      throw Diagnostic(
        .badSeparator, "\(JSON.quote(separator)) cannot separate fields",
        help: [
          SeparatorWord.written(separator).map { "say separator: \"\($0)\"" }
            ?? #"name one to eight ASCII characters, such as "," or "\t" or "::""#
        ])
    }
  }
}
