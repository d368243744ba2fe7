import Diagnostics
import MachineLearning
import Reports
import Tables

/// Trains a factorization machine.
struct TrainFM: Step {
  static let solver = TypedParameter("solver", .solver, default: Solvers.usual, "How the parameters are found.")
  static let factors = TypedParameter(
    "factors", .integer(1...1024), default: FactorizationMachine.usualFactors, "Length of the latent vectors.")
  static let epochs = TypedParameter(
    "epochs", .integer(1...10_000),
    otherwise: Solvers.named.map { "\($0.name) \($0.usualEpochs)" }.joined(separator: ", "),
    "How often the training rows are passed.")
  static let test = TypedParameter(
    "test", .table, otherwise: "no second line", "A table whose loss is drawn beside that of training.")
  static let from = TypedParameter(
    "from", .model, otherwise: "a random start", "A model of the same features to go on from.")

  private static let options: [[any DeclaredParameter]] = [
    TrainingSetup.parameters, [solver, factors, epochs], Solvers.parameters.first, [test, from],
    Solvers.parameters.last,
  ]

  /// What help says before each solver has its say.
  private static let introduction: [String] = [
    "A factorization machine (Rendle 2010) predicts w0 + Σ wᵢxᵢ + Σᵢ<ⱼ ⟨vᵢ, vⱼ⟩ xᵢxⱼ: a mean, a weight for every feature, and for "
      + "every pair of features the inner product of their latent vectors. It is trained on squared error (regression) or log "
      + "loss (classification). A user or an item whose number training did not know adds nothing to a prediction.",
    "solver: says how. " + Solvers.all.map { $0.advice }.joined(separator: " "),
    """
    \(Solvers.scaled) bring numeric features and the target to mean 0 and variance 1 over the training rows inside, so that their \
    settings mean the same for stars, prices and days. \(Solvers.unscaled) scales nothing: a number such as days_since_first, up to \
    thousands beside the ones of users and items, gets gradients thousands of times as long, and drowns all else. Divide it \
    first, as in derive train years: days_since_first / 365.
    """,
    "A feature in bags: has several values in a row: genres such as Comedy|Drama, or what a customer has seen before. Each is a "
      + "feature of its own, with the weight after its last colon where there is one (Comedy:2|Drama:0.5), and 1/n where there "
      + "is none, n being the number of the row's values; in neither case is it scaled further. Values that training did not know "
      + "are left out.",
  ]

  /// What it says after that.
  private static let rules: [String] = [
    "early-stopping: true holds back the share validation: of the training rows, stops when these are predicted no better "
      + "for patience: epochs, and keeps the best epoch. Rows of test: only add a line to the learning curve; nothing is chosen by "
      + "them. from: goes on with the parameters of another model of the same features; users and items that it does not know start "
      + "afresh, and the columns must number the others as its table did.",
    "The same rows, settings and seed give the same model to the last bit, with any number of threads. Published under the model's "
      + "name M: M.rows, M.parameters, M.users, M.items, M.factors, M.epochs, M.best-epoch, M.naive, M.w0, M.train.loss, and M.draws, the "
      + "number of draws that \(Solvers.samplers) kept (0 otherwise).",
  ]

  static let signature = Signature(
    "train fm", group: .learning,
    summary: "Trains a factorization machine.",
    details: introduction + Solvers.remarks + rules,
    options: Array(options.joined()),
    result: .required(["model"]),
    examples: [
      Example(
        "A regressor of stars", after: .split,
        "train fm on: train target: star_rating features: [user, item] factors: 16 epochs: 10 as model"),
      Example(
        "A classifier, stopped early", after: .split,
        "train fm on: train target: star_rating >= 5 early-stopping: true patience: 3 epochs: 20 as liked"),
      Example(
        "Nothing to tune", after: .split,
        "train fm on: train target: star_rating solver: mcmc factors: 4 epochs: 20 test: test as sampled"),
      Example(
        "With the hyperparameters of the lab", after: .split,
        """
        train fm on: train target: star_rating solver: adam factors: 16 epochs: 25
          mini-batch-size: 512 clip-gradient: 5.0 rescale-grad: 0.001953125 factors-lr: 0.01 as model
        """),
      Example(
        "Several values in a row", after: .split,
        "train fm on: train target: star_rating features: [user, item, product_title]\n"
          + "  bags: product_title separator: \" \" factors: 4 epochs: 5 as worded"),
      Example(
        "Going on with a model", after: .models,
        "train fm on: train target: star_rating solver: als epochs: 2 from: model as polished"),
    ],
    revision: 4)

