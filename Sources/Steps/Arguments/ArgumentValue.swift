import Diagnostics
import Notebooks
import Tables

/// A bound table that a step takes.
public struct TableArgument: Sendable {
  public var name: String
  public var id: ValueID
  public var schema: Schema
  /// Where the statement names it.
  public var span: SourceSpan
  /// Where it was bound.
  public var bindingSpan: SourceSpan
  /// Whether it is an embedding, read as the table of its words and vectors.
  public var isEmbedding = false
}

/// A trained model that a step takes.
public struct ModelArgument: Sendable {
  public var name: String
  public var id: ValueID
  public var type: ModelType
  public var span: SourceSpan
}

/// An embedding that a step takes.
public struct EmbeddingArgument: Sendable {
  public var name: String
  public var id: ValueID
  public var type: EmbeddingType
  public var span: SourceSpan
}

/// A file or a source of data, with the folder that a relative path starts at.
public struct PathArgument: Sendable, Hashable {
  /// As it was written; reports show this.
  public var text: String
  /// Absolute, or relative to where the command was started; unchanged for `sample:` and `https:`.
  public var resolved: String
}

/// What a parameter was given, checked against its kind.
public enum ArgumentValue: Sendable {
  case table(TableArgument)
  case tables([TableArgument])
  case model(ModelArgument)
  case models([ModelArgument])
  case embedding(EmbeddingArgument)
  case column(String)
  case columns([String])
  case sortKeys([SortKey])
  case integer(Int)
  case decimal(Double)
  case boolean(Bool)
  case word(String)
  case string(String)
  case strings([String])
  case path(PathArgument)
  case range(ClosedRange<Int>)
  case integers([Int])
  case decimals([Double])
  case entries([(name: String, word: String)])
  case expression(RowExpression)
  case scalar(ScalarExpression)
}
