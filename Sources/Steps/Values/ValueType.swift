import Diagnostics
import Tables

/// What is known of a value before the run.
public enum ValueType: Sendable {
  case table(Schema)
  case model(ModelType)
  case embedding(EmbeddingType)

  /// The columns of a table, or of an embedding, which can be read as a table of words and vectors; nil for a model.
  public var schema: Schema? {
    switch self {
    case .table(let schema): schema
    case .embedding(let type): type.schema
    case .model: nil
    }
  }

  /// As a diagnostic names it.
  public var noun: String {
    switch self {
    case .table: "table"
    case .model: "model"
    case .embedding: "embedding"
    }
  }
}

/// What a model learns to predict, and from what.
public struct ModelType: Sendable {
  public enum Task: String, CaseIterable, Sendable { case regression, classification }

  public var task: Task
  /// The columns that a table must have to be predicted for, with their types in the training table.
  public var features: [Schema.Field]
  /// Those of them of which a row has several values.
  public var bags = BagColumns()
  /// The columns that `target` reads; a table without them can be predicted for, but not evaluated on.
  public var targetColumns: [Schema.Field]
  /// The column that names items in recommendations.
  public var label: String?
  /// The columns of users and items, where the model has them: the first two index features.
  public var user: String?
  public var item: String?
  /// Whether it has latent vectors.
  public var hasFactors: Bool
  /// k, the length of its latent vectors; nil where only training tells.
  public var factors: Int?
  /// Whether it is a mean over draws from a posterior distribution.
  public var isSampled = false
  /// What is predicted, as the statement says it: a model that comes back from a cache takes it from here.
  public var target: RowExpression?
  /// Of index features the columns whose values they number, by feature, where the table it was trained on has them.
  public var keyColumns: [String: String] = [:]
  /// The columns of its training table that tell what the numbers of index features stand for.
  public var keyReads: Set<String> { Set(keyColumns.keys).union(keyColumns.values) }
  /// The table that it was trained on; nil for a model from a file.
  public var trainedOn: ValueID?

  public init(
    task: Task, features: [Schema.Field], targetColumns: [Schema.Field], label: String?, user: String?, item: String?,
    hasFactors: Bool
  ) {
    self.task = task
    self.features = features
    self.targetColumns = targetColumns
    self.label = label
    self.user = user
    self.item = item
    self.hasFactors = hasFactors
  }
}

extension ModelType {
  /// Whether what it predicts names something: the prediction of a year is a year.
  var targetRole: NumberRole { task == .regression && target?.role == .name ? .name : .quantity }

  /// A column of a table that has the numbers of an index feature, under the feature's name or another.
  func indexField(_ feature: String, as name: String? = nil) -> Schema.Field {
    Schema.Field(name ?? feature, .index, numbering: features.first { $0.name == feature }?.numbering)
  }
}

/// A value in single-assignment form: the `version`th that was bound to `name`, from 1. Written `reviews@3`.
public struct ValueID: Sendable, Hashable, CustomStringConvertible {
  public let name: String
  public let version: Int

  public init(name: String, version: Int) {
    self.name = name
    self.version = version
  }

  public var description: String { "\(name)@\(version)" }
}

/// A name as the checker knows it at some place of the folder.
public struct Binding: Sendable {
  public var id: ValueID
  public var type: ValueType
  /// Where it was bound: the name after `as`, or the step that changed it.
  public var span: SourceSpan

  public init(id: ValueID, type: ValueType, span: SourceSpan) {
    self.id = id
    self.type = type
    self.span = span
  }
}
