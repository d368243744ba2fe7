import Diagnostics
import MachineLearning

/// Gibbs sampling, a Markov chain Monte Carlo method: `train fm … solver: mcmc`.
enum MarkovChainMonteCarloSolver: Solver {
  static let name = "mcmc"
  static let advice =
    "mcmc draws machines from the posterior distribution (Gibbs sampling; Rendle 2012) and "
    + "predicts by their mean: nothing to tune, mostly the least error, but several times the time, and a model as large as all its "
    + "draws."
  static let remarks: String? = """
    an epoch is a sweep over all parameters. The sweeps of burn-in: are forgotten; of the others all draws are kept, or every \
    second, third … when they would take more than half a gigabyte. Of the last feature, if it is one-hot, a regressor keeps in each draw \
    the mean of what its parameters were drawn from, which predicts the same with less noise. A classifier's probability is Φ of its score (probit). \
    An item that has a number but no training row is predicted as items are on the whole; with the other solvers it adds \
    nothing. In the learning curve the training line is the loss of each draw by itself, the test line that of the mean of the \
    draws so far. Such a model has no weighted sum, so ensemble does not take it; knn and evaluate at: use the vectors of all \
    draws, side by side, which rank by the mean score.
    """
  static let restriction: String? = nil
  static let remedy: String? = nil

  static let burnIn = TypedParameter(
    "burn-in", .integer(0...9_999), otherwise: "a fifth of the epochs",
    "With mcmc, sweeps before the first draw is kept.")
  static let parameters: [any DeclaredParameter] = [burnIn]
  static let listsParametersLast = false

  static func read(_ arguments: Arguments, into options: inout MarkovChainMonteCarloOptions) throws {
    options.burnIn = try arguments[burnIn]
    // Whether predictions are cut is said where they are shown.
    options.clipsPredictions = false
    if let burnIn = options.burnIn, burnIn >= options.epochs {
      throw Diagnostic(
        .outOfRange, "no sweep is left after a burn-in of \(burnIn): there are \(options.epochs)",
        at: arguments.span(Self.burnIn), label: "not below epochs:")
    }
  }
}
