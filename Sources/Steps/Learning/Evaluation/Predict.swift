import Diagnostics
import Reports
import Tables

/// Adds a model's predictions to a table.
struct Predict: Step {
  static let model = TypedParameter("model", .model, "The model that predicts.")
  static let on = TypedParameter("on", .table, "The table to predict for.")

  static let signature = Signature(
    "predict", group: .learning,
    summary: "Adds a model's prediction to every row of a table.",
    details: [
      "The column prediction holds the predicted number, or the probability of yes for a classifier, which also gets "
        + "predicted_label: whether that is at least threshold:. A user or an item that training has not seen adds nothing."
    ],
    operands: [model], options: [on, Threshold.parameter, PredictionClipping.parameter],
    result: .required(["predictions"]),
    examples: [Example("Predictions beside the truth", after: .models, "predict model on: test as scored\nhead scored")]
  )

  private let applied: AppliedModel
  private let threshold: Double
  private let clips: Bool
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    let model = try arguments[Self.model]
    let table = try arguments[Self.on]
    threshold = try arguments[Threshold.parameter]
    span = arguments.statement.span
    clips = try PredictionClipping.isAsked(arguments, of: model)
    applied = try AppliedModel(model, on: table, at: arguments.span(Self.on))
    try Threshold.require(arguments, fits: model, advice: Threshold.training)
  }

  var effect: Effect {
    let (type, table) = (applied.model.type, applied.table)
    var schema = table.schema.setting(Schema.Field("prediction", .decimal, role: type.targetRole))
    if type.task == .classification { schema = schema.setting(Schema.Field("predicted_label", .boolean)) }
    return Effect(
      outputs: [.table(schema)], reads: [table.id: .some(applied.reads)], passesThrough: (table.id, [:]))
  }

  struct Details: OutcomeDetails {
    var rows: Int
    /// Of the predictions, nil where there is none.
    var least: Double?
    var greatest: Double?
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let (model, table) = try applied.values(context)
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
      remarks: UnknownRows.remarks(model, table, named: applied.table.name))
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let rows = outcome.details.rows
    guard let least = outcome.details.least, let greatest = outcome.details.greatest else {
      return .sentence(context.language, en: "There is no row to predict for.", ja: "予測する行がありません。")
    }
    let role = applied.model.type.targetRole
    let (low, high) = (
      Phrase.number(least, decimals: 3, role: role),
      Phrase.number(greatest, decimals: 3, role: role)
    )
    return .sentence(
      context.language, en: "\(strong: rows, "prediction") from \(strong: low) to \(strong: high).",
      ja: "\(strong: rows, counter: "件の予測")は\(strong: low)から\(strong: high)までです。")
  }
}
