import Diagnostics
import MachineLearning
import Reports
import Tables
import WrittenTexts

/// Several models as one.
struct Ensemble: Step {
  /// What `weights:` names.
  enum Weighting: String, CaseIterable, Sendable { case mean, fitted }

  static let models = TypedParameter(
    "models", .models(repeats: .distinct), "Two or more models that predict the same target.")
  static let weights = TypedParameter(
    "weights", .word, default: Weighting.mean, "Equal weights, or those that predict best.")
  static let on = TypedParameter("on", .table, otherwise: "nothing", "With weights: fitted, the rows to fit them on.")

  static let signature = Signature(
    "ensemble", group: .learning,
    summary: "Makes one model of several: the mean of their scores, or a sum with fitted weights.",
    details: [
      "Scores are predicted numbers for regressors and log-odds for classifiers. With weights: fitted the weights are those of "
        + "least squared error (classifiers: least log loss) on the table on:, none negative, adding up to 1. That table must be "
        + "rows that no model was trained on, and not the test rows: judged on the rows that chose its weights, an ensemble looks "
        + "better than it is. Split the training table for it.",
      "A weighted sum of factorization machines and bias models is a factorization machine, with the factors of all; a model of solver: \(Solvers.samplers) has no such "
        + "sum, and is not taken. So the result is "
        + "a model like any other: evaluate, predict, recommend and knn take it. Its features are those of all its models; "
        + "what users have rated is taken from the first model's training rows.",
      "Published under its name M: M.parameters, M.factors, the number of rows the weights were fitted on as M.rows, and the weight "
        + "of each model A as M.A.weight.",
    ],
    options: [models, weights, on],
    result: .required(["model"]),
    examples: [
      Example(
        "The mean of two", after: .models,
        "train bias on: train target: star_rating as bias\nensemble models: [model, bias] as both"),
      Example(
        "Weights fitted on rows kept from training", after: .split,
        """
        split train last-per: user order-by: review_date as rest, validation
        train fm on: rest target: star_rating factors: 4 epochs: 5 as model
        train bias on: rest target: star_rating as bias
        ensemble models: [model, bias] weights: fitted on: validation as both
        evaluate both on: test
        """),
    ])

