import MachineLearning

/// The options of `train fm … solver: sgd`.
enum DescentParameters {
  static let epochs = 25
  static let batch = TypedParameter(
    "batch", .integer(1...1_000_000), default: 1, "With sgd, rows whose gradients are added up before a step.")
  static let rate = TypedParameter("rate", .decimal(1e-6...10), default: 0.1, "With sgd, length of the steps.")
  /// An option of als, too.
  static let regularization = TypedParameter(
    "regularization", .decimal(0...100), default: 0.05,
    "With sgd and als, penalty on the latent vectors for each row in which they take part.")
  static let clip = TypedParameter(
    "clip", .decimal(1e-6...1e9), otherwise: "no clipping", "With sgd, greatest size of an element of a gradient.")
  static let parameters: [any DeclaredParameter] = [batch, rate, regularization, clip]

  static func options(_ arguments: Arguments) throws -> StochasticGradientOptions {
    var options = StochasticGradientOptions()
    options.factors = try arguments[TrainFM.factors]
    options.epochs = try arguments[TrainFM.epochs] ?? epochs
    options.batchSize = try arguments[batch]
    options.learningRate = try arguments[rate]
    options.factorRegularization = try arguments[regularization]
    options.clipGradient = try arguments[clip]
    return options
  }
}
