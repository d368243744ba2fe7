import Diagnostics
import MachineLearning

/// Adam: `train fm … solver: adam`, with the hyperparameters of a managed service, with hyphens in the place of underscores.
enum AdamSolver: Solver {
  static let name = "adam"
  static let advice =
    "adam takes a step after each mini-batch (Kingma & Ba 2015) and has the hyperparameters of the lab's "
    + "managed service: take it to follow the lab to the letter."
  static let remarks: String? = """
    the service's names have hyphens here, num_factors is factors:, and its documented defaults are taken: one epoch, batches of \
    1,000, rates of \(usual.bias.learningRate) (w0), \(usual.linear.learningRate) (w) and \(usual.latent.learningRate) (V). With these a small data set is not learned to its end: more epochs, or a \
    factors-lr: of 0.001 to 0.01, help.
    """
  static let restriction: String? = nil
  static let remedy: String? = "lower the rates, or set clip-gradient:"

  private static let usual = AdamOptions()
  static let miniBatchSize = TypedParameter(
    "mini-batch-size", .integer(1...1_000_000), default: usual.miniBatchSize,
    "With adam, rows whose gradients are added up before a step.")
  static let clipGradient = TypedParameter(
    "clip-gradient", .decimal(1e-9...1e9), otherwise: "no clipping",
    "With adam, greatest size of an element of a gradient.")
  static let rescaleGrad = TypedParameter(
    "rescale-grad", .decimal(1e-9...1e9), default: usual.rescaleGradient,
    "With adam, factor of a batch's gradient before it is clipped; often 1 / mini-batch-size.")
  static let eps = TypedParameter(
    "eps", .decimal(1e-12...1), default: usual.epsilon, "With adam, what keeps its steps from dividing by zero.")

  static let bias = Group("bias", of: "w0", usual.bias)
  static let linear = Group("linear", of: "w", usual.linear)
  static let factors = Group("factors", of: "V", usual.latent)

  private static let own: [any DeclaredParameter] = [miniBatchSize, clipGradient, rescaleGrad, eps]
  static let parameters: [any DeclaredParameter] =
    own + bias.parameters + linear.parameters + factors.parameters + StoppingParameters.parameters
  static let listsParametersLast = true

  static func read(_ arguments: Arguments, into options: inout AdamOptions) throws {
    for option in bias.starts + linear.starts + factors.starts
    where arguments.isGiven(option) && arguments.isGiven(TrainFM.from) {
      throw Diagnostic(
        .wrongValue, "\(option.parameter.name): is for a fresh start", at: arguments.span(option),
        label: "from: says where to begin", help: ["leave one of the two out"])
    }
    options.miniBatchSize = try arguments[miniBatchSize]
    options.clipGradient = try arguments[clipGradient]
    options.rescaleGradient = try arguments[rescaleGrad]
    options.epsilon = try arguments[eps]
    options.bias = try bias.options(arguments)
    options.linear = try linear.options(arguments)
    options.latent = try factors.options(arguments)
    options.earlyStopping = try StoppingParameters.stopping(arguments)
  }
}

extension AdamSolver {
  /// How parameters begin.
  enum Method: String, CaseIterable, Sendable { case normal, uniform, constant }

  /// The options of w0, of w or of V.
  struct Group: Sendable {
    let learningRate: TypedParameter<Double>
    let weightDecay: TypedParameter<Double>
    let initMethod: TypedParameter<Method>
    let initSigma: TypedParameter<Double>
    let initScale: TypedParameter<Double?>
    let initValue: TypedParameter<Double?>

    /// - Parameters:
    ///   - name: what the options' names begin with.
    ///   - what: what the service calls these parameters in its formula.
    ///   - usual: their defaults; the service draws all from a normal distribution.
    init(_ name: String, of what: String, _ usual: AdamOptions.Group) {
      learningRate = TypedParameter(
        "\(name)-lr", .decimal(0...512), default: usual.learningRate, "With adam, length of the steps of \(what).")
      weightDecay = TypedParameter(
        "\(name)-wd", .decimal(0...512), default: usual.weightDecay, "With adam, weight decay of \(what).")
      initMethod = TypedParameter("\(name)-init-method", .word, default: .normal, "With adam, how \(what) begins.")
      initSigma = TypedParameter(
        "\(name)-init-sigma", .decimal(0...512), default: usual.initialization.sigma,
        "With normal, the standard deviation of \(what) at the start.")
      initScale = TypedParameter(
        "\(name)-init-scale", .decimal(0...512), otherwise: "must be given with uniform",
        "With uniform, \(what) begins between minus and plus this.")
      initValue = TypedParameter(
        "\(name)-init-value", .decimal(-512...512), otherwise: "must be given with constant",
        "With constant, where \(what) begins.")
    }

    var starts: [any DeclaredParameter] { [initMethod, initSigma, initScale, initValue] }
    var parameters: [any DeclaredParameter] {
      [learningRate, weightDecay, initMethod, initSigma, initScale, initValue]
    }

    /// Each method's own setting.
    private var settings: [(method: Method, setting: any DeclaredParameter)] {
      [(.normal, initSigma), (.uniform, initScale), (.constant, initValue)]
    }

    func options(_ arguments: Arguments) throws -> AdamOptions.Group {
      let method = try arguments[initMethod]
      for (other, setting) in settings {
        let option = setting.parameter.name
        if arguments.isGiven(setting), other != method {
          throw Diagnostic(
            .wrongValue, "\(option): is for \(initMethod.name): \(other.rawValue)", at: arguments.span(setting),
            label: "the method is \(method.rawValue)",
            help: ["leave it out, or set \(initMethod.name): \(other.rawValue)"])
        }
        if !arguments.isGiven(setting), other == method, other != .normal {
          throw Diagnostic(
            .missingOption, "\(initMethod.name): \(method.rawValue) needs \(option):", at: arguments.span(initMethod),
            label: "no \(option):")
        }
      }
      let start: AdamOptions.Initialization
      switch method {
      case .normal: start = .normal(sigma: try arguments[initSigma])
      case .uniform: start = .uniform(scale: try arguments[initScale] ?? 0)
      case .constant: start = .constant(try arguments[initValue] ?? 0)
      }
      return try AdamOptions.Group(
        learningRate: arguments[learningRate], weightDecay: arguments[weightDecay], initialization: start)
    }
  }
}

extension AdamOptions.Initialization {
  /// The standard deviation of a normal start; 0 of one that is no random number.
  fileprivate var sigma: Double {
    switch self {
    case .normal(let sigma): sigma
    case .uniform, .constant: 0
    }
  }
}
