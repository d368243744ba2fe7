import Notebooks
import Tables

/// An operand or an option of a step, as its ``TypedParameter`` declares it.
public struct Parameter: Sendable {
  public let name: String
  public let kind: ParameterKind
  /// What it does, as one sentence with its full stop.
  public let summary: String
  public let isRequired: Bool
  /// What is taken when it is not given, in words or as it would be written.
  public let fallback: String
}

/// What a parameter's value must be. Columns and expressions refer to a table that another parameter names; what takes a list
/// says what it means that something is named twice.
public indirect enum ParameterKind: Sendable {
  /// A bound table.
  case table
  /// One bound table or a list of them.
  case tables(repeats: Repeats)
  /// A trained model.
  case model
  /// One trained model or a list of them.
  case models(repeats: Repeats)
  /// An embedding.
  case embedding
  /// A column of the table in the parameter `of`; `types` nil allows every type.
  case column(of: String, types: Set<ColumnType>? = nil)
  case columns(of: String, types: Set<ColumnType>? = nil, repeats: Repeats)
  /// Columns, each with an optional direction: `[stars: descending, date]`.
  case sortKeys(of: String, repeats: Repeats)
  case integer(ClosedRange<Int>)
  case decimal(ClosedRange<Double>)
  case boolean
  /// One of a few words.
  case word([String])
  case string(TextContent)
  case strings(repeats: Repeats)
  /// A file or a source of data, and what is done with it: what is read starts at the notebooks, what is written at the outputs.
  case path(Reach.Use)
  /// A range of whole numbers, `5..10`, both ends within these.
  case range(ClosedRange<Int>)
  case integers(ClosedRange<Int>, repeats: Repeats)
  case decimals(ClosedRange<Double>, repeats: Repeats)
  /// A list of `name: word` entries.
  case entries([String], repeats: Repeats)
  /// A name for a new column.
  case newName
  case newNames(repeats: Repeats)
  /// A true-or-false expression over the rows of the table in the parameter `of`.
  case condition(of: String)
  /// An expression over the rows of the table, of one of these types.
  case expression(of: String, types: Set<ColumnType>? = nil)
  /// An expression over groups of rows of the table, whose keys are in the parameter `by`.
  case aggregate(of: String, by: String)
  /// An expression over values such as `reduced.rows`.
  case scalar(ColumnType?)
  /// Either of two kinds; the first that fits.
  case either(ParameterKind, ParameterKind)

  /// What a text says, where a name in its place is most likely a word for it.
  public enum TextContent: Sendable {
    case anything
    /// What stands between fields: `tab` is meant as "\\t".
    case separator
  }

  /// How usage lines write it.
  public var placeholder: String {
    switch self {
    case .table: "TABLE"
    case .tables: "TABLES"
    case .model: "MODEL"
    case .models: "MODELS"
    case .embedding: "EMBEDDING"
    case .column: "COLUMN"
    case .columns: "COLUMNS"
    case .sortKeys: "COLUMNS"
    case .integer: "NUMBER"
    case .decimal: "NUMBER"
    case .boolean: "true|false"
    case .word(let words): words.joined(separator: "|")
    case .string: "TEXT"
    case .strings: "[TEXT, …]"
    case .path: "FILE"
    case .range: "FROM..TO"
    case .integers, .decimals: "[NUMBER, …]"
    case .entries: "[NAME: WORD, …]"
    case .newName: "NAME"
    case .newNames: "NAMES"
    case .condition: "CONDITION"
    case .expression, .scalar: "EXPRESSION"
    case .aggregate: "AGGREGATE"
    case .either(let a, let b): "\(a.placeholder)|\(b.placeholder)"
    }
  }
}

/// What it means that a list names something twice. Every kind of list says so, and has no value of its own for it.
public enum Repeats: Sendable {
  /// A second time would say nothing, or would make a table with two columns of one name: the check refuses it.
  case refused
  /// Refused as well, but leaving one out would not do either: names in the order of a file's columns, or things to compare.
  case distinct
  /// Each item counts by its place, so that two may well be equal: numbers that belong to the items of another list.
  case counted
}
