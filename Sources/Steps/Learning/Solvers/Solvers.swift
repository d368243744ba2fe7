/// The solvers of `train fm`. A new solver adds one line.
enum Solvers {
  /// Without `solver:`, this one.
  static let usual: any Solver.Type = StochasticGradientSolver.self
  /// In the order in which to try them.
  static let all: [any Solver.Type] = [
    usual,
    MarkovChainMonteCarloSolver.self,
    AlternatingLeastSquaresSolver.self,
    AdamSolver.self,
  ]
  /// In the order in which lists name them: the usual one, then by the alphabet.
  static let named: [any Solver.Type] = Array(all.prefix(1)) + all.dropFirst().sorted { $0.name < $1.name }

  /// The options that not all of them have, each once: those that help lists among the first, and those it lists last.
  static let parameters: (first: [any DeclaredParameter], last: [any DeclaredParameter]) = {
    var known: Set<String> = []
    func options(_ solvers: [any Solver.Type]) -> [any DeclaredParameter] {
      solvers.flatMap { $0.parameters }.filter { known.insert($0.parameter.name).inserted }
    }
    return (options(all.filter { !$0.listsParametersLast }), options(all.filter { $0.listsParametersLast }))
  }()

  /// The names of some as words: "sgd, adam or als".
  static func names(_ conjunction: String, where holds: (any Solver.Type) -> Bool) -> String {
    let names = named.filter(holds).map { $0.name }
    guard names.count > 1, let last = names.last else { return names.joined() }
    return "\(names.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }

  /// Those whose models are means over draws, as `solver:` names them.
  static let samplers = names("or") { $0.isSampler }
  /// Those that bring numbers to unit variance inside.
  static let scaled = names("and") { $0.standardizesNumbers }
  /// Those that learn them in the units they come in.
  static let unscaled = names("or") { !$0.standardizesNumbers }

  /// What help has to say of each, beyond when to take it.
  static let remarks: [String] = named.compactMap { solver in solver.remarks.map { "\(solver.name): \($0)" } }

  /// What to do when the loss grows beyond all numbers, with each solver that takes steps.
  static let remedies: String = named.compactMap { solver -> String? in
    solver.remedy.map { solver == usual ? $0 : "with solver: \(solver.name) \($0)" }
  }.joined(separator: "; ")
}

extension ParameterType where Value == any Solver.Type {
  /// The name of a solver.
  static var solver: Self {
    Self(.word(Solvers.named.map { $0.name }), text: { $0.name }) {
      if case .word(let name) = $0 { Solvers.all.first { $0.name == name } } else { nil }
    }
  }
}
