import Diagnostics
import MachineLearning
import Notebooks
import ParallelPieces
import Reports
import Tables

/// What all kinds of `train` share: the table, the target and the features.
struct TrainingSetup: Sendable {
  static let on = TypedParameter("on", .table, "The table to learn from.")
  static let target = TypedParameter(
    "target", .expression(of: on, types: [.integer, .decimal, .boolean]),
    "What to predict: a number, or a condition for classification.")
  static let features = TypedParameter(
    "features", .columns(of: on, repeats: .refused), otherwise: "all index columns",
    "The columns to predict from; index, text and boolean columns are one-hot, numbers and dates are numbers.")
  static let task = TypedParameter<ModelType.Task?>(
    "task", .word, otherwise: "classification when the target is a condition",
    "Whether to predict a number or a probability.")
  static let label = TypedParameter(
    "label", .column(of: on, types: [.string]), otherwise: "the first text column whose name ends in title or name",
    "The column that names items in recommendations.")
  static let bags = BagColumns.bags(.columns(of: on, types: [.string], repeats: .refused))
  static let parameters: [any DeclaredParameter] = [on, target, features, task, label, bags, BagColumns.separator]

  let table: TableArgument
  let target: RowExpression
  var type: ModelType
  let span: SourceSpan

  init(_ arguments: Arguments, hasFactors: Bool) throws {
    let table = try arguments[Self.on]
    let target = try arguments[Self.target]
    var names = try arguments[Self.features]
    if names == nil {
      names = table.schema.indexNames
      if names?.isEmpty ?? true {
        throw Diagnostic(
          .noFeatures, "\(table.name) has no index column to learn from", at: arguments.span(Self.on),
          label: "no column made by index", related: [SpanLabel(table.bindingSpan, "it was made here")],
          help: [
            "number customers and products first: index \(table.name) user: customer_id item: product_id",
            "or name the features: features: […]",
          ])
      }
    }
    let features = (names ?? []).map { name -> Schema.Field in
      let field = table.schema.field(name)
      return Schema.Field(name, field?.type ?? .decimal, numbering: field?.numbering)
    }
    let bags = try BagColumns(arguments, Self.bags, features: features)
    let task: ModelType.Task
    switch (try arguments[Self.task], target.type) {
    case (nil, .boolean), (.classification?, .boolean): task = .classification
    case (nil, _), (.regression?, .integer), (.regression?, .decimal): task = .regression
    case (.classification?, _):
      throw Diagnostic(
        .typeMismatch, "classification predicts a condition, and \"\(target.text)\" is \(target.type.described)",
        at: arguments.span(Self.target), label: target.type.rawValue,
        help: ["make it a condition, as in target: \(target.text) >= 5"])
    default:
      throw Diagnostic(
        .typeMismatch, "regression predicts a number, and \"\(target.text)\" is true or false",
        at: arguments.span(Self.target), label: target.type.rawValue,
        help: ["leave out task:, or set task: classification"])
    }
    for feature in features where target.columns.contains(feature.name) {
      throw Diagnostic(
        .targetIsFeature, "\"\(feature.name)\" is both in the target and a feature",
        at: arguments.span(Self.features, item: feature.name),
        label: "the model would be told the answer",
        related: [SpanLabel(arguments.span(Self.target), "the target reads it")])
    }
    let indexed = features.filter { $0.type == .index }.map(\.name)
    let label =
      try arguments[Self.label]
      ?? table.schema.fields.first {
        $0.type == .string && ($0.name.lowercased().hasSuffix("title") || $0.name.lowercased().hasSuffix("name"))
      }?.name
    self.table = table
    self.target = target
    span = arguments.statement.span
    var type = ModelType(
      task: task, features: features,
      targetColumns: target.columns.sorted().map { Schema.Field($0, table.schema.type(of: $0) ?? .decimal) },
      label: label, user: indexed.first, item: indexed.count > 1 ? indexed[1] : nil, hasFactors: hasFactors)
    type.target = target
    type.bags = bags
    type.trainedOn = table.id
    for field in table.schema.fields where indexed.contains(field.name) { type.keyColumns[field.name] = field.numbers }
    self.type = type
  }

