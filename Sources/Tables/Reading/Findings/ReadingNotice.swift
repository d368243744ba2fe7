import Diagnostics
import JSONText

/// What was found while reading that does not stop it, and that a reader should know.
public enum ReadingNotice: Sendable, Hashable, Codable {
  /// The name says gzip, and the file is plain text.
  case notCompressed
  /// Bytes from this offset on, behind the end of the gzip, were ignored.
  case trailingGarbage(offset: Int)
  /// A block gzip ends without its mark.
  case lacksEndMarker
  /// Keys of late JSON objects that the first have not.
  case unknownKeys([String])
  /// Lines before which a byte order mark stood, which was left out.
  case innerByteOrderMarks(lines: Int)
  /// Fields whose text goes on behind their closing quote, the first of them in this line, and whether most have a backslash
  /// before that quote.
  case tornFields(Int, line: Int, isEscaped: Bool)
  /// Times of a column that do not say how far from UTC they are, among others that do.
  case mixedZones(column: String, assumed: Int, of: Int)
  /// A doubtful guess.
  case guess(ReadingGuess)

  /// The notice in English about a file that goes by the name `file`, without its full stop, and what to do.
  public func words(file: String) -> (message: String, help: [String]) {
    switch self {
    case .notCompressed: ("\"\(file)\" is not compressed; it is read as text", [])
    case .trailingGarbage(let offset):
      ("\"\(file)\": what follows byte \(offset), after the end of the gzip, was ignored", [])
    case .lacksEndMarker:
      (
        "\"\(file)\" is a block gzip without its last, empty block: rows may be missing",
        ["copy or download the file again, or compress it again"]
      )
    case .unknownKeys(let keys):
      (
        "\"\(file)\" has keys that its first rows have not, such as "
          + "\(keys.map { "\"\($0)\"" }.joined(separator: ", ")): they are left out",
        []
      )
    case .innerByteOrderMarks(let lines):
      (
        "in \"\(file)\" \(lines == 1 ? "a line begins" : "\(lines) lines begin") with a byte order mark, which was left out: "
          + "files were put behind one another",
        []
      )
    case .tornFields(let count, let line, let isEscaped):
      (
        "in \"\(file)\" the text of \(count == 1 ? "a field goes" : "\(count) fields goes") on behind the closing quote, "
          + "\(count == 1 ? "" : "first ")in line \(line): a quote inside it is lost",
        [
          isEscaped
            ? "a quote inside quotes is doubled in a csv; make it so where a backslash stands before it: "
              + #"sed 's/\\"/""/g'"#
            : "a quote inside quotes is doubled in a csv: \"\"; if quotes are data in this file, say quoting: false"
        ]
      )
    case .mixedZones(let column, let assumed, let all):
      (
        "in \"\(file)\" \(assumed) of \(all) times of \"\(column)\" \(assumed == 1 ? "says" : "say") no zone, and \(assumed == 1 ? "is" : "are") "
          + "taken for UTC",
        ["write the zone to every time, as in 2015-08-31T12:00:00+02:00; Z is UTC"]
      )
    case .guess(.rivalSeparator(let taken, let rival)):
      (
        "the fields of \"\(file)\" are taken to stand between \(JSON.quote(taken)), but \(JSON.quote(rival)) would cut "
          + "its lines as evenly",
        ["say which it is: separator: \(JSON.quote(taken)), or separator: \(JSON.quote(rival))"]
      )
    case .guess(.oneColumn(let rival)):
      (
        "\"\(file)\" is read as one column, although most of its lines have \(JSON.quote(rival)) equally often",
        ["if that stands between fields, say separator: \(JSON.quote(rival))"]
      )
    case .guess(.doubtfulHeader(let line)):
      (
        "the first line of \"\(file)\" is taken for the names of its columns, but looks like a row: \(line)",
        ["say header: false if it is a row, or header: true if it is not"]
      )
    case .guess(.quotesAreText(let column)):
      (
        "in \"\(file)\" every value of \"\(column)\" stands in double quotes, which are read as a part of it, since fields stand "
          + "between tabs",
        ["say quoting: true if they enclose it, or quoting: false if they do not"]
      )
    case .guess(.emptyIsText(let column)):
      (
        "in \"\(file)\" the column \"\(column)\" is one of texts only because of its empty fields, which nulls: does not name",
        ["if they mean that there is no value, name them, too: nulls: [\"\", …]"]
      )
    case .guess:
      ("\"\(file)\" is read as its first lines suggest", [])
    }
  }

  /// The notice for the terminal.
  public func warning(file: String) -> Diagnostic {
    let (message, help) = words(file: file)
    return Diagnostic(code, message, severity: .warning, help: help)
  }

  private var code: DiagnosticCode {
    switch self {
    case .notCompressed: .gzipNotCompressed
    case .trailingGarbage: .gzipTrailingGarbage
    case .lacksEndMarker: .blockGzipWithoutEnd
    case .unknownKeys: .unknownKeys
    case .innerByteOrderMarks: .innerByteOrderMark
    case .tornFields: .tornField
    case .mixedZones: .mixedZones
    case .guess: .doubtfulGuess
    }
  }
}
