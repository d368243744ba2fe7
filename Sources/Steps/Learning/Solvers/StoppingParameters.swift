import Diagnostics
import MachineLearning

/// The options of solvers that can stop early.
enum StoppingParameters {
  private static let usual = EarlyStopping()
  static let earlyStopping = TypedParameter(
    "early-stopping", .boolean, default: false, "Whether to stop when held-back rows are predicted no better.")
  static let validation = TypedParameter(
    "validation", .decimal(0.01...0.5), default: usual.fraction, "Share of the rows held back for early stopping.")
  static let patience = TypedParameter(
    "patience", .integer(1...1000), default: usual.patience, "Epochs without improvement before early stopping.")
  static let parameters: [any DeclaredParameter] = [earlyStopping, validation, patience]

  /// nil when training goes to its end.
  static func stopping(_ arguments: Arguments) throws -> EarlyStopping? {
    if try arguments[earlyStopping] {
      return try EarlyStopping(fraction: arguments[validation], patience: arguments[patience])
    }
    let settings: [any DeclaredParameter] = [validation, patience]
    for option in settings where arguments.isGiven(option) {
      throw Diagnostic(
        .outOfRange, "\(option.parameter.name): has a meaning only with early-stopping: true",
        at: arguments.span(option), label: "nothing would be held back", help: ["add early-stopping: true"])
    }
    return nil
  }
}
