import Diagnostics
import Files

/// Words for what is wrong with a line or a field.
enum FieldFault {
  static func fault(
    _ kind: FieldFlaw, column: PlannedColumn, record: Range<Int>, field: Range<Int>, text: UnsafePointer<UInt8>
  ) -> ReadingFault {
    let excerpt = Array(UnsafeBufferPointer(start: text + record.lowerBound, count: record.count))
    let before = lineEnds(text, record.lowerBound)
    let inner = (field.lowerBound - record.lowerBound)..<(field.upperBound - record.lowerBound)
    let value = UnsafeBufferPointer(start: text + field.lowerBound, count: field.count)
    let raw = ReadingFault.quote(value)
    switch kind {
    case .wrongType:
      let loss = ValueLoss(value, as: column.type)
      let type = phrase(column.type)
      let why = column.isDeclared ? "types: declares" : "the first rows of the file suggest"
      return ReadingFault(
        code: .badValue,
        message: { "line \($0), column \"\(column.name)\": \(loss?.described(raw) ?? "\(raw) is not \(type)")" },
        lineInPiece: before, excerpt: excerpt, range: inner, label: loss?.label ?? "not \(type)",
        notes: ["\(why) that \"\(column.name)\" is \(type)"] + (loss.map { [$0.note] } ?? []),
        help: help(column, loss, text: value, raw: raw))
    case .nul:
      let place = offset(kind, in: inner, excerpt)
      return ReadingFault(
        code: .nulByte, message: { "line \($0), column \"\(column.name)\": a NUL byte stands in the text" },
        lineInPiece: before, excerpt: excerpt, range: place..<place + 1, label: "byte 0",
        help: ["if the file is in UTF-16, convert it: iconv -f UTF-16 -t UTF-8", "otherwise it is damaged or not text"])
    case .illFormed(_, let byte):
      let place = offset(kind, in: inner, excerpt)
      let digits = hexadecimal(byte)
      return ReadingFault(
        code: .notUTF8, message: { "line \($0), column \"\(column.name)\": the byte 0x\(digits) is not UTF-8" },
        lineInPiece: before, excerpt: excerpt, range: place..<place + 1, label: "byte 0x\(digits)",
        help: encodingHelp(byte))
    }
  }

  /// In Latin-1 the bytes from 0x80 to 0x9F mean nothing that is printed; Shift_JIS and Windows have letters there.
  private static func encodingHelp(_ byte: UInt8) -> [String] {
    if byte >= 0xA0 { return ["say encoding: latin-1, if that is what the file is in"] }
    return [
      "if its text is Japanese, convert it: iconv -f CP932 -t UTF-8",
      "if it was written by an old Windows of the West: iconv -f CP1252 -t UTF-8",
    ]
  }

  static func badLine(
    _ found: Int, expected: Int, record: Range<Int>, text: UnsafePointer<UInt8>
  ) -> ReadingFault {
    ReadingFault(
      code: .badLine, message: { "line \($0) has \(fields(found)) where \(expected) are expected" },
      lineInPiece: lineEnds(text, record.lowerBound),
      excerpt: Array(UnsafeBufferPointer(start: text + record.lowerBound, count: record.count)),
      range: 0..<min(record.count, 80), label: fields(found),
      help: ["on-bad-lines: skip leaves such lines out and lists them"])
  }

  static func repeatedHeader(record: Range<Int>, text: UnsafePointer<UInt8>) -> ReadingFault {
    ReadingFault(
      code: .badLine, message: { "line \($0) is the header once more" },
      lineInPiece: lineEnds(text, record.lowerBound),
      excerpt: Array(UnsafeBufferPointer(start: text + record.lowerBound, count: record.count)),
      range: 0..<min(record.count, 80), label: "the header again",
      notes: ["files were put behind one another, each with its header"],
      help: ["on-bad-lines: skip leaves such lines out and lists them"])
  }

  static func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }

  /// How many lines end before `offset`: needed for faults only, so counted when there is one. O(offset).
  static func lineEnds(_ text: UnsafePointer<UInt8>, _ offset: Int) -> Int {
    UnsafeBufferPointer(start: text, count: offset).reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  /// The start of a record as it is listed in a report.
  static func excerpt(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> String {
    let limit = ReadingReport.excerptLength
    let bytes = UnsafeBufferPointer(start: text + range.lowerBound, count: min(range.count, limit * 4))
    let characters = String(decoding: bytes, as: UTF8.self)
    return characters.count > limit || bytes.count < range.count ? String(characters.prefix(limit)) + "…" : characters
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }

  /// Quoting may have moved the byte: it is looked for in the field as it stands in the file.
  private static func offset(_ kind: FieldFlaw, in field: Range<Int>, _ excerpt: [UInt8]) -> Int {
    let wanted: (UInt8) -> Bool
    switch kind {
    case .nul: wanted = { $0 == 0 }
    default:
      let flaw = excerpt.withUnsafeBufferPointer { bytes in
        bytes.baseAddress.flatMap { UTF8Validation.flaw($0 + field.lowerBound, field.count) }
      }
      if case .illFormed(let offset) = flaw { return field.lowerBound + offset }
      wanted = { $0 >= 0x80 }
    }
    return excerpt[field].firstIndex(where: wanted) ?? field.lowerBound
  }

  private static func phrase(_ type: DeclaredType) -> String {
    switch type {
    case .integer: "an integer"
    case .string, .boolean, .decimal, .date, .datetime: "a \(type.rawValue)"
    case .seconds, .milliseconds, .microseconds: "a number of \(type.rawValue) since 1970"
    }
  }

  private static func help(
    _ column: PlannedColumn, _ loss: ValueLoss?, text: UnsafeBufferPointer<UInt8>, raw: String
  ) -> [String] {
    var suggestion = DeclaredType.string
    if loss == nil, let start = text.baseAddress {
      let kind = TypeInference.kind(of: start, text.count)
      if column.type == .integer, kind == .decimal { suggestion = .decimal }
      if column.type == .date, kind == .datetime { suggestion = .datetime }
      if column.type == .datetime, TypeInference.numberFinding(of: start, text.count) != nil {
        suggestion = epoch(start, text.count)
      }
    }
    let name = column.name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? column.name : "`\(column.name)`"
    let type = "say types: [\(name): \(suggestion.rawValue)]"
    if loss != nil { return ["\(type), which keeps every digit"] }
    return [type, "or, if it means that there is no value, nulls: [\(raw)]"]
  }

  /// What a number that counts time most likely counts: 10^11 seconds are the year 5138, and 10^14 milliseconds as well.
  private static func epoch(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> DeclaredType {
    guard let value = DecimalText.parse(bytes, count)?.magnitude, value >= 1e11 else { return .seconds }
    return value >= 1e14 ? .microseconds : .milliseconds
  }
}
