import Diagnostics
import MachineLearning
import Reports
import Tables

/// The naive guess as a model.
struct TrainMean: Step {
  typealias Details = BaselineDetails

  static let signature = Signature(
    "train mean", group: .learning,
    summary: "Makes the naive guess a model: the mean of the training target for every row.",
    details: [
      "For a condition, the guess is the share of rows in which it holds. A model that does not beat it has learned nothing."
    ],
    options: TrainingSetup.parameters,
    result: .required(["model"]),
    examples: [Example("The mean of the stars", after: .split, "train mean on: train target: star_rating as naive")])

  private let baseline: Baseline

  init(_ arguments: Arguments, _ context: CheckContext) throws { baseline = try Baseline(arguments) }
  var effect: Effect { baseline.effect }

  func run(_ context: RunContext) throws -> Outcome<BaselineDetails> {
    try baseline.run(context) { try FactorizationMachine.mean($0, of: $1) }
  }

  func render(_ outcome: Outcome<BaselineDetails>, _ context: RenderContext) -> [ReportBlock] {
    let guess = outcome.values["\(baseline.name).naive"]?.number ?? 0
    let rows = Int(outcome.values["\(baseline.name).rows"]?.number ?? 0)
    let say = context.language
    let text =
      baseline.setup.type.task == .regression
      ? Phrase.number(guess, decimals: 4, role: baseline.setup.type.targetRole) : Phrase.percent(guess, in: say)
    return .sentence(
      say, en: "The naive guess from \(rows, "row") is \(strong: text).",
      ja: "\(rows)行から求めた素朴な予測は\(strong: text)です。")
  }
}

/// What is left when users and items do not interact.
struct TrainBias: Step {
  typealias Details = BaselineDetails

  static let damping = TypedParameter(
    "damping", .decimal(0...1e6), default: 5, "How many rows without information each weight is drawn to zero by.")

  static let signature = Signature(
    "train bias", group: .learning,
    summary: "Trains the bias model: how much each user and each item is above the mean, and nothing of their meeting.",
    details: [
      "ŷ = w0 + Σ wᵢxᵢ, fitted in turns of closed form, each weight drawn to zero as if damping: more rows had shown nothing "
        + "(Koren 2008). It is the baseline to beat: what a model with taste gains over it is what taste is worth."
    ],
    options: TrainingSetup.parameters + [damping],
    result: .required(["model"]),
    examples: [
      Example("Users and items above the mean", after: .split, "train bias on: train target: star_rating as bias")
    ])

  private let baseline: Baseline
  private let damping: Double

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    baseline = try Baseline(arguments)
    damping = try arguments[Self.damping]
  }

  var effect: Effect { baseline.effect }

  func run(_ context: RunContext) throws -> Outcome<BaselineDetails> {
    try baseline.run(context) { try FactorizationMachine.bias($0, of: $1, damping: damping) }
  }

  func render(_ outcome: Outcome<BaselineDetails>, _ context: RenderContext) -> [ReportBlock] {
    let parameters = Int(outcome.values["\(baseline.name).parameters"]?.number ?? 0)
    let rows = Int(outcome.values["\(baseline.name).rows"]?.number ?? 0)
    let say = context.language
    let features = baseline.setup.type.phrase(widths: outcome.details.widths, in: say)
    return .sentence(
      say, en: "\(strong: parameters) parameters learned from \(strong: rows, "row"), from \(features).",
      ja: "\(strong: rows, counter: "行")から\(strong: parameters, counter: "個のパラメータ")を学習しました。特徴量は\(features)です。")
  }
}

struct BaselineDetails: OutcomeDetails {
  /// Of every feature, how many one-hot columns it has.
  var widths: [Int]
}

/// What the baselines share.
private struct Baseline: Sendable {
  let setup: TrainingSetup
  let name: String

  init(_ arguments: Arguments) throws {
    var setup = try TrainingSetup(arguments, hasFactors: false)
    setup.type.factors = 0
    self.setup = setup
    name = arguments.statement.bindings.first?.text ?? "model"
  }

  var effect: Effect {
    Effect(
      outputs: [.model(setup.type)], reads: [setup.table.id: .some(setup.reads)],
      values: TrainingSetup.published(as: name))
  }

  func run(
    _ context: RunContext, _ train: (LearningTask, LabeledRows) throws -> FactorizationMachine
  ) throws -> Outcome<BaselineDetails> {
    let table = try context.table(setup.table)
    return try learning(at: setup.span, features: setup.type.features.map(\.name)) {
      let (rows, encoding) = try setup.encode(table, context)
      let machine = try train(setup.task, rows)
      let model = setup.model(machine, rows, encoding, table)
      return Outcome(
        outputs: [.model(model)], values: TrainingSetup.values(of: model, rows: rows.targets.count, as: name),
        details: BaselineDetails(widths: model.widths))
    }
  }
}
