import ElementaryFunctions

/// A factorization machine of second order (Rendle 2010).
///
///     ŷ(x) = w0 + Σᵢ wᵢ xᵢ + Σᵢ<ⱼ ⟨vᵢ, vⱼ⟩ xᵢ xⱼ
///
/// The features of all fields are numbered through: those of field f are `offsets[f] ..< offsets[f] + fields[f].width`.
/// Parameters are stored in single precision; a score costs O(fields × factors), by
/// Σᵢ<ⱼ ⟨vᵢ, vⱼ⟩ xᵢ xⱼ = ½ Σ_f ((Σᵢ v_if xᵢ)² − Σᵢ v_if² xᵢ²).
public struct FactorizationMachine: Sendable {
  /// What the scores mean.
  public let task: LearningTask
  /// The feature columns that `score` takes, in order.
  public let fields: [FeatureField]
  /// k, the length of each v.
  public let factors: Int
  /// w0.
  public var bias: Double
  /// w, one for each feature.
  public var linear: [Float]
  /// V, row-major, `linear.count` × `factors`.
  public var latent: [Float]
  /// Regression: predictions are cut to this range, if any.
  public var range: ClosedRange<Double>?
  /// Classification: how a score becomes a probability.
  public let link: ProbabilityLink
  /// Parameters drawn from the posterior distribution, over which predictions are averaged; empty for a machine that is a point.
  ///
  /// `bias`, `linear` and `latent` are their means then, for looking at: predictions come from the draws.
  public let draws: [ParameterDraw]

  /// A machine of given parameters.
  ///
  /// - Throws: `LearningError.mismatchedLengths` when `linear` or `latent` does not fit fields and factors.
  public init(
    task: LearningTask, fields: [FeatureField], factors: Int, bias: Double, linear: [Float], latent: [Float],
    range: ClosedRange<Double>? = nil, link: ProbabilityLink = .logistic, draws: [ParameterDraw] = []
  ) throws(LearningError) {
    let features = fields.reduce(0) { $0 + $1.width }
    if linear.count != features {
      throw .mismatchedLengths(what: "linear weights", expected: features, found: linear.count)
    }
    if latent.count != features * factors {
      throw .mismatchedLengths(what: "latent factors", expected: features * factors, found: latent.count)
    }
    for draw in draws {
      if draw.linear.count != features {
        throw .mismatchedLengths(what: "a draw's linear weights", expected: features, found: draw.linear.count)
      }
      if draw.latent.count != features * factors {
        throw .mismatchedLengths(what: "a draw's latent factors", expected: latent.count, found: draw.latent.count)
      }
    }
    self.task = task
    self.fields = fields
    self.factors = factors
    self.bias = bias
    self.linear = linear
    self.latent = latent
    self.range = range
    self.link = link
    self.draws = draws
  }

  /// The first feature of each field.
  public var offsets: [Int] {
    var next = 0
    return fields.map { field in
      defer { next += field.width }
      return next
    }
  }

  /// The vector v of a feature.
  public func latentVector(of feature: Int) -> [Float] {
    Array(latent[feature * factors..<(feature + 1) * factors])
  }
}

/// How a score ŷ becomes the probability of a 1.
public enum ProbabilityLink: String, Sendable, CaseIterable {
  /// σ(ŷ) = 1 / (1 + e^−ŷ); the score is the log-odds.
  case logistic
  /// Φ(ŷ), the standard normal distribution function.
  case probit

  /// The probability that belongs to a score.
  public func probability(_ score: Double) -> Double {
    switch self {
    case .logistic: Elementary.sigmoid(score)
    case .probit: Elementary.normalCDF(score)
    }
  }
}

/// What a model predicts.
public enum LearningTask: String, Sendable, CaseIterable {
  /// A number, with the loss ½ (ŷ − y)².
  case regression
  /// The probability of a 1 among 0 and 1, with the log loss.
  case classification
}
