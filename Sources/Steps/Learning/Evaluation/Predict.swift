import Diagnostics
import Reports
import Tables

/// Adds a model's predictions to a table.
struct Predict: Step {
  static let model = TypedParameter("model", .model, "The model that predicts.")
  static let on = TypedParameter("on", .table, "The table to predict for.")
  static let threshold = TypedParameter(
    "threshold", .decimal(0...1), default: 0.5, "Least probability that counts as yes.")

  static let signature = Signature(
    "predict", group: .learning,
    summary: "Adds a model's prediction to every row of a table.",
    details: [
      "The column prediction holds the predicted number, or the probability of yes for a classifier, which also gets "
        + "predicted_label: whether that is at least threshold:. A user or an item that training has not seen adds nothing."
    ],
    operands: [model], options: [on, threshold, PredictionClipping.parameter],
    result: .required(["predictions"]),
    examples: [Example("Predictions beside the truth", after: .models, "predict model on: test as scored\nhead scored")]
  )

  private let model: ModelArgument
  private let table: TableArgument
  private let threshold: Double
  private let clips: Bool
  private let comparison: KeyComparison
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    model = try arguments[Self.model]
    table = try arguments[Self.on]
    threshold = try arguments[Self.threshold]
    span = arguments.statement.span
    clips = try PredictionClipping.isAsked(arguments, of: model)
    comparison = try ModelFaults.require(model.type.features, in: table, for: model, at: arguments.span(Self.on))
    if model.type.task == .regression, arguments.isGiven(Self.threshold) {
      throw Diagnostic(
        .notAClassifier, "a threshold is for a classifier, and \"\(model.name)\" is a regressor",
        at: arguments.span(Self.threshold), label: "it predicts a number, not yes or no",
        help: ["leave threshold: out, or train one with a condition: target: star_rating >= 5"])
    }
  }

  var effect: Effect {
    var schema = table.schema.setting(Schema.Field("prediction", .decimal, role: model.type.targetRole))
    if model.type.task == .classification { schema = schema.setting(Schema.Field("predicted_label", .boolean)) }
    return Effect(
      outputs: [.table(schema)], reads: [table.id: .some(comparison.reads.union(model.type.features.map(\.name)))],
      passesThrough: (table.id, [:]))
  }

  struct Details: OutcomeDetails {
    var rows: Int
    /// Of the predictions, nil where there is none.
    var least: Double?
    var greatest: Double?
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(table)
    let model = try context.model(model)
    try comparison.run(model, table)
    let predictions = try learning(at: span, features: model.type.features.map(\.name)) {
      try model.predictions(for: table, clipped: clips, threads: context.threads)
    }
    var result = table.setting("prediction", to: Column(decimals: predictions))
    if model.type.task == .classification {
      let labels = Buffer(predictions.map { $0 >= threshold ? UInt8(1) : 0 })
      result = result.setting("predicted_label", to: Column(.booleans(labels)))
    }
    return Outcome(
      outputs: [.table(result)],
      details: Details(rows: table.rowCount, least: predictions.min(), greatest: predictions.max()),
      remarks: UnknownRows.remarks(model, table, named: self.table.name))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let rows = outcome.details.rows
    guard let least = outcome.details.least, let greatest = outcome.details.greatest else {
      return [.sentence(context.language, en: "There is no row to predict for.", ja: "予測する行がありません。")]
    }
    let role = model.type.targetRole
    let (low, high) = (
      Phrase.number(least, decimals: 3, role: role),
      Phrase.number(greatest, decimals: 3, role: role)
    )
    return [
      .sentence(
        context.language, en: "\(strong: rows, "prediction") from \(strong: low) to \(strong: high).",
        ja: "\(strong: rows, counter: "件の予測")は\(strong: low)から\(strong: high)までです。")
    ]
  }
}
