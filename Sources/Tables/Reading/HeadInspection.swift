import Diagnostics
import Files
import Foundation

/// The layout and the column types of a file, from its first `TableOutline.sampleBytes` of text.
struct HeadInspection {
  let outline: TableOutline
  let cutter: RecordCutter
  /// The spellings of null that apply.
  let nulls: [String]
  /// How the bytes of the file become its text.
  let form: TextForm
  /// The header line, where a further line of the very same text is a repeated header and no row; empty where it may be one.
  let repeatedHeader: [UInt8]
  /// What the file began with.
  let head: FileHead

  init(_ path: String, options: ReadingOptions) throws {
    let opening = try FileOpening(path)
    let head = try HeadText(opening, path: path, encoding: options.encoding, skip: options.skip)
    let layout = try TextLayout(
      head.bytes, below: head.preamble, isWhole: head.isWhole, path: path, options: options)
    if layout.separator == " " { head.squeezeSpaces(quoting: layout.quoting) }
    cutter = RecordCutter(quoting: layout.quoting, separator: layout.separator.utf8.last ?? 0x0A)
    nulls = options.nulls ?? (layout.format == .jsonl ? [] : ReadingOptions.defaultNulls)
    let count = try head.extend(until: cutter)
    form = head.form
    let sample = try Self.sample(head, count, layout: layout, path: path, options: options, nulls: nulls)
    self.head = opening.file.head
    if sample.columns.isEmpty {
      throw Diagnostic(.emptyFile, "\"\(path)\" is empty", help: ["a table needs at least a header"])
    }
    repeatedHeader = sample.repeatedHeader
    let fields = try Self.fields(sample, path: path, options: options)
    var guesses = layout.guesses
    if form.hasCarriageReturns { guesses.insert(.carriageReturns, at: 0) }
    if head.preamble.comments > 0 { guesses.append(.comments(lines: head.preamble.comments)) }
    guesses += [sample.guess].compactMap { $0 }
    // `::` stems from files that know no quotes.
    if options.quoting == nil, layout.format == .tsv, let column = sample.quoted {
      guesses.append(.quotesAreText(column: column))
    }
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

  /// Names and types as the options say, else as the file does.
  private static func fields(
    _ sample: HeadSample, path: String, options: ReadingOptions
  ) throws -> [TableOutline.Field] {
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
    _ head: HeadText, _ count: Int, layout: TextLayout, path: String, options: ReadingOptions, nulls: [String]
  ) throws -> HeadSample {
    // Vector loads may touch 64 bytes behind the text; a last line without an end gets one.
    var text = Array(head.bytes[..<count])
    if text.last != 0x0A { text.append(0x0A) }
    let length = text.count
    text.append(contentsOf: repeatElement(0, count: ChunkBuffer.padding))
    return try text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return HeadSample() }
      let sampled = SampledText(base: base, count: length, linesBefore: head.form.skippedLines, path: path)
      let spellings = NullSpellings(nulls)
      if layout.format == .jsonl { return try JSONLineSample.take(sampled, options: options, nulls: spellings) }
      return try DelimitedSample.take(sampled, layout: layout, options: options, nulls: spellings)
    }
  }
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
  /// What was guessed of the header.
  var guess: ReadingGuess?
  var repeatedHeader: [UInt8] = []
  /// The first column in which every value stands in double quotes.
  var quoted: String?
  /// Columns that are of texts for nothing but their empty fields, by their places.
  var textByGaps: [Int] = []
}
