import Diagnostics
import MachineLearning

/// How `train fm` finds its parameters, with the settings that were given.
enum Solver: Sendable {
  case sgd(TrainingOptions)
  case adam(AdamOptions)
  case als(AlternatingOptions)
  case mcmc(GibbsOptions)

  static let names = ["sgd", "adam", "als", "mcmc"]

  /// The options that not all solvers have, with those that do.
  private static let owners: [(option: String, solvers: [String])] =
    [("batch", ["sgd"]), ("rate", ["sgd"]), ("clip", ["sgd"]), ("regularization", ["sgd", "als"])]
    + ["mini-batch-size", "clip-gradient", "rescale-grad", "eps"].map { ($0, ["adam"]) }
    + AdamParameters.names.map { ($0, ["adam"]) } + [("burn-in", ["mcmc"])]
    + ["early-stopping", "validation", "patience"].map { ($0, ["sgd", "adam", "als"]) }

  init(_ arguments: Arguments, isClassification: Bool) throws {
    let name = arguments.word("solver") ?? "sgd"
    for (option, solvers) in Self.owners where arguments.values[option] != nil && !solvers.contains(name) {
      throw Diagnostic(
        .notOfThisSolver, "\(option): is an option of solver: \(solvers.joined(separator: ", ")), and not of \(name)",
        at: arguments.span(option), label: "it would change nothing",
        help: ["leave \(option): out, or set solver: \(solvers[0])"])
    }
    let stopping = try Self.stopping(arguments)
    switch name {
    case "adam":
      var options = try AdamParameters.options(arguments)
      options.earlyStopping = stopping
      self = .adam(options)
    case "als":
      if isClassification {
        throw Diagnostic(
          .notOfThisSolver, "als solves least squares, which is regression", at: arguments.span("solver"),
          label: "the target is a condition", help: ["use solver: sgd, adam or mcmc for a classifier"])
      }
      var options = AlternatingOptions()
      options.factors = arguments.integer("factors") ?? options.factors
      options.epochs = arguments.integer("epochs") ?? options.epochs
      options.factorRegularization = arguments.decimal("regularization") ?? options.factorRegularization
      options.earlyStopping = stopping
      self = .als(options)
    case "mcmc":
      var options = GibbsOptions()
      options.factors = arguments.integer("factors") ?? options.factors
      options.sweeps = arguments.integer("epochs") ?? options.sweeps
      options.burnIn = arguments.integer("burn-in")
      options.clipsPredictions = false
      if let burnIn = options.burnIn, burnIn >= options.sweeps {
        throw Diagnostic(
          .outOfRange, "no sweep is left after a burn-in of \(burnIn): there are \(options.sweeps)",
          at: arguments.span("burn-in"), label: "not below epochs:")
      }
      self = .mcmc(options)
    default:
      var options = TrainingOptions()
      options.factors = arguments.integer("factors") ?? options.factors
      options.epochs = arguments.integer("epochs") ?? options.epochs
      options.batchSize = arguments.integer("batch") ?? options.batchSize
      options.learningRate = arguments.decimal("rate") ?? options.learningRate
      options.factorRegularization = arguments.decimal("regularization") ?? options.factorRegularization
      options.clipGradient = arguments.decimal("clip")
      options.earlyStopping = stopping
      self = .sgd(options)
    }
  }

  private static func stopping(_ arguments: Arguments) throws -> EarlyStopping? {
    if arguments.boolean("early-stopping") ?? false {
      return EarlyStopping(
        fraction: arguments.decimal("validation") ?? 0.1, patience: arguments.integer("patience") ?? 2)
    }
    for option in ["validation", "patience"] where arguments.values[option] != nil {
      throw Diagnostic(
        .outOfRange, "\(option): has a meaning only with early-stopping: true", at: arguments.span(option),
        label: "nothing would be held back", help: ["add early-stopping: true"])
    }
    return nil
  }

  /// Passes at most.
  var epochs: Int {
    switch self {
    case .sgd(let options): options.epochs
    case .adam(let options): options.epochs
    case .als(let options): options.epochs
    case .mcmc(let options): options.sweeps
    }
  }

  /// Length of the vectors, unless a model to start from says it.
  var factors: Int {
    switch self {
    case .sgd(let options): options.factors
    case .adam(let options): options.factors
    case .als(let options): options.factors
    case .mcmc(let options): options.factors
    }
  }

  /// How many numbers training has at once, at least: the parameters while they are trained and as a model, and of the solvers
  /// that go feature by feature the sums of each row's vectors, unless pairs have a form that needs none.
  func numbers(rows: LabeledRows, factors: Int) -> Double {
    let columns = rows.rows.columns
    let parameters = 2 * Double(columns.reduce(0) { $0 + $1.width }) * Double(factors)
    switch self {
    case .sgd, .adam: return parameters
    case .als, .mcmc: return columns.count > 2 ? parameters + Double(rows.targets.count) * Double(factors) : parameters
    }
  }

  var stopsEarly: Bool {
    switch self {
    case .sgd(let options): options.earlyStopping != nil
    case .adam(let options): options.earlyStopping != nil
    case .als(let options): options.earlyStopping != nil
    case .mcmc: false
    }
  }

  /// Whether the model is a mean over draws.
  var isSampler: Bool {
    if case .mcmc = self { return true }
    return false
  }

  /// Trains a machine; `factors` takes the place of the default when a model to start from says it.
  func train(
    _ task: LearningTask, _ rows: LabeledRows, test: LabeledRows?, from start: FactorizationMachine?, factors: Int?,
    _ context: RunContext, observer: TrainingObserver
  ) throws -> TrainedMachine {
    switch self {
    case .sgd(var options):
      (options.seed, options.threads, options.factors) = (context.seed, context.threads, factors ?? options.factors)
      return try FactorizationMachine.train(
        task, on: rows, test: test, options: options, from: start, observer: observer)
    case .adam(var options):
      (options.seed, options.threads, options.factors) = (context.seed, context.threads, factors ?? options.factors)
      return try FactorizationMachine.train(
        task, on: rows, test: test, options: options, from: start, observer: observer)
    case .als(var options):
      (options.seed, options.threads, options.factors) = (context.seed, context.threads, factors ?? options.factors)
      return try FactorizationMachine.train(on: rows, test: test, options: options, from: start, observer: observer)
    case .mcmc(var options):
      (options.seed, options.threads, options.factors) = (context.seed, context.threads, factors ?? options.factors)
      return try FactorizationMachine.sample(
        task, on: rows, test: test, options: options, from: start, observer: observer)
    }
  }
}

extension DiagnosticCode {
  static let notOfThisSolver = DiagnosticCode(
    "not-of-this-solver",
    "An option of train fm belongs to another solver than the one that is chosen, or the solver cannot learn such a target."
  )
}
