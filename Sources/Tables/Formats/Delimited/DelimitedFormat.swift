import Diagnostics
import JSONText

extension TableFormat {
  /// Fields between commas or what else separates them, quoted as in RFC 4180.
  public static let csv = TableFormat("csv", DelimitedFormat.csv)
  /// Fields between tabs; a quote is data.
  public static let tsv = TableFormat("tsv", otherEndings: ["tab"], DelimitedFormat(separator: "\t", hasQuotes: false))

  /// In which formats double quotes enclose fields: "csv yes, tsv no".
  public static var quotingInWords: String {
    all.compactMap { format in
      (format.text as? DelimitedFormat).map { "\(format.name) \($0.hasQuotes ? "yes" : "no")" }
    }.joined(separator: ", ")
  }
}

/// Text with a record a line and something between its fields.
///
/// A file may have another separator than its name promises: it is of the format of the one that is found in it.
struct DelimitedFormat: TextFormat {
  /// What stands between fields in what is written, and is expected in what is read.
  let separator: UInt8
  /// Whether double quotes enclose fields. Where they do not, no text can have the separator or a line break in it.
  let hasQuotes: Bool

  static let csv = DelimitedFormat(separator: ",", hasQuotes: true)

  init(separator: Unicode.Scalar, hasQuotes: Bool) {
    self.separator = UInt8(ascii: separator)
    self.hasQuotes = hasQuotes
  }

  var separatorText: String { String(Unicode.Scalar(separator)) }

  /// The format of files with this between their fields, csv where none has it for its own.
  private static func separated(by separator: String) -> (format: TableFormat, reader: DelimitedFormat) {
    for format in TableFormat.all {
      if let reader = format.text as? DelimitedFormat, reader.separatorText == separator { return (format, reader) }
    }
    return (.csv, csv)
  }

  var gaps: Set<TableFormat.Gap> { hasQuotes ? [] : [.fieldBreak] }
  var options: Set<ReadingOption> { Set(ReadingOption.allCases) }
  var nulls: [String] { ReadingOptions.defaultNulls }

  func encoder(of table: Table) -> any TableEncoder { DelimitedEncoder(table, self) }

  func require(_ head: HeadText) {}

  /// Any text could be one.
  func recognises(_ head: HeadText, _ options: ReadingOptions) -> Bool { false }

  func layout(of head: HeadText, _ options: ReadingOptions) throws -> TextLayout {
    var guesses: [ReadingGuess] = []
    let separator: String
    if let given = options.separator ?? (options.format == nil ? nil : separatorText) {
      separator = given
    } else if let named = head.preamble.separator {
      separator = named
      guesses.append(.separatorLine(named))
    } else {
      let found = head.bytes.withUnsafeBufferPointer {
        SeparatorRecognition($0, preferring: separatorText, isWhole: head.isWhole)
      }
      if let ragged = found.raggedStart { throw Self.raggedStart(ragged, separator: found.separator, head) }
      separator = found.separator
      guesses = self.guesses(found, head)
    }
    let (format, reader) = Self.separated(by: separator)
    // `::` stems from files that know no quotes.
    let quoting = separator.utf8.count == 1 && (options.quoting ?? reader.hasQuotes)
    return TextLayout(format, reader, separator: separator, quoting: quoting, guesses: guesses)
  }

  /// What is worth saying: a separator that the name of the file does not promise, and what else could be meant.
  private func guesses(_ found: SeparatorRecognition, _ head: HeadText) -> [ReadingGuess] {
    if head.bytes.occurrences(of: Array(found.separator.utf8)) == 0 {
      return found.rival.map { [.oneColumn(rival: $0)] } ?? []
    }
    if let rival = found.rival { return [.rivalSeparator(found.separator, rival: rival)] }
    let expected = head.named == nil ? SeparatorRecognition.usual : [separatorText]
    return expected.contains(found.separator) ? [] : [.separator(found.separator)]
  }

  private static func raggedStart(
    _ ragged: (fields: Int, expected: Int), separator: String, _ head: HeadText
  ) -> Diagnostic {
    Diagnostic(
      .raggedStart,
      "line \(head.preamble.lines + 1) of \"\(head.path)\" has \(FieldFault.fields(ragged.fields)), but most of the lines below it have "
        + "\(ragged.expected)",
      notes: ["the separator is taken to be \(JSON.quote(separator))"],
      help: [
        "if the table begins further down, say how many lines stand above it, as in skip: \(head.preamble.lines + 1)",
        "if lines of another length are to be left out, or the separator is another, say separator: \(JSON.quote(separator))",
      ])
  }

  func sample(
    _ text: SampledText, layout: TextLayout, options: ReadingOptions, nulls: NullSpellings
  ) throws -> HeadSample {
    try DelimitedSample.take(text, layout: layout, options: options, nulls: nulls, hasQuotes: hasQuotes)
  }

  func parser(_ plan: ReadingPlan) -> any ChunkParser { DelimitedParser(plan) }

  func onlyBadLines(_ report: ReadingReport) -> Diagnostic {
    let first = report.skipped.first
    let found = first?.fieldCount.map { ", \(FieldFault.fields($0)) in line \(first?.line ?? 0)" } ?? ""
    return Diagnostic(
      .onlyBadLines,
      "none of the \(report.skippedCount) lines of \"\(report.path)\" is a row of its table: "
        + "\(FieldFault.fields(report.outline.fields.count)) expected\(found)",
      notes: ["the separator is taken to be \(JSON.quote(report.outline.separator))"],
      help: ["say what stands between fields, as in separator: \";\""])
  }
}
