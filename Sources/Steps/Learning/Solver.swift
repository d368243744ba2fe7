import Diagnostics
import MachineLearning

/// How `train fm` finds its parameters, with the settings that were given.
enum Solver: Sendable {
  case sgd(StochasticGradientOptions)
  case adam(AdamOptions)
  case als(AlternatingLeastSquaresOptions)
  case mcmc(MarkovChainMonteCarloOptions)

  /// What `solver:` names.
  enum Name: String, CaseIterable, Sendable { case sgd, adam, als, mcmc }

  /// The options that not all solvers have, with those that do.
  private static let owners: [(options: [any DeclaredParameter], solvers: [Name])] = [
    ([DescentParameters.batch, DescentParameters.rate, DescentParameters.clip], [.sgd]),
    ([DescentParameters.regularization], [.sgd, .als]), (AdamParameters.parameters, [.adam]),
    (GibbsParameters.parameters, [.mcmc]), (StoppingParameters.parameters, [.sgd, .adam, .als]),
  ]

  init(_ arguments: Arguments, isClassification: Bool) throws {
    let name = try arguments[TrainFM.solver]
    for (options, solvers) in Self.owners where !solvers.contains(name) {
      for option in options where arguments.isGiven(option) {
        let (written, known) = (option.parameter.name, solvers.map(\.rawValue))
        throw Diagnostic(
          .notOfThisSolver,
          "\(written): is an option of solver: \(known.joined(separator: ", ")), and not of \(name.rawValue)",
          at: arguments.span(option), label: "it would change nothing",
          help: ["leave \(written): out, or set solver: \(known[0])"])
      }
    }
    let stopping = try StoppingParameters.stopping(arguments)
    switch name {
    case .sgd:
      var options = try DescentParameters.options(arguments)
      options.earlyStopping = stopping
      self = .sgd(options)
    case .adam:
      var options = try AdamParameters.options(arguments)
      options.earlyStopping = stopping
      self = .adam(options)
    case .als:
      if isClassification {
        throw Diagnostic(
          .notOfThisSolver, "als solves least squares, which is regression", at: arguments.span(TrainFM.solver),
          label: "the target is a condition", help: ["use solver: sgd, adam or mcmc for a classifier"])
      }
      var options = try AlternatingParameters.options(arguments)
      options.earlyStopping = stopping
      self = .als(options)
    case .mcmc: self = .mcmc(try GibbsParameters.options(arguments))
    }
  }

  /// Passes at most.
  var epochs: Int {
    switch self {
    case .sgd(let options): options.epochs
    case .adam(let options): options.epochs
    case .als(let options): options.epochs
    case .mcmc(let options): options.epochs
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
      return try FactorizationMachine.train(
        task, on: rows, test: test, options: options, from: start, observer: observer)
    case .mcmc(var options):
      (options.seed, options.threads, options.factors) = (context.seed, context.threads, factors ?? options.factors)
      return try FactorizationMachine.train(
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
