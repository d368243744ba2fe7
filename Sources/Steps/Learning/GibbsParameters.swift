import Diagnostics
import MachineLearning

/// The options of `train fm … solver: mcmc`.
enum GibbsParameters {
  static let epochs = 100
  static let burnIn = TypedParameter(
    "burn-in", .integer(0...9_999), otherwise: "a fifth of the epochs",
    "With mcmc, sweeps before the first draw is kept.")
  static let parameters: [any DeclaredParameter] = [burnIn]

  static func options(_ arguments: Arguments) throws -> MarkovChainMonteCarloOptions {
    var options = MarkovChainMonteCarloOptions()
    options.factors = try arguments[TrainFM.factors]
    options.epochs = try arguments[TrainFM.epochs] ?? epochs
    options.burnIn = try arguments[burnIn]
    options.clipsPredictions = false
    if let burnIn = options.burnIn, burnIn >= options.epochs {
      throw Diagnostic(
        .outOfRange, "no sweep is left after a burn-in of \(burnIn): there are \(options.epochs)",
        at: arguments.span(Self.burnIn), label: "not below epochs:")
    }
    return options
  }
}
