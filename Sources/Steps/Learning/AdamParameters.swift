import Diagnostics
import MachineLearning

/// The options of `train fm … solver: adam`: the hyperparameters of a managed service, with hyphens in the place of underscores.
enum AdamParameters {
  static let epochs = 1
  static let miniBatchSize = TypedParameter(
    "mini-batch-size", .integer(1...1_000_000), default: 1000,
    "With adam, rows whose gradients are added up before a step.")
  static let clipGradient = TypedParameter(
    "clip-gradient", .decimal(1e-9...1e9), otherwise: "no clipping",
    "With adam, greatest size of an element of a gradient.")
  static let rescaleGrad = TypedParameter(
    "rescale-grad", .decimal(1e-9...1e9), default: 1,
    "With adam, factor of a batch's gradient before it is clipped; often 1 / mini-batch-size.")
  static let eps = TypedParameter(
    "eps", .decimal(1e-12...1), default: 1e-8, words: "1e-8", "With adam, what keeps its steps from dividing by zero.")

  static let bias = Group("bias", of: "w0", rate: 0.1, decay: 0.01, sigma: 0.01)
  static let linear = Group("linear", of: "w", rate: 0.001, decay: 0.001, sigma: 0.01)
  static let factors = Group("factors", of: "V", rate: 0.0001, decay: 0.00001, words: "0.00001", sigma: 0.001)

  private static let own: [any DeclaredParameter] = [miniBatchSize, clipGradient, rescaleGrad, eps]
  static let parameters: [any DeclaredParameter] = own + bias.parameters + linear.parameters + factors.parameters
  /// Those that say where w0, w and V begin.
  static let starts: [any DeclaredParameter] = bias.starts + linear.starts + factors.starts

  static func options(_ arguments: Arguments) throws -> AdamOptions {
    var options = AdamOptions()
    options.factors = try arguments[TrainFM.factors]
    options.epochs = try arguments[TrainFM.epochs] ?? epochs
    options.miniBatchSize = try arguments[miniBatchSize]
    options.clipGradient = try arguments[clipGradient]
    options.rescaleGradient = try arguments[rescaleGrad]
    options.epsilon = try arguments[eps]
    options.bias = try bias.options(arguments)
    options.linear = try linear.options(arguments)
    options.latent = try factors.options(arguments)
    return options
  }
}

extension AdamParameters {
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
    ///   - words: how help tells the decay, where it is not written as a notebook would.
    init(_ name: String, of what: String, rate: Double, decay: Double, words: String? = nil, sigma: Double) {
      learningRate = TypedParameter(
        "\(name)-lr", .decimal(0...512), default: rate, "With adam, length of the steps of \(what).")
      weightDecay = TypedParameter(
        "\(name)-wd", .decimal(0...512), default: decay, words: words, "With adam, weight decay of \(what).")
      initMethod = TypedParameter("\(name)-init-method", .word, default: .normal, "With adam, how \(what) begins.")
      initSigma = TypedParameter(
        "\(name)-init-sigma", .decimal(0...512), default: sigma,
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
