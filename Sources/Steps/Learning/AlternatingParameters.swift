import MachineLearning

/// What `train fm … solver: als` takes; the only option that not all solvers have is that of sgd.
enum AlternatingParameters {
  static let epochs = 10

  static func options(_ arguments: Arguments) throws -> AlternatingLeastSquaresOptions {
    var options = AlternatingLeastSquaresOptions()
    options.factors = try arguments[TrainFM.factors]
    options.epochs = try arguments[TrainFM.epochs] ?? epochs
    options.factorRegularization = try arguments[DescentParameters.regularization]
    return options
  }
}
