import Tables

/// One step of a run, as the page "How this report was made" tells of it.
///
/// Nothing in it depends on time, on the number of threads or on a cache.
public struct StepRecord: Sendable {
  /// Done, failed or not run, as a page is.
  public typealias State = ReportPage.State

  /// How expressions name a parameter.
  public static let parameterPrefix = "params."

  /// Its place among the steps of the folder, from 1.
  public var number: Int
  /// The place of its notebook in the folder.
  public var notebook: Int
  /// `filter`, `plot bar`
  public var verb: String
  /// The statement as it is written.
  public var code: String
  /// The line of the notebook's file that it begins in.
  public var line: Int
  /// The id of its cell in the notebook's page.
  public var anchor: String
  public var state: State
  public var takes: [DataItem]
  public var gives: [DataItem]
  /// Tables and models of which its expressions quote a number without taking them.
  public var asks: [DataItem]
  /// Parameters and values that its expressions quote, as text; a parameter's name after `parameterPrefix`.
  public var quotes: [(name: String, value: String)]
  /// What it read.
  public var sources: [ReportInput]
  /// Files it wrote, as the statement names them.
  public var writes: [String]
  /// Values it published, as text.
  public var values: [(name: String, value: String)]
  /// A digest of all that its result depends on but Matinee itself: statement, parameters, seed, the contents that were read,
  /// and the recipes of the steps before it. Equal recipes, equal results. Empty when a content could not be read.
  public var recipe: String

  public init(
    number: Int, notebook: Int, verb: String, code: String, line: Int, anchor: String, state: State,
    takes: [DataItem] = [], gives: [DataItem] = [], asks: [DataItem] = [],
    quotes: [(name: String, value: String)] = [], sources: [ReportInput] = [],
    writes: [String] = [], values: [(name: String, value: String)] = [], recipe: String = ""
  ) {
    self.number = number
    self.notebook = notebook
    self.verb = verb
    self.code = code
    self.line = line
    self.anchor = anchor
    self.state = state
    self.takes = takes
    self.gives = gives
    self.asks = asks
    self.quotes = quotes
    self.sources = sources
    self.writes = writes
    self.values = values
    self.recipe = recipe
  }
}

/// A table, model or embedding between two steps.
public struct DataItem: Sendable, Equatable {
  public enum Kind: String, Sendable { case table, model, embedding }

  /// A name and which of the values that were bound to it, from 1: what tells one item from another.
  public struct ID: Sendable, Hashable {
    public var name: String
    public var version: Int

    public init(_ name: String, _ version: Int) {
      self.name = name
      self.version = version
    }
  }

  public var id: ID
  public var kind: Kind
  /// nil for a model, and for a table that was not made.
  public var rows: Int?
  /// Of a table.
  public var columns: [Schema.Field]
  /// Of a model: the columns that it predicts from.
  public var features: [String]

  public init(_ id: ID, kind: Kind, rows: Int? = nil, columns: [Schema.Field] = [], features: [String] = []) {
    self.id = id
    self.kind = kind
    self.rows = rows
    self.columns = columns
    self.features = features
  }
}