  private let setup: TrainingSetup
  private let name: String
  private let test: TableArgument?
  private let start: ModelArgument?
  /// What tells whether the table is numbered as the model to go on from.
  private let comparison: KeyComparison?
  private let factors: Int?
  /// The settings of the solver, but for what the run says.
  private let solver: any SolverOptions
  private let span: SourceSpan

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    var setup = try TrainingSetup(arguments, hasFactors: true)
    name = arguments.statement.bindings.first?.text ?? "model"
    span = arguments.statement.span
    solver = try arguments[Self.solver].settings(arguments, for: setup.task)
    setup.type.isSampled = type(of: solver).isSampler
    factors = arguments.isGiven(Self.factors) ? try arguments[Self.factors] : nil
    start = try arguments[Self.from]
    setup.type.factors = factors ?? (start == nil ? solver.factors : start?.type.factors)
    self.setup = setup
    if let start {
      try Self.require(start, fits: setup.type, arguments)
      comparison = try NumberingFaults.require(
        start.type.features, in: setup.table, for: start, at: arguments.span(Self.from))
    } else {
      comparison = nil
    }
    test = try arguments[Self.test]
    if let test {
      let needed = setup.type.features + setup.type.targetColumns
      for field in needed where test.schema.type(of: field.name) != field.type {
        throw CheckFaults.unknownColumn(
          field.name, at: arguments.span(Self.test), table: test.name, schema: test.schema,
          bindingSpan: test.bindingSpan)
      }
      for feature in setup.type.features {
        if let fault = NumberingFaults.same(feature.name, setup.table, test, at: arguments.span(Self.test)) {
          throw fault
        }
      }
    }
  }

  private static func require(_ start: ModelArgument, fits type: ModelType, _ arguments: Arguments) throws {
    let known = start.type.features.map(\.name)
    let fault: String? =
      !start.type.hasFactors
      ? "a baseline has no latent vectors"
      : known != type.features.map(\.name) || start.type.features.map(\.type) != type.features.map(\.type)
        ? "its features are \(known.joined(separator: ", "))"
        : start.type.bags != type.bags
          ? "its bags are \(start.type.bags.names.isEmpty ? "none" : start.type.bags.names.sorted().joined(separator: ", "))"
          : start.type.task != type.task ? "it does \(start.type.task.rawValue)" : nil
    if let fault {
      throw Diagnostic(
        .cannotStartFrom, "training cannot go on from \"\(start.name)\"", at: arguments.span(Self.from), label: fault,
        help: ["name a factorization machine of the same features and the same task, or leave from: out"])
    }
  }

  /// Whether the model is a mean over draws.
  private var isSampler: Bool { type(of: solver).isSampler }

  var effect: Effect {
    var reads: [ValueID: Effect.Use] = [setup.table.id: .some(setup.reads.union(comparison?.reads ?? []))]
    if let test, test.id != setup.table.id {
      reads[test.id] = .some(Set((setup.type.features + setup.type.targetColumns).map(\.name)))
    }
    let own = ["best-epoch", "draws"].map { ("\(name).\($0)", ColumnType.integer) }
    return Effect(outputs: [.model(setup.type)], reads: reads, values: TrainingSetup.published(as: name) + own)
  }

  struct Details: OutcomeDetails {
    var curve: LearningCurve
    /// Of every feature, how many one-hot columns it has.
    var widths: [Int]
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let table = try context.table(setup.table)
    let start = try start.map { try context.model($0) }
    if let start { try comparison?.run(start, table) }
    return try learning(at: span, features: setup.type.features.map(\.name)) {
      let (rows, encoding) = try setup.encode(table, context, from: start)
      var options = solver
      options.factors = factors ?? start?.machine.factors ?? options.factors
      (options.seed, options.threads) = (context.seed, context.threads)
      try LearningRoom.require(
        numbers: options.numbersHeld(for: rows),
        for: "\(Phrase.count(options.factors, "factor")) of "
          + Phrase.count(rows.rows.columns.reduce(0) { $0 + $1.width }, "feature"),
        help: "ask for fewer with factors:, or leave out what has many values", at: span)
      var testRows: LabeledRows?
      if let test {
        let held = try context.table(test)
        testRows = try LabeledRows(
          try encoding.rows(of: held, widths: rows.rows.columns.map(\.width)),
          targets: try setup.targets(held, context))
      }
      let count = rows.targets.count
      let trained = try FactorizationMachine.train(
        setup.task, on: rows, test: testRows, options: options, from: start?.machine,
        observer: context.observer(of: count * options.epochs, each: count, "ratings"))
      let model = setup.model(trained.machine, curve: trained.curve, rows, encoding, table)
      var values = TrainingSetup.values(of: model, rows: rows.targets.count, as: name)
      values["\(name).best-epoch"] = .integer(trained.curve.bestEpoch)
      values["\(name).draws"] = .integer(trained.machine.draws.count)
      return Outcome(
        outputs: [.model(model)], values: values,
        details: Details(curve: trained.curve, widths: model.widths))
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    func value(_ path: String) -> Int { Int(outcome.values["\(name).\(path)"]?.number ?? 0) }
    let say = context.language
    let (rows, parameters, factors) = (value("rows"), Phrase.integer(value("parameters")), value("factors"))
    let features = setup.type.phrase(widths: outcome.details.widths, in: say)
    var sentence: Sentence = say(
      en:
        "\(strong: parameters) parameters learned from \(strong: rows, "row"), from \(features), with \(String(factors)) "
        + "factors.",
      ja: "\(strong: rows, counter: "行")から\(strong: "\(parameters)個のパラメータ")を学習しました。特徴量は\(features)、"
        + "因子は\(String(factors))個です。")
    if isSampler {
      let draws = value("draws")
      sentence += say(
        en: " Predictions are the mean over \(draws, "draw") from the posterior.",
        ja: "予測は、事後分布から得た\(draws)個の標本の平均です。")
    }
    let curve = outcome.details.curve
    if curve.points.isEmpty { return .sentence(sentence) }
    if solver.earlyStopping != nil {
      let (best, count) = (String(curve.bestEpoch), String(curve.points.count))
      sentence += say(
        en: " Epoch \(best) of \(count) was kept.",
        ja: "\(count)エポックのうち\(best)番目を採用しました。")
    }
    let chart = LearningCurveChart.chart(
      curve, of: name, test: test?.name, task: setup.type.task, isSampled: isSampler, context)
    return [.sentence(sentence), .figure(FigureBlock(charts: [chart], language: say))]
  }
}

extension DiagnosticCode {
  static let cannotStartFrom = DiagnosticCode(
    "cannot-start-from",
    "Training is to go on from a model of other features, of another task, or without latent vectors.")
}
