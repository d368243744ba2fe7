/// What was taken for granted of a file although neither an option nor its name says so, and could be otherwise.
public enum ReadingGuess: Sendable, Hashable, Codable {
  /// Fields are taken to stand between these; a space means runs of spaces.
  case separator(String)
  /// As many lines could be cut into fields at the second as were at the first.
  case rivalSeparator(String, rival: String)
  /// The first line, `sep=;`, says what separates fields.
  case separatorLine(String)
  /// Every line is one field, although most lines could be cut at this.
  case oneColumn(rival: String)
  /// The first line is taken for a row, so that the columns have no names.
  case noHeader(firstLine: String)
  /// The first line is taken for names although every column is text, so that it could be a row.
  case header(line: String)
  /// The first line is taken for names although it looks like the lines below it.
  case doubtfulHeader(line: String)
  /// Lines above the table, each with a `#`, are passed over.
  case comments(lines: Int)
  /// Quotes around every value of a column are taken for a part of it, since nothing is quoted between tabs.
  case quotesAreText(column: String)
  /// Empty fields of a column are texts, since `nulls:` does not name them, and so are all its values that would be of another type.
  case emptyIsText(column: String)
  /// A carriage return alone ends a line.
  case carriageReturns
  /// What it holds is JSON, and its name says otherwise.
  case jsonLines

  /// Whether the guess is as likely wrong as right, so that it deserves a warning.
  public var isDoubtful: Bool {
    switch self {
    case .rivalSeparator, .oneColumn, .doubtfulHeader, .quotesAreText, .emptyIsText: true
    case .separator, .separatorLine, .noHeader, .header, .comments, .carriageReturns, .jsonLines: false
    }
  }
}
