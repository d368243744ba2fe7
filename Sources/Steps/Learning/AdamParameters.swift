import Diagnostics
import MachineLearning

/// The options of `train fm … solver: adam`: the hyperparameters of a managed service, with hyphens in the place of underscores.
enum AdamParameters {
  private typealias Group = (name: String, what: String, rate: String, decay: String, sigma: String)
  private static let groups: [Group] = [
    ("bias", "w0", "0.1", "0.01", "0.01"), ("linear", "w", "0.001", "0.001", "0.01"),
    ("factors", "V", "0.0001", "0.00001", "0.001"),
  ]
  private static let methods = ["normal", "uniform", "constant"]
  /// Each method's own setting.
  private static let settings = ["normal": "sigma", "uniform": "scale", "constant": "value"]

  static let parameters: [Parameter] =
    [
      .optional(
        "mini-batch-size", .integer(1...1_000_000), otherwise: "1000",
        "With adam, rows whose gradients are added up before a step."),
      .optional(
        "clip-gradient", .decimal(1e-9...1e9), otherwise: "no clipping",
        "With adam, greatest size of an element of a gradient."),
      .optional(
        "rescale-grad", .decimal(1e-9...1e9), otherwise: "1",
        "With adam, factor of a batch's gradient before it is clipped; often 1 / mini-batch-size."),
      .optional(
        "eps", .decimal(1e-12...1), otherwise: "1e-8", "With adam, what keeps its steps from dividing by zero."),
    ]
    + groups.flatMap { group -> [Parameter] in
      [
        .optional(
          "\(group.name)-lr", .decimal(0...512), otherwise: group.rate,
          "With adam, length of the steps of \(group.what)."),
        .optional(
          "\(group.name)-wd", .decimal(0...512), otherwise: group.decay, "With adam, weight decay of \(group.what)."),
        .optional(
          "\(group.name)-init-method", .word(methods), otherwise: "normal", "With adam, how \(group.what) begins."),
        .optional(
          "\(group.name)-init-sigma", .decimal(0...512), otherwise: group.sigma,
          "With normal, the standard deviation of \(group.what) at the start."),
        .optional(
          "\(group.name)-init-scale", .decimal(0...512), otherwise: "must be given with uniform",
          "With uniform, \(group.what) begins between minus and plus this."),
        .optional(
          "\(group.name)-init-value", .decimal(-512...512), otherwise: "must be given with constant",
          "With constant, where \(group.what) begins."),
      ]
    }

  /// Those of w0, w and V.
  static let names = groups.flatMap { group in
    ["lr", "wd", "init-method", "init-sigma", "init-scale", "init-value"].map { "\(group.name)-\($0)" }
  }

  static func options(_ arguments: Arguments) throws -> AdamOptions {
    var options = AdamOptions()
    options.factors = arguments.integer("factors") ?? options.factors
    options.epochs = arguments.integer("epochs") ?? options.epochs
    options.miniBatchSize = arguments.integer("mini-batch-size") ?? options.miniBatchSize
    options.clipGradient = arguments.decimal("clip-gradient")
    options.rescaleGradient = arguments.decimal("rescale-grad") ?? options.rescaleGradient
    options.epsilon = arguments.decimal("eps") ?? options.epsilon
    options.bias = try group("bias", options.bias, arguments)
    options.linear = try group("linear", options.linear, arguments)
    options.latent = try group("factors", options.latent, arguments)
    return options
  }

  private static func group(
    _ name: String, _ fallback: AdamOptions.Group, _ arguments: Arguments
  ) throws -> AdamOptions.Group {
    var group = fallback
    group.learningRate = arguments.decimal("\(name)-lr") ?? group.learningRate
    group.weightDecay = arguments.decimal("\(name)-wd") ?? group.weightDecay
    let method = arguments.word("\(name)-init-method") ?? "normal"
    for other in methods {
      guard let setting = settings[other] else { continue }
      let option = "\(name)-init-\(setting)"
      if arguments.values[option] != nil, other != method {
        throw Diagnostic(
          .wrongValue, "\(option): is for \(name)-init-method: \(other)", at: arguments.span(option),
          label: "the method is \(method)", help: ["leave it out, or set \(name)-init-method: \(other)"])
      }
      if arguments.values[option] == nil, other == method, other != "normal" {
        throw Diagnostic(
          .missingOption, "\(name)-init-method: \(method) needs \(option):",
          at: arguments.span("\(name)-init-method"), label: "no \(option):")
      }
    }
    switch method {
    case "uniform": group.initialization = .uniform(scale: arguments.decimal("\(name)-init-scale") ?? 0)
    case "constant": group.initialization = .constant(arguments.decimal("\(name)-init-value") ?? 0)
    default:
      if let sigma = arguments.decimal("\(name)-init-sigma") { group.initialization = .normal(sigma: sigma) }
    }
    return group
  }
}
