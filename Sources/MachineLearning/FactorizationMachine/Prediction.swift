extension FactorizationMachine {
  /// ŷ of each row: the predicted number in regression (never cut to a range), the argument of `link` in classification; the mean
  /// over the draws if there are any.
  ///
  /// - Throws: `LearningError.mismatchedFields` when the columns are not those that the machine was made for.
  public func score(_ rows: FeatureRows, threads: Int = 1) throws(LearningError) -> [Double] {
    try mean(rows, threads: threads) { $0 }
  }

  /// Regression: ŷ, cut to `range` if there is one; classification: the probability of a 1, the mean over the draws if there are any.
  ///
  /// - Throws: `LearningError.mismatchedFields` when the columns are not those that the machine was made for.
  public func predict(_ rows: FeatureRows, threads: Int = 1) throws(LearningError) -> [Double] {
    switch task {
    case .regression:
      let scores = try score(rows, threads: threads)
      guard let range else { return scores }
      return scores.map { min(max($0, range.lowerBound), range.upperBound) }
    case .classification:
      return try mean(rows, threads: threads, link.probability)
    }
  }

  /// The mean over the draws of `prediction` of each row's score; of the machine's own score without draws.
  private func mean(
    _ rows: FeatureRows, threads: Int, _ prediction: (Double) -> Double
  ) throws(LearningError) -> [Double] {
    let layout = try FeatureLayout(rows, fields: fields)
    guard !draws.isEmpty else {
      return scores(layout, bias: bias, linear: linear, latent: latent, threads: threads).map(prediction)
    }
    var sums = [Double](repeating: 0, count: rows.count)
    for draw in draws {
      let found = scores(layout, bias: draw.bias, linear: draw.linear, latent: draw.latent, threads: threads)
      for row in sums.indices { sums[row] += prediction(found[row]) }
    }
    return sums.map { $0 / Double(draws.count) }
  }

  private func scores(
    _ layout: FeatureLayout, bias: Double, linear: [Float], latent: [Float], threads: Int
  ) -> [Double] {
    var scores = [Double](repeating: 0, count: layout.rows.count)
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
}
