import Diagnostics
import Languages
import Plotting
import Tables

/// What a step shows in a report. Steps make these; nothing in them knows of HTML.
public enum ReportBlock: Sendable {
  /// A sentence with its numbers: "12,345 of 4,057,147 rows were repeats, 0.3 %; 4,044,802 remain."
  case sentence([Run])
  case table(TableBlock)
  case figure(FigureBlock)
  /// A list of names and values, such as a model's metrics beside the naive guess.
  case facts([Fact])
  /// Something the reader should know before believing the numbers (skipped lines, values a chart could not show).
  case remark([Run])
  /// Text as it is, line by line, such as a request and its answer; `title` says what it is to those who do not see it.
  case code(String, title: String)
}

/// A stretch of a sentence in one style.
public enum Run: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  case text(String)
  case strong(String)
  /// A name of the language or of a column.
  case code(String)

  public init(stringLiteral value: String) { self = .text(value) }
}

/// A named value, with words that explain it.
public struct Fact: Sendable {
  public var name: String
  public var value: String
  public var note: String
  /// Where it was found, for facts that stand elsewhere; empty otherwise.
  public var link = ""

  public init(_ name: String, _ value: String, note: String = "") {
    self.name = name
    self.value = value
    self.note = note
  }
}

/// A table to read: text already formatted, numbers aligned by their type.
public struct TableBlock: Sendable {
  public struct Column: Sendable {
    public var title: String
    /// Under the title, small: the column's name as cells write it, when the title is not the same.
    public var name: String
    /// Under the title, small: the type of a table's column.
    public var subtitle: String
    public var isNumeric: Bool

    public init(_ title: String, name: String = "", subtitle: String = "", isNumeric: Bool) {
      self.title = title
      self.name = name
      self.subtitle = subtitle
      self.isNumeric = isNumeric
    }

    /// A column of a table: its title is its name in words.
    public init(named name: String, subtitle: String = "", isNumeric: Bool) {
      let words = ColumnTitle.words(of: name)
      self.init(words, name: words == name ? "" : name, subtitle: subtitle, isNumeric: isNumeric)
    }
  }

  public enum Entry: Sendable, Hashable {
    case text(String)
    /// Shown faint, as a missing value.
    case null
    case strong(String)
  }

  public var columns: [Column]
  public var rows: [[Entry]]
  /// Whether the first column names its row.
  public var hasRowHeaders: Bool
  /// Below the table: "first 5 of 12,345 rows".
  public var footnote: String
  /// Whether it only says what a step left out or took for what: a cell's caption, references and slides are never about it as long
  /// as the cell has another table.
  public var isSupplementary = false

  /// The same, beside what a cell is about.
  public var asSupplement: TableBlock {
    var table = self
    table.isSupplementary = true
    return table
  }

  public init(columns: [Column], rows: [[Entry]], hasRowHeaders: Bool = false, footnote: String = "") {
    self.columns = columns
    self.rows = rows
    self.hasRowHeaders = hasRowHeaders
    self.footnote = footnote
  }
}

/// One chart, or several side by side, that a step drew. Label, caption and alternative text come from its cell.
public struct FigureBlock: Sendable {
  public var charts: [Chart]

  /// - Parameter language: what the charts say of themselves is said in it.
  public init(charts: [Chart], language: Language = .english) {
    self.charts = charts.map { chart in
      var chart = chart
      chart.language = language
      return chart
    }
  }
}