  private let models: [ModelArgument]
  private let validation: TableArgument?
  /// For each model, what tells whether these rows are numbered as it learned; none without such rows.
  private let comparisons: [KeyComparison]
  private let type: ModelType
  private let name: String
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    models = try arguments[Self.models]
    name = arguments.statement.bindings.first?.text ?? "model"
    span = arguments.statement.span
    type = try Self.combinedType(models, at: arguments.span(Self.models))
    let table = try arguments[Self.on]
    let isFitted = try arguments[Self.weights] == .fitted
    validation = isFitted ? table : nil
    if isFitted, table == nil {
      throw Diagnostic(
        .missingOption, "fitted weights need rows to fit them on", at: arguments.span(Self.weights), label: "no on:",
        help: ["name rows that no model was trained on, and that are not the test rows: on: validation"])
    }
    if let table {
      if !isFitted {
        throw Diagnostic(
          .wrongValue, "on: is for fitted weights", at: arguments.span(Self.on), label: "a mean is not fitted",
          help: ["set weights: fitted, or leave on: out"])
      }
      comparisons = try models.map {
        try ModelFaults.require(
          $0.type.features + $0.type.targetColumns, in: table, for: $0, at: arguments.span(Self.on))
      }
    } else {
      comparisons = []
    }
  }

  /// What all models together learn from and predict.
  private static func combinedType(_ models: [ModelArgument], at span: SourceSpan) throws -> ModelType {
    guard let first = models.first, Set(models.map(\.id)).count > 1, Set(models.map(\.id)).count == models.count else {
      throw Diagnostic(.wrongValue, "an ensemble is of two or more different models", at: span, label: "not enough")
    }
    for model in models where model.type.isSampled {
      throw Diagnostic(
        .modelsDoNotFit, "\"\(model.name)\" has no weighted sum with others", at: model.span,
        label: "a mean over draws (solver: \(Solvers.samplers))",
        help: ["train it with solver: \(Solvers.names("or") { !$0.isSampler }) for an ensemble"])
    }
    var type = first.type
    type.factors = nil
    for model in models.dropFirst() {
      if model.type.task != type.task || model.type.target?.text != type.target?.text {
        throw Diagnostic(
          .modelsDoNotFit, "\"\(first.name)\" and \"\(model.name)\" do not predict the same", at: model.span,
          label: "predicts \(model.type.target?.text ?? "something else")",
          notes: ["\"\(first.name)\" predicts \(type.target?.text ?? "something else")"],
          help: ["train them with the same target: and task:"])
      }
      let shared = Set(type.features.map(\.name)).intersection(model.type.features.map(\.name))
      if type.bags.names.intersection(shared) != model.type.bags.names.intersection(shared)
        || !type.bags.names.isEmpty && !model.type.bags.names.isEmpty
          && type.bags.separator != model.type.bags.separator
      {
        throw Diagnostic(
          .modelsDoNotFit, "\"\(first.name)\" and \"\(model.name)\" cut the values of their bags differently",
          at: model.span, label: "other bags: or another separator:",
          help: ["train them with the same bags: and separator:"])
      }
      for feature in model.type.features {
        // Of those before it, the first that has the feature said what its numbers are.
        guard let mine = feature.numbering,
          let other = type.features.first(where: { $0.name == feature.name })?.numbering, mine != other,
          let first = models.first(where: { $0.type.features.contains { $0.name == feature.name } }),
          !NumberingFaults.areCompared(feature.name, first.type, model.type)
        else { continue }
        throw Diagnostic(
          .numberedApart,
          "\"\(first.name)\" and \"\(model.name)\" do not mean the same by the numbers in \(feature.name)",
          at: model.span, label: "trained on a table that was numbered by another index step",
          related: Numbering.places(other, mine),
          help: ["train both on tables of one numbering: see matinee help index"])
      }
      if type.bags.names.isEmpty { type.bags.separator = model.type.bags.separator }
      type.bags.names.formUnion(model.type.bags.names)
      for feature in model.type.features where !type.features.contains(where: { $0.name == feature.name }) {
        type.features.append(feature)
      }
      type.user = type.user ?? model.type.user
      type.item = type.item ?? model.type.item
      type.label = type.label ?? model.type.label
      type.hasFactors = type.hasFactors || model.type.hasFactors
    }
    return type
  }

  var effect: Effect {
    var effect = Effect(
      outputs: [.model(type)],
      values: ["rows", "parameters", "factors"].map { ("\(name).\($0)", .integer) }
        + models.map { ("\(name).\($0.name).weight", .decimal) })
    if let validation {
      let keys = comparisons.reduce(into: Set<String>()) { $0.formUnion($1.reads) }
      effect.reads[validation.id] = .some(keys.union((type.features + type.targetColumns).map(\.name)))
    }
    for (table, columns) in keyTables {
      if case .some(let read)? = effect.reads[table] {
        effect.reads[table] = .some(read.union(columns))
      } else {
        effect.reads[table] = .some(columns)
      }
    }
    return effect
  }

  /// The training tables whose original values are compared with those that a model from a file knows, with the columns.
  private var keyTables: [ValueID: Set<String>] {
    guard models.contains(where: { $0.type.trainedOn == nil && !$0.type.keyColumns.isEmpty }) else { return [:] }
    return models.reduce(into: [:]) { tables, model in
      if let table = model.type.trainedOn { tables[table, default: []].formUnion(model.type.keyReads) }
    }
  }

  /// The models, each with the original values that its numbers stand for, where they have to be compared.
  private func knowingParts(_ context: RunContext) throws -> [Model] {
    let keyTables = keyTables
    return try models.map { argument in
      var part = try context.model(argument)
      if let trained = argument.type.trainedOn, keyTables[trained] != nil, let table = context.inputs[trained]?.table {
        part.learnKeys(argument.type.keyColumns, from: table)
      }
      return part
    }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let parts = try knowingParts(context)
    guard let first = parts.first else { return Outcome() }
    try NumberingFaults.requireSameKeys(of: zip(models, parts).map { ($0, $1) })
    let (fields, categories) = try fieldsAndCategories(parts)
    let places = parts.map { part in
      part.type.features.map { feature in type.features.firstIndex { $0.name == feature.name } ?? 0 }
    }
    let (weights, rows) = try learning(at: span, features: type.features.map(\.name)) {
      try self.weights(parts, context)
    }
    let machine = try learning(at: span) {
      try FactorizationMachine.weightedSum(of: parts.map(\.machine), fields: fields, places: places, weights: weights)
    }
    let ranges = parts.map(\.targetRange)
    let low = ranges.map(\.lowerBound).min() ?? first.targetRange.lowerBound
    let model = Model(
      type: type, machine: machine, curve: nil, naiveGuess: first.naiveGuess,
      targetRange: low...(ranges.map(\.upperBound).max() ?? low), target: first.target,
      trainingRows: first.trainingRows, categories: categories,
      keys: parts.reduce(into: [:]) { $0.merge($1.keys) { first, _ in first } })
    var values: [String: Value] = [
      "\(name).rows": .integer(rows),
      "\(name).parameters": .integer(1 + machine.linear.count + machine.latent.count),
      "\(name).factors": .integer(machine.factors),
    ]
    for (argument, weight) in zip(models, weights) { values["\(name).\(argument.name).weight"] = Value(weight) }
    return Outcome(outputs: [.model(model)], values: values)
  }

  /// The fields of all features, and the texts of those that are texts; a fault when models know a feature differently.
  private func fieldsAndCategories(_ parts: [Model]) throws -> ([FeatureField], [String: [ExactText: Int32]]) {
    var fields: [String: FeatureField] = [:]
    var categories: [String: [ExactText: Int32]] = [:]
    for (argument, part) in zip(models, parts) {
      for (feature, field) in zip(part.type.features, part.machine.fields) {
        if fields[feature.name] ?? field != field
          || categories[feature.name] ?? part.categories[feature.name] != part.categories[feature.name]
        {
          throw Diagnostic(
            .modelsDoNotFit, "\"\(argument.name)\" was trained on other values of \(feature.name)", at: argument.span,
            label: "another training table", help: ["train the models of an ensemble on the same table"])
        }
        fields[feature.name] = field
        categories[feature.name] = part.categories[feature.name]
      }
    }
    return (type.features.compactMap { fields[$0.name] }, categories)
  }

  /// The models' weights, and the number of rows they were fitted on.
  private func weights(_ parts: [Model], _ context: RunContext) throws -> ([Double], Int) {
    guard let validation, let first = parts.first else {
      return ([Double](repeating: 1 / Double(parts.count), count: parts.count), 0)
    }
    let table = try context.table(validation)
    for (comparison, part) in zip(comparisons, parts) { try comparison.run(part, table) }
    let targets = try TargetValues.of(first.target, table, context, at: span)
    let scores = try parts.map { part in
      if context.progress.isCancelled() { throw Cancelled() }
      return try part.machine.score(try part.rows(of: table), threads: context.threads)
    }
    let task: LearningTask = type.task == .regression ? .regression : .classification
    return (
      try EnsembleWeights.fit(scores: scores, targets: targets, task: task, threads: context.threads), targets.count
    )
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    func value(_ path: String) -> Double? { outcome.values["\(name).\(path)"]?.number }
    let say = context.language
    let fitted = Int(value("rows") ?? 0)
    let how =
      validation.map {
        say(
          en: "with weights fitted on \(Phrase.count(fitted, "row")) of \($0.name)",
          ja: "\($0.name)の\(Phrase.integer(fitted))行で求めた重みで")
      } ?? say(en: "with equal weights", ja: "等しい重みで")
    let parameters = Phrase.integer(Int(value("parameters") ?? 0))
    let rows = models.map { model -> [TableBlock.Entry] in
      [.text(model.name), .text(Phrase.number(value("\(model.name).weight") ?? 0, decimals: 4))]
    }
    return [
      .sentence(
        say, en: "\(strong: models.count, "model") as one, \(how): \(strong: parameters) parameters.",
        ja: "\(strong: models.count, counter: "つのモデル")を\(how)1つにまとめました。パラメータは\(strong: "\(parameters)個")です。"),
      .table(
        TableBlock(
          columns: [
            .init(say(en: "model", ja: "モデル"), isNumeric: false), .init(say(en: "weight", ja: "重み"), isNumeric: true),
          ], rows: rows, hasRowHeaders: true)),
    ]
  }
}

extension DiagnosticCode {
  static let modelsDoNotFit = DiagnosticCode(
    "models-do-not-fit",
    "The models of an ensemble predict different targets, or know a feature differently because they were trained on different "
      + "tables, or one of them is a mean over draws (solver: \(Solvers.samplers)).")
}
