import Diagnostics
import Files
import Foundation

/// The layout and the column types of a file, from its beginning.
struct HeadInspection {
  let outline: TableOutline
  /// How the rest of it is read.
  let content: Content
  /// What the file began with.
  let head: FileHead

  enum Content {
    case text(TextReading)
    case binary(any BinaryFormat)
  }

  init(_ path: String, options: ReadingOptions) throws {
    let opening = try FileOpening(path)
    let head = try HeadText(opening, path: path, options: options)
    if let format = try options.binaryFormat(of: head), let binary = format.binary {
      try self.init(path, format, binary, options)
    } else {
      try self.init(opening, head, options)
    }
  }

  /// Of text, from its first `TableOutline.sampleBytes`.
  private init(_ opening: FileOpening, _ head: HeadText, _ options: ReadingOptions) throws {
    let path = head.path
    try head.beginTable(skip: options.skip)
    let layout = try TextLayout(head, options)
    if layout.separator == " " { head.squeezeSpaces(quoting: layout.quoting) }
    let cutter = RecordCutter(quoting: layout.quoting, separator: layout.separator.utf8.last ?? 0x0A)
    let nulls = NullSpellings(options.nulls ?? layout.reader.nulls)
    let count = try head.extend(until: cutter)
    let sample = try Self.sample(head, count, layout: layout, options: options, nulls: nulls)
    self.head = opening.file.head
    content = .text(
      TextReading(
        format: layout.reader, cutter: cutter, nulls: nulls, form: head.form, repeatedHeader: sample.repeatedHeader))
    let fields = try Self.fields(sample, path: path, options: options)
    var guesses = layout.guesses
    if head.form.hasCarriageReturns { guesses.insert(.carriageReturns, at: 0) }
    if head.preamble.comments > 0 { guesses.append(.comments(lines: head.preamble.comments)) }
    guesses += sample.guesses
    let gaps = sample.textByGaps.map { column in
      (key: sample.columns[column].key, name: options.names.flatMap { column < $0.count ? $0[column] : nil })
    }
    if let first = gaps.first(where: { options.types[$0.key] == nil && options.types[$0.name ?? $0.key] == nil }) {
      guesses.append(.emptyIsText(column: first.name ?? first.key))
    }
    // Numbers and dates explain the marks in them.
    if sample.columns[0].type != .string { guesses.removeAll { if case .oneColumn = $0 { true } else { false } } }
    outline = TableOutline(
      format: layout.format, separator: layout.separator, hasHeader: sample.hasHeader, quoting: layout.quoting,
      isCompressed: opening.isCompressed, fields: fields, sampledRows: sample.rows,
      sampledAll: head.isWhole && count == head.bytes.count, fileBytes: opening.fileBytes, guesses: guesses)
  }

  /// Of what is no text: opened anew, as its format reads it from its first byte.
  private init(_ path: String, _ format: TableFormat, _ binary: any BinaryFormat, _ options: ReadingOptions) throws {
    let opening = try FileOpening(path)
    let sample = try binary.inspect(BinaryContent(opening.stream, path: path))
    head = opening.file.head
    content = .binary(binary)
    outline = TableOutline(
      format: format, separator: "", hasHeader: sample.hasHeader, quoting: false, isCompressed: opening.isCompressed,
      fields: try Self.fields(sample, path: path, options: options), sampledRows: sample.rows, sampledAll: false,
      fileBytes: opening.fileBytes, guesses: sample.guesses)
  }

  /// Names and types as the options say, else as the file does.
  private static func fields(
    _ sample: HeadSample, path: String, options: ReadingOptions
  ) throws -> [TableOutline.Field] {
    if sample.columns.isEmpty {
      throw Diagnostic(.emptyFile, "\"\(path)\" is empty", help: ["a table needs at least a header"])
    }
    let keys = sample.columns.map(\.key)
    if let names = options.names, names.count != keys.count {
      let found = keys.prefix(30).joined(separator: ", ") + (keys.count > 30 ? ", …" : "")
      throw Diagnostic(
        .wrongNameCount,
        "\(names.count == 1 ? "1 name is" : "\(names.count) names are") given, and \"\(path)\" has "
          + (keys.count == 1 ? "1 column" : "\(keys.count) columns"),
        notes: ["the columns are \(found)"])
    }
    let names = options.names ?? keys
    if options.names != nil { try ColumnNames.requireDistinct(names, path: path) }
    if !options.types.isEmpty, !options.allowsOtherTypes {
      let known = Set(names).union(keys)
      for name in options.types.keys.sorted() where !known.contains(name) {
        throw ColumnNames.unknown(name, in: names, path: path)
      }
    }
    // A name that was given is not that of the column that the header calls so.
    let given = Set(names)
    return zip(names, sample.columns).map { name, column in
      let declared = options.types[name] ?? (given.contains(column.key) ? nil : options.types[column.key])
      return TableOutline.Field(
        name: name, key: column.key, type: declared ?? column.type, isDeclared: declared != nil)
    }
  }

  private static func sample(
    _ head: HeadText, _ count: Int, layout: TextLayout, options: ReadingOptions, nulls: NullSpellings
  ) throws -> HeadSample {
    // Vector loads may touch 64 bytes behind the text; a last line without an end gets one.
    var text = Array(head.bytes[..<count])
    if text.last != 0x0A { text.append(0x0A) }
    let length = text.count
    text.append(contentsOf: repeatElement(0, count: ChunkBuffer.padding))
    return try text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return HeadSample() }
      let sampled = SampledText(base: base, count: length, linesBefore: head.form.skippedLines, path: head.path)
      return try layout.reader.sample(sampled, layout: layout, options: options, nulls: nulls)
    }
  }
}

extension ReadingOptions {
  /// The format of a file that is not text: the one that is stated, or that recognises the bytes.
  fileprivate func binaryFormat(of head: HeadText) throws -> TableFormat? {
    if let format { return format.binary == nil ? nil : format }
    if let found = formats.first(where: { $0.binary?.recognises(head.bytes) == true }) { return found }
    if let named = head.named?.binary {
      throw Diagnostic(
        .unsupportedFile, "\"\(head.path)\" is not \(named.title), although its name says so",
        help: ["name it after what it is"])
    }
    return nil
  }
}

/// How a text is read on, as its beginning says.
struct TextReading {
  let format: any TextFormat
  let cutter: RecordCutter
  /// The spellings of null that apply.
  let nulls: NullSpellings
  /// How the bytes of the file become its text.
  let form: TextForm
  /// The header line, where a further line of the very same text is a repeated header and no row; empty where it may be one.
  let repeatedHeader: [UInt8]
}

/// The first whole records of a file.
struct SampledText {
  let base: UnsafePointer<UInt8>
  let count: Int
  /// Lines of the file above them.
  let linesBefore: Int
  let path: String
}

/// What the first rows say.
struct HeadSample {
  /// The names in the file and what types their values have.
  var columns: [(key: String, type: DeclaredType)] = []
  var hasHeader = false
  var rows = 0
  /// What was guessed of the header and of quotes.
  var guesses: [ReadingGuess] = []
  var repeatedHeader: [UInt8] = []
  /// Columns that are of texts for nothing but their empty fields, by their places.
  var textByGaps: [Int] = []
}
