import Diagnostics
import Foundation

/// The layout and the column types of a file, from its first `TableOutline.sampleBytes` of text.
struct HeadInspection {
  let outline: TableOutline
  let cutter: RecordCutter
  /// The spellings of null that apply.
  let nulls: [String]
  /// What the file began with.
  let head: FileHead

  init(_ path: String, options: ReadingOptions) throws {
    let opening = try FileOpening(path)
    let head = try HeadText(opening, path: path, encoding: options.encoding)
    try FileOpening.refuseBinary(head.bytes.prefix(16), path: path)
    let layout = try TextLayout(head.bytes, path: path, options: options)
    cutter = RecordCutter(quoting: layout.quoting, separator: layout.separator.utf8.last ?? 0x0A)
    nulls = options.nulls ?? (layout.format == .jsonl ? [] : ReadingOptions.defaultNulls)
    let count = try head.extend(until: cutter)
    let sample = try Self.sample(head, count, layout: layout, path: path, options: options, nulls: nulls)
    self.head = opening.file.head
    if sample.fields.isEmpty {
      throw Diagnostic(.emptyFile, "\"\(path)\" is empty", help: ["a table needs at least a header"])
    }
    outline = TableOutline(
      format: layout.format, separator: layout.separator, hasHeader: sample.hasHeader, quoting: layout.quoting,
      isCompressed: opening.isCompressed, fields: sample.fields, sampledRows: sample.rows,
      sampledAll: head.isWhole && count == head.bytes.count, fileBytes: opening.fileBytes)
    for name in options.types.keys.sorted() where !sample.fields.contains(where: { $0.name == name }) {
      throw ColumnNames.unknown(name, in: sample.fields.map(\.name), path: path)
    }
  }

  private static func sample(
    _ head: HeadText, _ count: Int, layout: TextLayout, path: String, options: ReadingOptions, nulls: [String]
  ) throws -> HeadSample {
    // Vector loads may touch 64 bytes behind the text; a last line without an end gets one.
    var text = Array(head.bytes[..<count])
    if text.last != 0x0A { text.append(0x0A) }
    let length = text.count
    text.append(contentsOf: repeatElement(0, count: ChunkBuffer.padding))
    return try text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return HeadSample(fields: [], hasHeader: false, rows: 0) }
      let spellings = NullSpellings(nulls)
      if layout.format == .jsonl {
        return try JSONLineSample.take(base, length, path: path, options: options, nulls: spellings)
      }
      return try DelimitedSample.take(base, length, layout: layout, path: path, options: options, nulls: spellings)
    }
  }
}

/// What the first rows say.
struct HeadSample {
  var fields: [TableOutline.Field]
  var hasHeader: Bool
  var rows: Int
}

/// The first bytes of a text as UTF-8, as many as the types are inferred from.
final class HeadText {
  private(set) var bytes: [UInt8] = []
  private(set) var isWhole = false
  private let stream: any ByteStream
  private let path: String
  private let encoding: TextEncoding

  init(_ opening: FileOpening, path: String, encoding: TextEncoding) throws {
    stream = opening.stream
    self.path = path
    self.encoding = encoding
    try read(TableOutline.sampleBytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if encoding == .latin1 { transcode() }
  }

  private func read(_ amount: Int) throws {
    let start = bytes.count
    var filled = start
    bytes.append(contentsOf: repeatElement(0, count: amount))
    while filled < start + amount {
      do {
        let count = try bytes.withUnsafeMutableBytes { try stream.read(into: .init(rebasing: $0[filled...])) }
        filled += count
        if count == 0 {
          isWhole = true
          break
        }
      } catch let fault as ReadingFault {
        throw fault.diagnostic(path: path, linesBefore: bytes[..<filled].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) })
      }
    }
    bytes.removeLast(bytes.count - filled)
  }

  private func transcode() {
    let source = bytes
    bytes = [UInt8](unsafeUninitializedCapacity: max(1, source.count * 2)) { target, count in
      source.withUnsafeBufferPointer { text in
        if let from = text.baseAddress, let to = target.baseAddress {
          count = UTF8Validation.transcodeLatin1(from, text.count, into: to)
        }
      }
    }
  }

  /// How many bytes are whole records; reads on while these are fewer than a header and one more record.
  func extend(until cutter: RecordCutter) throws -> Int {
    while !isWhole {
      let cut = bytes.withUnsafeBufferPointer { text -> Int in
        guard let base = text.baseAddress else { return 0 }
        let cut = cutter.lastRecordEnd(base, text.count)
        return cut > 0 && cutter.lastRecordEnd(base, cut - 1) > 0 ? cut : 0
      }
      if cut > 0 { return cut }
      if bytes.count > ChunkSource.longestRecord {
        throw Diagnostic(
          .recordTooLong, "the first record of \"\(path)\" is longer than 256 MiB",
          help: ["if quotes are data in this file, say quoting: false"])
      }
      let before = bytes.count
      try read(before)
      if encoding == .latin1 {
        let added = Array(bytes[before...])
        bytes.removeLast(added.count)
        for byte in added { bytes.append(contentsOf: String(UnicodeScalar(byte)).utf8) }
      }
    }
    return bytes.count
  }
}
