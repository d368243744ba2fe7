import MachineLearning

/// Alternating least squares: `train fm … solver: als`.
enum AlternatingLeastSquaresSolver: Solver {
  static let name = "als"
  static let advice =
    "als solves for the parameters of one feature at a time (regression only): few epochs and no rate:, but its "
    + "regularization: matters."
  static let remarks: String? = nil
  static let restriction: String? = "solves least squares, which is regression"
  static let remedy: String? = nil

  static let parameters: [any DeclaredParameter] =
    [StochasticGradientSolver.regularization] + StoppingParameters.parameters
  static let listsParametersLast = false

  static func read(_ arguments: Arguments, into options: inout AlternatingLeastSquaresOptions) throws {
    options.factorRegularization = try arguments[StochasticGradientSolver.regularization]
    options.earlyStopping = try StoppingParameters.stopping(arguments)
  }
}
