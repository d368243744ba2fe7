/// What the bytes of a text file mean.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  /// ISO 8859-1: byte b is the character U+00b.
  case latin1 = "latin-1"
}

/// What becomes of a line that is not a record of the table.
public enum BadLineRule: String, Sendable, Hashable, CaseIterable {
  /// The first one stops the reading.
  case error
  /// Left out, counted and listed in the report.
  case skip
}

/// What becomes of a line with fewer fields than the header.
public enum ShortLineRule: String, Sendable, Hashable, CaseIterable {
  /// A bad line, because half a record is more often a broken one than one whose end was left empty.
  case bad
  /// The missing fields are null, as pandas and polars have it.
  case null
}

/// A type as `types:` names it: a column type, or a number that counts time from 1970-01-01T00:00:00Z.
public enum DeclaredType: String, Sendable, Hashable, CaseIterable {
  case integer, decimal, string, date, datetime, boolean
  /// Seconds since the epoch, also with the digits of a fraction, read as `datetime`.
  case seconds
  /// Milliseconds since the epoch, read as `datetime`.
  case milliseconds
  /// Microseconds since the epoch, read as `datetime`.
  case microseconds

  /// The type that the column has in the table.
  public var columnType: ColumnType {
    switch self {
    case .integer: .integer
    case .decimal: .decimal
    case .string: .string
    case .date: .date
    case .datetime, .seconds, .milliseconds, .microseconds: .datetime
    case .boolean: .boolean
    }
  }
}

/// The options of reading that some formats have no use for.
public enum ReadingOption: Sendable, Hashable, CaseIterable {
  case types, separator, header, skip, quoting, encoding, nulls
}

/// How a file is to be read; nil means: recognise it.
public struct ReadingOptions: Sendable, Hashable {
  /// The formats that are known.
  var formats = TableFormat.all
  public var format: TableFormat?
  /// One or more bytes; a space means runs of spaces. `,`, `;`, tab, `|`, `::` and, between numbers, spaces are recognised.
  public var separator: String?
  /// Whether the first line that is not blank names the columns.
  public var header: Bool?
  /// Names in place of those of the header or, without one, of numbers.
  public var names: [String]?
  /// How many lines stand above the table; nil means those that begin with `#`, and a line `sep=;`.
  public var skip: Int?
  /// Whether `"` quotes fields as in RFC 4180. Recognised: yes, unless the separator is a tab or `::`.
  public var quoting: Bool?
  public var onBadLines: BadLineRule
  public var shortLines: ShortLineRule
  /// Column name, a given one or the header's, to type, in place of what the first rows suggest.
  public var types: [String: DeclaredType]
  /// Whether `types` may name columns that the file does not have.
  public var allowsOtherTypes = false
  public var encoding: TextEncoding
  /// What is null, exactly as written; nil means what the format says: `defaultNulls`, or only its own null where it has one.
  public var nulls: [String]?

  public init(
    format: TableFormat? = nil, separator: String? = nil, header: Bool? = nil, names: [String]? = nil, skip: Int? = nil,
    quoting: Bool? = nil,
    onBadLines: BadLineRule = .skip, shortLines: ShortLineRule = .bad, types: [String: DeclaredType] = [:],
    encoding: TextEncoding = .utf8, nulls: [String]? = nil
  ) {
    self.format = format
    self.separator = separator
    self.header = header
    self.names = names
    self.skip = skip
    self.quoting = quoting
    self.onBadLines = onBadLines
    self.shortLines = shortLines
    self.types = types
    self.encoding = encoding
    self.nulls = nulls
  }

  /// The empty field and the spellings that `pandas.read_csv` takes for missing by default (pandas 3).
  public static let defaultNulls = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA",
    "NULL", "NaN", "None", "n/a", "nan", "null",
  ]
}
