import Diagnostics
import MachineLearning

/// A solver as `train fm` knows it: its name, what help tells of it, and its options.
///
/// How it trains, what it can learn and its defaults are for its settings to say, in the library.
protocol Solver: Sendable {
  associatedtype Options: SolverOptions

  /// As `solver:` names it.
  static var name: String { get }
  /// When to take it: sentences of the help on `solver:`.
  static var advice: String { get }
  /// A paragraph of help of its own, which its name introduces; nil when all is said.
  static var remarks: String? { get }
  /// The options that it has and others have not. One that two solvers share is declared by one of them.
  static var parameters: [any DeclaredParameter] { get }
  /// Whether help lists these options after all others, which a long list would hide.
  static var listsParametersLast: Bool { get }
  /// Why it does not learn what its settings leave out: the end of a sentence that begins with its name. nil when it learns all.
  static var restriction: String? { get }
  /// What to do when the loss grows beyond all numbers; nil when no step of it can be too long.
  static var remedy: String? { get }

  /// Gives settings, whose factors and epochs are set already, what the arguments say of its own options.
  static func read(_ arguments: Arguments, into options: inout Options) throws
}

extension Solver {
  static var tasks: Set<LearningTask> { Options.tasks }
  /// Whether its models are means over draws.
  static var isSampler: Bool { Options.isSampler }
  /// Whether it brings numeric features to unit variance inside.
  static var standardizesNumbers: Bool { Options().standardizesNumbers }
  /// Passes over the training rows where `epochs:` is not given.
  static var usualEpochs: Int { Options().epochs }

  /// The settings that the arguments of `train fm` ask for; a fault when they are not those of this solver.
  static func settings(_ arguments: Arguments, for task: LearningTask) throws -> any SolverOptions {
    for option in Solvers.parameters.first + Solvers.parameters.last where arguments.isGiven(option) && !has(option) {
      let (written, owners) = (option.parameter.name, Solvers.named.filter { $0.has(option) }.map { $0.name })
      throw Diagnostic(
        .notOfThisSolver,
        "\(written): is an option of solver: \(owners.joined(separator: ", ")), and not of \(name)",
        at: arguments.span(option), label: "it would change nothing",
        help: ["leave \(written): out, or set solver: \(owners[0])"])
    }
    if !tasks.contains(task) {
      let (target, model) =
        switch task {
        case .regression: ("a number", "a regressor")
        case .classification: ("a condition", "a classifier")
        }
      throw Diagnostic(
        .notOfThisSolver, "\(name) \(restriction ?? "does no \(task.rawValue)")", at: arguments.span(TrainFM.solver),
        label: "the target is \(target)",
        help: ["use solver: \(Solvers.names("or") { $0.tasks.contains(task) }) for \(model)"])
    }
    var options = Options()
    options.factors = try arguments[TrainFM.factors]
    options.epochs = try arguments[TrainFM.epochs] ?? options.epochs
    try read(arguments, into: &options)
    return options
  }

  /// Whether an option is one of its own.
  static func has(_ option: any DeclaredParameter) -> Bool {
    parameters.contains { $0.parameter.name == option.parameter.name }
  }
}

extension DiagnosticCode {
  static let notOfThisSolver = DiagnosticCode(
    "not-of-this-solver",
    "An option of train fm belongs to another solver than the one that is chosen, or the solver cannot learn such a target."
  )
}
