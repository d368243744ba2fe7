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

  /// A machine of given parameters.
  ///
  /// - Throws: `LearningError.mismatchedLengths` when `linear` or `latent` does not fit fields and factors.
  public init(
    task: LearningTask, fields: [FeatureField], factors: Int, bias: Double, linear: [Float], latent: [Float],
    range: ClosedRange<Double>? = nil
  ) throws(LearningError) {
    let features = fields.reduce(0) { $0 + $1.width }
    if linear.count != features {
      throw .mismatchedLengths(what: "linear weights", expected: features, found: linear.count)
    }
    if latent.count != features * factors {
      throw .mismatchedLengths(what: "latent factors", expected: features * factors, found: latent.count)
    }
    self.task = task
    self.fields = fields
    self.factors = factors
    self.bias = bias
    self.linear = linear
    self.latent = latent
    self.range = range
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

  /// ŷ of each row: the predicted number in regression (never cut to a range), the log-odds in classification.
  ///
  /// - Throws: `LearningError.mismatchedFields` when the columns are not those that the machine was made for.
  public func score(_ rows: FeatureRows, threads: Int = 1) throws(LearningError) -> [Double] {
    let layout = try FeatureLayout(rows, fields: fields)
    var scores = [Double](repeating: 0, count: rows.count)
    linear.withUnsafeBufferPointer { linear in
      latent.withUnsafeBufferPointer { latent in
        scores.withUnsafeMutableBufferPointer { out in
          let parameters = ParameterView(
            latent: latent.baseAddress, latentStride: factors, linear: linear.baseAddress, linearStride: 1,
            factors: factors)
          layout.score(with: parameters, bias: bias, into: out, threads: threads)
        }
      }
    }
    return scores
  }

  /// Regression: ŷ, cut to `range` if there is one; classification: the probability σ(ŷ) of a 1.
  public func predict(_ rows: FeatureRows, threads: Int = 1) throws(LearningError) -> [Double] {
    let scores = try score(rows, threads: threads)
    switch task {
    case .regression:
      guard let range else { return scores }
      return scores.map { min(max($0, range.lowerBound), range.upperBound) }
    case .classification:
      return scores.map(Elementary.sigmoid)
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