  var task: LearningTask { type.task == .regression ? .regression : .classification }

  /// Columns of the training table that are read.
  var reads: Set<String> {
    Set(type.features.map(\.name)).union(target.columns).union([type.label, type.user, type.item].compactMap { $0 })
  }

  /// Rows as features with their targets, and what is needed to do the same with another table.
  ///
  /// With a model to go on from, what it knows keeps its numbers.
  func encode(
    _ table: Table, _ context: RunContext, from start: Model? = nil
  ) throws -> (rows: LabeledRows, encoding: FeatureEncoding) {
    var encoding = FeatureEncoding(
      features: type.features, bags: type.bags, categories: start?.categories ?? [:])
    encoding.learnCategories(of: table)
    let widths = start.map { start in
      zip(type.features, start.machine.fields).map { feature, field in
        guard case .indices(_, let cardinality)? = table[feature.name]?.storage else { return field.width }
        return max(cardinality, field.width)
      }
    }
    let rows = try encoding.rows(of: table, widths: widths)
    return (try LabeledRows(rows, targets: try targets(table, context)), encoding)
  }

  func targets(_ table: Table, _ context: RunContext) throws -> [Double] {
    try TargetValues.of(target, table, context, at: span)
  }

  /// The model that a trained machine makes.
  func model(
    _ machine: FactorizationMachine, curve: LearningCurve? = nil, _ rows: LabeledRows, _ encoding: FeatureEncoding,
    _ table: Table
  ) -> Model {
    let targets = rows.targets
    let mean = BlockedSum.of(targets) / Double(max(1, targets.count))
    let least = targets.min() ?? 0
    return Model(
      type: type, machine: machine, curve: curve, naiveGuess: mean,
      targetRange: least...(targets.max() ?? least), target: target,
      trainingRows: table.selecting([type.user, type.item, type.label].compactMap { $0 }),
      categories: encoding.categories)
  }

  /// Paths that every training publishes under the name of its model.
  static func published(as name: String) -> [(path: String, type: ColumnType)] {
    ["rows", "parameters", "users", "items", "factors", "epochs"].map { ("\(name).\($0)", .integer) }
      + ["naive", "w0", "train.loss"].map { ("\(name).\($0)", .decimal) }
  }

  /// Their values.
  static func values(of model: Model, rows: Int, as name: String) -> [String: Value] {
    let machine = model.machine
    let points = model.curve?.points ?? []
    let best = points.first { $0.epoch == model.curve?.bestEpoch } ?? points.last
    return [
      "\(name).rows": .integer(rows), "\(name).parameters": .integer(1 + machine.linear.count + machine.latent.count),
      "\(name).users": .integer(model.width(of: model.type.user)),
      "\(name).items": .integer(model.width(of: model.type.item)), "\(name).factors": .integer(machine.factors),
      "\(name).epochs": .integer(points.count), "\(name).naive": .decimal(model.naiveGuess),
      "\(name).w0": .decimal(machine.bias),
      "\(name).train.loss": best.map { .decimal($0.training) } ?? .null,
    ]
  }
}

enum TargetValues {
  /// The target of every row; true is 1. A row without a target is a fault.
  static func of(_ target: RowExpression, _ table: Table, _ context: RunContext, at span: SourceSpan) throws -> [Double]
  {
    let column = try target.evaluate(table, context)
    var values = [Double](repeating: 0, count: column.count)
    for row in 0..<column.count {
      guard let number = column.number(row) else {
        throw span.fault(
          .unusableTarget, "the target \(target.text) has no value in row \(row + 1)",
          help: [
            "leave such rows out: filter … where: \(target.columns == [target.text] ? target.text : "(\(target.text))") is not null"
          ])
      }
      values[row] = number
    }
    return values
  }
}

extension DiagnosticCode {
  static let noFeatures = DiagnosticCode(
    "no-features", "A model is to be trained on a table without index columns, and no features are named.")
  static let targetIsFeature = DiagnosticCode(
    "target-is-feature", "A column stands in the target and among the features: the model would be told the answer.")
}
