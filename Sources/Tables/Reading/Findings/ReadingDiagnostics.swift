import Diagnostics

extension DiagnosticCode {
  static let emptyFile = DiagnosticCode(
    "empty-file",
    "The file holds no line that is not blank, so that not even the names of its columns are known. A table without rows "
      + "needs a header.")
  static let gzipTrailingGarbage = DiagnosticCode(
    "gzip-trailing-garbage",
    "Bytes after the end of the compressed data were ignored, as gzip does. They may be rests of a bad copy.")
  static let blockGzipWithoutEnd = DiagnosticCode(
    "block-gzip-without-end",
    "A block gzip ends with an empty block, and this one does not: it may have been cut between two blocks, so that rows are missing."
  )
  static let gzipNotCompressed = DiagnosticCode(
    "gzip-not-compressed",
    "The file is called .gz but holds plain text, as happens when a browser inflates what it downloads. It is read as text."
  )
  static let unsupportedFile = DiagnosticCode(
    "unsupported-file",
    "The file is of a kind that cannot be read, which its first bytes tell. Tables are read from \(TableFormat.all.names("and")) in "
      + "UTF-8 or Latin-1, plain or as gzip.")
  static let nulByte = DiagnosticCode(
    "nul-byte",
    "A byte 0 stands in the text. Text has none: the file is binary, in UTF-16, or damaged.")
  static let notUTF8 = DiagnosticCode(
    "not-utf-8",
    "Bytes that are not UTF-8 stand in a field. Say encoding: latin-1 if the file is in Latin-1, or convert it. Columns "
      + "that are not read are not looked at.")
  static let duplicateHeader = DiagnosticCode(
    "duplicate-header",
    "Two columns of the header have the same name, so that the name would not say which is meant. Rename one in the file, "
      + "or give all columns names with names:.")
  public static let wrongNameCount = DiagnosticCode(
    "wrong-name-count",
    "The option names: gives every column of the file a name, in its order, and has more or fewer names than the file has columns."
  )
  static let raggedStart = DiagnosticCode(
    "ragged-start",
    "The first line has another number of fields than most of the lines below it, so that it can be neither their header nor "
      + "a row like them. Say with skip: how many lines stand above the table, or with separator: that the first line counts."
  )
  static let doubtfulGuess = DiagnosticCode(
    "doubtful-guess",
    "What load recognised in a file could as well be otherwise: its separator, or whether the first line names the columns. "
      + "Say it with the option that the help names, and nothing is guessed.")
  static let innerByteOrderMark = DiagnosticCode(
    "inner-byte-order-mark",
    "A byte order mark stands at the beginning of a line within the file, where files were put behind one another. It was left out, "
      + "since it would make another text of the first value.")
  static let tornField = DiagnosticCode(
    "torn-field",
    "A field in quotes goes on behind the quote that closes it, because a quote inside it is not doubled: most often a backslash "
      + "stands before it, as MySQL and Python's escapechar write it. What follows is kept as it stands, the quote is lost, and where "
      + "the field has the separator, too, its line has too many fields.")
  public static let mixedZones = DiagnosticCode(
    "mixed-zones",
    "Some times of a column, or of the texts that datetime(…) reads, say how far from UTC they are, and others do not. Those are "
      + "taken for UTC, which moves them against the rest if another zone is meant.")
  static let tableTooLarge = DiagnosticCode(
    "table-too-large",
    "A file would become a table that memory cannot hold: every key of its JSON objects is a column with a place in every row. "
      + "Read a few columns of it with columns:, or write what are data as values.")
  static let unknownDataColumn = DiagnosticCode(
    "unknown-data-column",
    "The file has no column of that name. The help lists near names, or the names that there are.")
  static let badValue = DiagnosticCode(
    "bad-value",
    "A value does not fit the type of its column, which the first rows of the file or types: told. Types are not changed "
      + "midway, so that what was checked before the run holds. Declare the type with types:, or name what means nothing "
      + "with nulls:.")
  static let badLine = DiagnosticCode(
    "bad-line",
    "A line has more or fewer fields than the header, or is not a JSON object. With on-bad-lines: skip such lines are left "
      + "out, counted and listed; with error the first one stops the reading.")
  static let onlyBadLines = DiagnosticCode(
    "only-bad-lines",
    "The file has lines, but not one of them is a record of the table. Most often the separator is not the right one.")
  static let unclosedQuote = DiagnosticCode(
    "unclosed-quote",
    "A quote at the beginning of a field is never closed, so that the rest of the file would be one field. Where quotes "
      + "are data, say quoting: false.")
  static let recordTooLong = DiagnosticCode(
    "record-too-long",
    "A record is longer than 256 MiB. Either the file is not a table of text lines, or an unclosed quote swallows the rest."
  )
  public static let badSeparator = DiagnosticCode(
    "bad-separator",
    "A separator is one to eight ASCII characters, none of them a quote, a letter, a digit or a line end.")
  static let unknownKeys = DiagnosticCode(
    "unknown-keys",
    "Objects late in a JSON lines file have keys that the first rows have not. The columns are those of the first rows; "
      + "the later keys are left out.")
}

/// Every code that reading tables may report.
public enum ReadingDiagnostics {
  public static let all: [DiagnosticCode] = [
    .emptyFile, .gzipTrailingGarbage,
    .blockGzipWithoutEnd,
    .gzipNotCompressed, .unsupportedFile, .nulByte, .notUTF8, .duplicateHeader, .unknownDataColumn, .badValue, .badLine,
    .onlyBadLines, .unclosedQuote, .recordTooLong, .badSeparator, .unknownKeys, .wrongNameCount, .raggedStart,
    .doubtfulGuess, .innerByteOrderMark, .tornField, .mixedZones, .tableTooLarge,
  ]
}
