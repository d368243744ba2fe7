import MachineLearning

/// Stochastic gradient descent: `train fm … solver: sgd`, or without `solver:`.
enum StochasticGradientSolver: Solver {
  static let name = "sgd"
  static let advice =
    "sgd, gradient descent with AdaGrad's step sizes, one for each parameter (Duchi et al. 2011), is fast and good with its "
    + "defaults: take it first."
  static let remarks: String? = nil
  static let restriction: String? = nil
  static let remedy: String? = "lower rate:, or set clip:"

  private static let usual = StochasticGradientOptions()
  static let batch = TypedParameter(
    "batch", .integer(1...1_000_000), default: usual.batchSize,
    "With sgd, rows whose gradients are added up before a step.")
  static let rate = TypedParameter(
    "rate", .decimal(1e-6...10), default: usual.learningRate, "With sgd, length of the steps.")
  /// An option of als, too.
  static let regularization = TypedParameter(
    "regularization", .decimal(0...100), default: usual.factorRegularization,
    "With sgd and als, penalty on the latent vectors for each row in which they take part.")
  static let clip = TypedParameter(
    "clip", .decimal(1e-6...1e9), otherwise: "no clipping", "With sgd, greatest size of an element of a gradient.")
  static let parameters: [any DeclaredParameter] = [batch, rate, regularization, clip] + StoppingParameters.parameters
  static let listsParametersLast = false

  static func read(_ arguments: Arguments, into options: inout StochasticGradientOptions) throws {
    options.batchSize = try arguments[batch]
    options.learningRate = try arguments[rate]
    options.factorRegularization = try arguments[regularization]
    options.clipGradient = try arguments[clip]
    options.earlyStopping = try StoppingParameters.stopping(arguments)
  }
}
